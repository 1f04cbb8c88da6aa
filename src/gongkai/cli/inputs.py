"""From the arguments to sources: files, folders, globs, URLs, standard input."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, BinaryIO

from gongkai.bilingual import Text
from gongkai.errors import ReadError, system_words, too_large
from gongkai.limits import Limits
from gongkai.load import STDIN
from gongkai.reader import Source

if TYPE_CHECKING:
    from io import BufferedReader

__all__ = ["expand", "open_source", "opened", "shown"]


# What may stand behind the words of a title in a file's name: 年度报告（定稿）.ofd, 年度报告_2.jpg.
_BEHIND = re.compile(r"(?:[（(][^（）()]*[）)]|[\d_.\-])+$")


def expand(arguments: Sequence[str], suffixes: frozenset[str], titles: tuple[str, ...] = ()) -> Iterator[str]:
    """The files that the arguments mean, each once, sorted within folders. `-` stays; missing files stay, too:
    that they are missing must be said. Of a folder are meant the files with one of the `suffixes`, and those whose
    names end as the `titles` of reports do where no readable file has the same name: a scan, an archive.
    """
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for argument in arguments:
        for path in _files(argument, suffixes, titles):
            name = path if path == "-" or "://" in path else _real(path, folders)
            if name not in seen:
                seen.add(name)
                yield path


def _real(path: str, folders: dict[str, str]) -> str:
    """The file's own place, where links lead; `folders` remembers those of folders, for a tree has few of them."""
    folder, name = os.path.split(path)
    if name in ("", ".", "..") or os.path.islink(path):
        return os.path.realpath(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)


def _files(argument: str, suffixes: frozenset[str], titles: tuple[str, ...]) -> Iterator[str]:
    if "://" in argument:
        from gongkai.cli.remote import files_of, is_url, local

        argument = local(argument)
        if is_url(argument):
            yield from files_of(argument, suffixes)
            return
    if argument == "-" or os.path.isfile(argument):
        yield argument
    elif os.path.isdir(argument):
        yield from _walk(argument, suffixes, titles)
    elif any(mark in argument for mark in "*?["):
        import glob

        for match in sorted(glob.glob(argument, recursive=True)):
            if os.path.isfile(match):
                yield match
            elif "**" not in argument and os.path.isdir(
                match
            ):  # as if the shell had named it; `**` reaches its files
                yield from _walk(match, suffixes, titles)
    else:
        yield argument


def _walk(folder: str, suffixes: frozenset[str], titles: tuple[str, ...]) -> Iterator[str]:
    closed: list[str] = []  # folders that cannot be searched: that must be said
    for base, folders, files in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        split = {name: os.path.splitext(name) for name in sorted(files) if not name.startswith((".", "~$"))}
        readable = {stem for stem, ending in split.values() if ending.lower() in suffixes}
        for name, (stem, ending) in split.items():
            if ending.lower() in suffixes or (stem not in readable and _is_called(stem, titles)):
                path = os.path.join(base, name)
                if not _is_channel(path):
                    yield path
    yield from closed


def _is_called(stem: str, titles: tuple[str, ...]) -> bool:
    """Whether a file's name ends as the titles of reports do."""
    return _BEHIND.sub("", "".join(stem.split())).endswith(titles)


def _is_channel(path: str) -> bool:
    """Whether it is a pipe, a socket or a device, which may have nothing to read for ever. What cannot be asked is none:
    that it cannot be read must be said."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def open_source(path: str, limits: Limits) -> Source:
    """The bytes of a file, or of standard input. Raises ReadError in words for people."""
    most = limits.file_bytes
    if path == "-":
        return Source(STDIN, _within(sys.stdin.buffer.read(most + 1), most), limits)
    with opened(path, most) as file:
        return Source(shown(path), _within(_read(file, most + 1), most), limits)


def opened(path: str, most: int | None = None) -> AbstractContextManager[BufferedReader]:
    """The file at a path or URL, for reading; a URL's is refused if it is told to have more than `most` bytes. Raises
    ReadError in words for people, also for what fails while it is read."""
    if "://" in path:
        from gongkai.cli.remote import is_url, local, opened_url

        path = local(path)
        if is_url(path):
            return opened_url(path, most)
    return _opened(path)


@contextmanager
def _opened(path: str) -> Iterator[BufferedReader]:
    try:
        with open(path, "rb") as file:
            yield file
        return
    except FileNotFoundError:
        cause = Text(zh="没有这个文件", en="There is no such file")
    except PermissionError:
        cause = Text(zh="没有读取这个文件的权限", en="No permission to read this file")
    except OSError as error:
        words = system_words(error)
        cause = Text(zh=f"无法读取：{words.zh}", en=f"Cannot be read: {words.en}")
    raise ReadError(cause, Text(zh="请检查路径和权限", en="Check the path and its permissions"))


def _read(file: BinaryIO, most: int) -> bytes:
    """So many bytes, or all there are. Memory is taken for what the file says it has: to take it for the most and give
    it back costs more than reading a report."""
    try:
        size = os.fstat(file.fileno()).st_size
    except (OSError, AttributeError):  # of a URL
        return file.read(most)
    data = file.read(min(size + 1, most))
    # More than it said has a file that grows, and one that is a pipe.
    return data if len(data) <= size else data + file.read(most - len(data))


def _within(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise too_large(most)
    return data


def shown(path: str) -> str:
    """The path as output shows it: relative to the current folder, with forward slashes; a URL without credentials."""
    if "://" in path:
        from gongkai.cli.remote import is_url, local, safe

        path = local(path)
        if is_url(path):
            return safe(path)
    if os.sep == "/" and path[:1] not in ("/", ".", "") and os.path.normpath(path) == path:
        return _named(path)  # it is so already, as nearly every path of a large tree
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive on Windows
        relative = os.path.basename(path)
    return _named(relative.replace(os.sep, "/"))


def _named(path: str) -> str:
    """The path in characters that all outputs can hold. Names that are not in the system's encoding are mostly Chinese
    ones that came out of an archive made on Windows, in GBK; what is neither is shown byte by byte."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "/".join(map(_decoded, path.split("/")))
    return path


def _decoded(name: str) -> str:
    try:
        name.encode()
    except UnicodeEncodeError:
        data = os.fsencode(name)
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return data.decode("ascii", "backslashreplace")
    return name
