"""What a run reads, one document at a time: files, lists of files of any length, normalized reports a line each."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import BinaryIO, TypeVar

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.cli.inputs import expand, open_source, shown
from gongkai.cli.outputs import is_input
from gongkai.cli.run import Job, files, suffixes
from gongkai.engine import Outcome
from gongkai.errors import ReadError, UsageError, system_words, too_large
from gongkai.finding import Checked, Incident
from gongkai.limits import Limits
from gongkai.load import STDIN
from gongkai.reader import Source

__all__ = ["JSONL", "Feed", "Inputs", "lines", "listed", "of_lines", "of_list", "of_paths"]

T = TypeVar("T")

JSONL = "jsonl"
"""The name of the input format that is a normalized report a line."""
# So many documents are looked for to know whether they are many.
AHEAD = 100
# How a stream begins that is packed.
_GZIP = b"\x1f\x8b"


class Feed(Struct, frozen=True, kw_only=True):
    """Documents to check, or what came of them already (one that cannot be opened). There are at least `count`;
    `paths` are those of all, None where that is not known beforehand."""

    items: Iterable[Source | Outcome]
    count: int
    paths: Sequence[str] | None = None

    @property
    def known(self) -> int | None:
        """How many there are, if that is known."""
        return None if self.paths is None else len(self.paths)


class Inputs(Struct, frozen=True, kw_only=True):
    """What was asked to be checked: `paths`, the paths in the list `files_from`, or the `lines` of standard input."""

    paths: tuple[str, ...]
    files_from: str | None = None
    lines: bool = False

    def check(self, *, watch: bool) -> None:
        """Raises UsageError for what does not go together."""
        if not self.paths and self.files_from is None:
            raise UsageError(
                Text(zh="没有说要检查什么：给出文件或文件夹", en="Nothing to check was named: give files or folders")
            )
        if self.lines and (self.paths != ("-",) or self.files_from is not None):
            raise UsageError(
                Text(zh="--as jsonl 只读标准输入", en="--as jsonl reads standard input only"),
                Text(zh="写成 gongkai check - --as jsonl < 文件", en="Write gongkai check - --as jsonl < FILE"),
            )
        if self.files_from == "-" and "-" in self.paths:
            raise UsageError(Text(zh="标准输入不能读两次", en="Standard input cannot be read twice"))
        if watch and (self.files_from is not None or any(path == "-" or "://" in path for path in self.paths)):
            raise UsageError(
                Text(
                    zh="--watch 只看本机的文件，不看清单、标准输入和网址",
                    en="--watch looks at files, not at lists, standard input or URLs",
                )
            )

    @contextmanager
    def opened(self, job: Job, outputs: Collection[str] = ()) -> Iterator[Feed]:
        """The documents. Raises UsageError for a list that cannot be opened."""
        limits = job.config.limits
        if self.lines:
            yield of_lines(sys.stdin.buffer, limits)
        elif self.files_from is None:
            yield of_paths(files(job, self.paths), limits)
        else:
            with listed(self.files_from, suffixes(job)) as more:
                yield of_list(chain(files(job, self.paths), more), limits, outputs)


def of_paths(paths: Sequence[str], limits: Limits) -> Feed:
    """The files at the paths."""
    return Feed(items=_sources(paths, limits), count=len(paths), paths=paths)


def of_list(paths: Iterable[str], limits: Limits, outputs: Collection[str] = ()) -> Feed:
    """The files of a list that comes as it is read. Raises UsageError, on reading, for one of the `outputs`."""
    ahead, rest = _looked(paths)
    return Feed(items=_sources(_guarded(chain(ahead, rest), outputs), limits), count=len(ahead))


def of_lines(stream: BinaryIO, limits: Limits) -> Feed:
    """The reports of a stream of JSON lines."""
    ahead, rest = _looked(lines(stream, limits))
    return Feed(items=chain(ahead, rest), count=len(ahead))


def _looked(items: Iterable[T]) -> tuple[list[T], Iterator[T]]:
    rest = iter(items)
    return list(islice(rest, AHEAD)), rest


def _guarded(paths: Iterable[str], outputs: Collection[str]) -> Iterator[str]:
    places = {os.path.realpath(path) for path in outputs}
    for path in paths:
        if places and os.path.realpath(path) in places:
            raise is_input(path)
        yield path


def _sources(paths: Iterable[str], limits: Limits) -> Iterator[Source | Outcome]:
    """The files' bytes, one file at a time."""
    for path in paths:
        try:
            yield open_source(path, limits)
        except ReadError as error:
            yield _unread(shown(path), error)


def _unread(name: str, error: ReadError) -> Outcome:
    incident = Incident(code=error.code, message=error.message, advice=error.advice, path=name)
    return Outcome(Checked(path=name), incidents=(incident,))


def lines(stream: BinaryIO, limits: Limits) -> Iterator[Source | Outcome]:
    """Each line that is not blank as a source, named by its number; one that is too long is an outcome already. Raises
    UsageError, on reading, for what is packed."""
    number = 0
    while data := stream.readline(limits.file_bytes + 1):
        number += 1
        if number == 1:
            _refuse_packed(data, STDIN, "gongkai check - --as jsonl")
        name = f"{STDIN}:{number}"
        if len(data) > limits.file_bytes and not data.endswith(b"\n"):
            while (more := stream.readline(1 << 20)) and not more.endswith(b"\n"):
                pass
            yield _unread(name, too_large(limits.file_bytes))
        elif data.strip():
            yield Source(name, data, limits)


@contextmanager
def listed(name: str, endings: frozenset[str]) -> Iterator[Iterable[str]]:
    """The files that the lines of a file name (`-`: of standard input), in their order, a path, folder or glob a line.
    Raises UsageError when the list cannot be opened, and on reading what is no list of paths."""
    if name == "-":
        yield _paths(sys.stdin.buffer, endings, name)
        return
    try:
        file = open(name, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        cause = system_words(error)
        raise UsageError(
            Text(zh=f"无法读取文件清单 {name}：{cause.zh}", en=f"Cannot read the list of files {name}: {cause.en}")
        ) from error
    with file:
        yield _paths(file, endings, name)


def _paths(stream: BinaryIO, endings: frozenset[str], name: str) -> Iterator[str]:
    for number, raw in enumerate(stream):
        if number == 0:
            _refuse_packed(raw, STDIN if name == "-" else name, "gongkai check --files-from -")
        if b"\0" in raw:  # UTF-16, as PowerShell 5 writes what is sent to a file, or the output of find -print0
            raise UsageError(
                Text(zh=f"文件清单 {name} 不是每行一个路径的文字", en=f"The list of files {name} is no text of a path a line"),
                Text(zh="请存为 UTF-8，每行一个路径", en="Save it as UTF-8, with one path a line"),
            )  # fmt: skip
        line = raw.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")
        if line.strip():
            yield from expand((os.fsdecode(line),), endings)


def _refuse_packed(beginning: bytes, name: str, command: str) -> None:
    if beginning.startswith(_GZIP):
        raise UsageError(
            Text(zh=f"{name} 是 gzip 压缩过的", en=f"{name} is packed by gzip"),
            Text(zh=f"请解压后传入：zcat 文件 | {command}", en=f"Unpack it on the way: zcat FILE | {command}"),
        )
