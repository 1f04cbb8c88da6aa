"""What a reader is: bytes of one format in, a `Document` out, and how the right one is chosen by content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.document import Document
from gongkai.errors import ReadError, UsageError
from gongkai.limits import Limits

__all__ = ["Normalized", "Reader", "Source", "Via", "choose_reader"]


class Source(Struct, frozen=True, dict=True):
    """The bytes of one file, the name it is shown by, and how much of it may be read."""

    path: str
    data: bytes
    limits: Limits = Limits()

    @cached_property
    def head(self) -> bytes:
        """The first bytes, enough to tell formats apart."""
        return self.data[:2048]

    @cached_property
    def suffix(self) -> str:
        """The file name's ending in lower case, with its dot; "" if it has none."""
        name = self.path.replace("\\", "/").rsplit("/", 1)[-1]
        return "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""


class Normalized(Struct, frozen=True):
    """Bytes that already are a normalized report in JSON: nothing is left to recognize."""

    data: bytes


Via: TypeAlias = Literal["docx", "xlsx"]
Read: TypeAlias = Callable[[Source], Document | Normalized]


class Reader(Struct, frozen=True, kw_only=True):
    """One input format. `claim` says how sure it is, 0 to 100, that a source is of its format, by content first.

    `read` raises ReadError with a message for people when the source cannot be read.

    A reader does no input or output and starts no program. One for files that only an office program can open
    (.doc, .wps, .rtf) names in `via` the format that it reads instead, "docx" or "xlsx": whoever loads the file
    has it converted first (`Loader.office`; the command line gives LibreOffice), and `read` gets what came out.
    """

    name: str
    title: Text
    suffixes: tuple[str, ...]
    claim: Callable[[Source], int]
    read: Read
    via: Via | None = None


def choose_reader(source: Source, readers: Sequence[Reader], name: str | None = None) -> Reader:
    """The reader with the strongest claim, or the one called `name`.

    Raises UsageError for an unknown name, ReadError when no reader claims the source.
    """
    if name is not None:
        for reader in readers:
            if reader.name == name:
                return reader
        known = sorted(reader.name for reader in readers)
        raise UsageError(
            Text(zh=f"不认识的输入格式“{name}”", en=f"Unknown input format “{name}”"),
            Text(zh=f"可用的有：{'、'.join(known)}", en=f"Known: {', '.join(known)}"),
        )
    if not source.data.strip():
        raise ReadError(
            Text(zh="文件是空的", en="The file is empty"),
            Text(zh="请检查文件是否上传或导出完整", en="Check that it was exported completely"),
        )
    claims = [reader.claim(source) for reader in readers]
    score = max(claims)
    if score <= 0:
        known = sorted(reader.name for reader in readers)
        raise ReadError(
            Text(zh="不是能读的文件格式", en="This is not a file format that can be read"),
            Text(zh=f"能读的格式：{'、'.join(known)}", en=f"Formats that can be read: {', '.join(known)}"),
        )
    return readers[claims.index(score)]
