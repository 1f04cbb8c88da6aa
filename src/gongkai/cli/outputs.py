"""Where output goes: several formats in one run, each rendered first and then written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import click
from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.cli.inputs import shown
from gongkai.errors import UsageError
from gongkai.finding import Incident, Run, by_document
from gongkai.formatter import Formatter, Rendering, Stream
from gongkai.lang import Lang

__all__ = [
    "STDOUT",
    "Target",
    "complain",
    "emit",
    "is_input",
    "not_text",
    "put",
    "show",
    "spare",
    "streams",
    "targets",
    "width",
]

STDOUT = "-"


class Target(Struct, frozen=True):
    """One format and where it goes: a file, a folder for formats that write a file for each document, or `-`."""

    formatter: Formatter
    path: str = STDOUT


def targets(given: Sequence[str], output_file: str | None, formatters: Mapping[str, Formatter]) -> tuple[Target, ...]:
    """The targets that `NAME` and `NAME=FILE` mean. Raises UsageError: an unknown name, two for one place, a format
    of many files without a place."""
    found = []
    for each in given or ("text",):
        name, mark, path = each.partition("=")
        if mark and not path:
            raise UsageError(Text(zh=f"“{each}”缺少文件名", en=f"“{each}” lacks a file name"))
        found.append(Target(_formatter(formatters, name), _local(path or output_file or STDOUT)))
    places = [STDOUT if t.path == STDOUT else os.path.realpath(t.path) for t in found]
    for place in places:
        if places.count(place) > 1:
            names = "、".join(t.formatter.name for t, p in zip(found, places, strict=True) if p == place)
            raise UsageError(
                Text(zh=f"几种格式不能写到同一处：{names}", en=f"Several formats for one place: {names}"),
                Text(zh="写成 --format 名称=文件", en="Give each its file: --format NAME=FILE"),
            )
    for target in found:
        if target.formatter.per_document and target.path == STDOUT:
            name = target.formatter.name
            raise UsageError(
                Text(zh=f"格式 {name} 要写文件", en=f"Format {name} needs a place"),
                Text(zh=f"例如 --format {name}=批注/", en=f"For example --format {name}=notes/"),
            )
    return tuple(found)


def _local(path: str) -> str:
    """A place that a file:// URL names, as a path: only so are two names of one file seen to be one."""
    if "://" not in path:
        return path
    from gongkai.cli.remote import local

    return local(path)


def _formatter(formatters: Mapping[str, Formatter], name: str) -> Formatter:
    if name in formatters:
        return formatters[name]
    from difflib import get_close_matches

    known = sorted(formatters)
    close = get_close_matches(name, known, n=1)
    raise UsageError(
        Text(zh=f"没有“{name}”这种输出格式", en=f"Unknown output format “{name}”"),
        Text(
            zh=(f"是不是“{close[0]}”？" if close else "") + f"可用的有：{'、'.join(known)}",
            en=(f"Did you mean “{close[0]}”? " if close else "") + f"Known: {', '.join(known)}",
        ),
    )


def emit(
    run: Run,
    rendering: Rendering,
    wanted: Sequence[Target],
    *,
    color: bool,
    quiet: bool,
    inputs: Sequence[str] = (),
    text_folder: str | None = None,
) -> None:
    """Render everything, then write everything; documents without lines also as text, if there is a folder for it.
    Raises UsageError for a target that is an input file or cannot be written; then nothing has been printed."""
    files: list[tuple[str, bytes]] = []
    if text_folder is not None:
        files, written = _texts(run, rendering, text_folder)
        rendering = replace(rendering, artifacts=written)
    plain = _plain(rendering)
    printed: str | bytes | None = None
    for target in wanted:
        if target.formatter.per_document:
            files += _per_document(run, plain, target)
        elif target.path == STDOUT:
            printed = None if quiet else target.formatter.render(run, rendering if color else plain)
        else:
            files.append((target.path, _bytes(target.formatter.render(run, plain) or b"")))
    spare([path for path, _ in files], inputs)
    if files:
        from gongkai.cli.whole import write_whole

        for path, data in files:
            write_whole(path, data)
    if quiet:
        complain(run.incidents, rendering.lang)
    elif printed is not None:
        put(printed, color=color)


def _plain(rendering: Rendering) -> Rendering:
    """For files, and for who does not show colours."""
    return replace(rendering, color=False, link=None, width=0)


def streams(wanted: Sequence[Target], rendering: Rendering) -> list[Stream] | None:
    """A stream for each target; None unless all of them can be written while documents are checked."""
    found = []
    for target in wanted:
        make = target.formatter.stream
        stream = make(rendering if target.path == STDOUT and rendering.color else _plain(rendering)) if make else None
        if stream is None:
            return None
        found.append(stream)
    return found


def is_input(path: str) -> UsageError:
    """A target is one of the files that were read."""
    name = shown(path)
    return UsageError(Text(zh=f"{name} 是读入的文件，不能覆盖", en=f"{name} is an input file and is not overwritten"))


def not_text() -> UsageError:
    """A terminal would get what is no text."""
    return UsageError(
        Text(zh="这种格式不是文字，请写到文件", en="This format is not text: write it to a file"),
        Text(zh="例如 --format xlsx=复核.xlsx", en="For example --format xlsx=review.xlsx"),
    )


def show(text: str, path: str | None, *, inputs: Sequence[str], color: bool) -> None:
    """Print a text, or write it to a file whole or not at all. Raises UsageError for a file that is an input."""
    if path is None or path == STDOUT:
        put(text, color=color)
        return
    spare([path], inputs)
    from gongkai.cli.whole import write_whole

    write_whole(path, _bytes(text))


def spare(paths: Sequence[str], inputs: Sequence[str]) -> None:
    """Raises UsageError where an output would overwrite an input, or another output, of which one would be lost."""
    sources = {os.path.realpath(path) for path in inputs if path != STDOUT} if paths else ()
    written: set[str] = set()
    for path in paths:
        place = os.path.realpath(path)
        if place in sources:
            raise is_input(path)
        if place in written:
            raise UsageError(Text(zh=f"{shown(path)} 不能写两次", en=f"{shown(path)} would be written twice"))
        written.add(place)


def _per_document(run: Run, rendering: Rendering, target: Target) -> Iterator[tuple[str, bytes]]:
    """One file for each document that the format can render: in a folder, or (for one) the named file."""
    place = target.path
    several = os.path.isdir(place) or place.endswith(("/", os.sep)) or len(run.documents) > 1
    if several and os.path.isfile(place):
        raise UsageError(
            Text(zh=f"有几份报告，{place} 要是一个文件夹", en=f"Several documents: {place} must be a folder")
        )
    taken: set[str] = set()
    *apart, _ = by_document(run)
    for one in apart:
        (document,) = one.documents
        rendered = target.formatter.render(one, rendering)
        if rendered is None:
            name = target.formatter.name
            words = Text(
                zh=f"{name}：{document.path} 不能写成这种格式，略过", en=f"{name}: not for {document.path}; left out"
            )
            click.echo(words.of(rendering.lang), err=True)
            continue
        path = _free(place, document.path, target.formatter.suffix, taken) if several else place
        taken.add(path)
        yield path, _bytes(rendered)


def _free(folder: str, document: str, suffix: str, taken: Container[str]) -> str:
    """A file in the folder that is named after the document and not taken yet."""
    stem = document.strip("./").replace("../", "").replace("/", "_").replace("<", "").replace(">", "")
    path = os.path.join(folder, f"{stem.rsplit('.', 1)[0]}{suffix}")
    number = 2
    while path in taken:
        path = os.path.join(folder, f"{stem.rsplit('.', 1)[0]}-{number}{suffix}")
        number += 1
    return path


def _texts(run: Run, rendering: Rendering, folder: str) -> tuple[list[tuple[str, bytes]], dict[str, str]]:
    """The documents without lines as text files, and the path of each file as output shows it, by document."""
    from gongkai.formatters.rendered import rendered

    if os.path.isfile(folder):
        raise UsageError(Text(zh=f"{folder} 要是一个文件夹", en=f"{folder} must be a folder"))
    found: dict[str, bytes] = {}
    written: dict[str, str] = {}
    for document in run.documents:
        material = rendering.materials.get(document.path)
        lines = rendered(material) if material else None
        if lines:
            path = _free(folder, document.path, ".txt", found)
            found[path] = _bytes(lines.text)
            written[document.path] = shown(path)
    return list(found.items()), written


def _bytes(rendered: str | bytes) -> bytes:
    return rendered if isinstance(rendered, bytes) else rendered.encode("utf-8", "replace")


def put(rendered: str | bytes, *, color: bool) -> None:
    """To a terminal in its own encoding, whatever that lacks replaced; to a file or pipe as UTF-8."""
    if sys.stdout.isatty():
        if isinstance(rendered, bytes):
            raise not_text()
        encoding = sys.stdout.encoding or "utf-8"
        click.echo(rendered.encode(encoding, "replace").decode(encoding), nl=False, color=color or None)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(_bytes(rendered))
    sys.stdout.buffer.flush()


def complain(incidents: Iterable[Incident], lang: Lang) -> None:
    """Even a quiet run says what was not checked."""
    for incident in incidents:
        where = f"{incident.path}: " if incident.path else ""
        click.echo(f"{incident.code} {where}{incident.message.of(lang)}", err=True)


def width() -> int:
    """The terminal's width in cells."""
    try:
        return max(os.get_terminal_size().columns, 20)
    except OSError:
        return 100
