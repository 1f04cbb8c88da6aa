"""Packed office files (DOCX, XLSX): zip archives of XML parts, opened without trusting them.

Nothing outside the bytes is ever touched: relations to other files and to the network are only counted. A part is
unpacked up to what the limits allow, whatever size the archive states. XML with a document type (where entity bombs
live) is refused: office programs never write one.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.errors import ReadError
from gongkai.reader import Source

__all__ = ["Package", "Relation", "damaged", "parse_xml", "too_large"]

_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that the standard of these files allows
# How an entry of the archive's list of contents begins, and how many there may be.
_ENTRY, _MOST_PARTS = b"PK\x01\x02", 10_000
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# The "strict" variant of the standard differs from the usual one in these names only.
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
)  # fmt: skip


class Relation(Struct, frozen=True):
    """A part that another refers to: the last word of its type ("styles"), its name (None: outside the file), and the
    id by which the other part means it."""

    kind: str
    part: str | None
    id: str


class Package:
    """The parts of a packed file by name. Every method raises ReadError for what is damaged or too large."""

    def __init__(self, source: Source) -> None:
        self._limits = source.limits
        self._left = source.limits.unpacked_bytes
        if source.data.count(_ENTRY) > _MOST_PARTS:
            raise too_large()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
            self._parts = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged() from error
        if not any(name.startswith(("word/", "xl/", "[Content_Types]")) for name in self._parts):
            raise ReadError(
                Text(zh="这是压缩包，不是报告", en="This is an archive, not a report"),
                Text(zh="请解压后再检查", en="Unpack it and check what is in it"),
            )
        stated = sum(info.file_size for info in self._parts.values() if info.filename.endswith((".xml", ".rels")))
        if stated > source.limits.unpacked_bytes:
            raise too_large()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None if there is none of this name."""
        info = self._parts.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ReadError(
                Text(zh="文件加了密码，无法读取", en="The file is protected by a password"),
                Text(zh="请去掉密码后再检查", en="Remove the password and check again"),
            )
        if info.compress_type not in _PACKED:
            raise damaged()
        try:
            with self._zip.open(info) as file:
                data = file.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as error:
            raise damaged() from error
        self._left -= len(data)
        if self._left < 0:
            raise too_large()
        return data

    def xml(self, name: str) -> ET.Element | None:
        """The root of an XML part, None if there is no such part."""
        data = self.read(name)
        return None if data is None else parse_xml(data, self._limits.xml_elements)

    def relations(self, name: str = "") -> Iterator[Relation]:
        """What a part ("": the package itself) refers to."""
        folder, _, last = name.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", last + ".rels"))
        for each in () if root is None else root:
            kind = (each.get("Type") or "").rpartition("/")[2]
            target = each.get("Target") or ""
            if each.get("TargetMode") == "External":
                yield Relation(kind, None, each.get("Id") or "")
            else:
                part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield Relation(kind, part, each.get("Id") or "")


def parse_xml(data: bytes, most_elements: int) -> ET.Element:
    """The root of an XML text. Raises ReadError when it is damaged, has a document type, or is too large."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
        data = re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1).encode()
    elif (declared := _DECLARED.match(data)) and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise damaged()  # the standard allows no others, and they could hide a document type
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReadError(
            Text(zh="文件里有不允许的 XML 声明（DOCTYPE），可能是恶意文件，没有读取", en="The file holds an XML document type, which is not allowed and may be an attack; it was not read"),
            Text(zh="请用 Word 或 WPS 打开后另存一份再检查", en="Open it in an office program, save it anew and check again"),
        )  # fmt: skip
    if data.count(b"<") - data.count(b"</") > most_elements:
        raise too_large()
    if _STRICT in data:
        for strict, usual in _USUAL:
            data = data.replace(strict, usual)
    try:
        return ET.fromstring(data)  # noqa: S314 - checked above: no document type, bounded size
    except (ET.ParseError, ValueError) as error:
        raise damaged() from error


def damaged() -> ReadError:
    return ReadError(
        Text(zh="文件已损坏或不完整，无法读取", en="The file is damaged or incomplete"),
        Text(zh="请重新导出或上传完整的文件", en="Export or upload it again"),
    )


def too_large() -> ReadError:
    return ReadError(
        Text(zh="文件展开后过大，超出读取限度，没有读取", en="The file unpacks to more than the limits allow; it was not read"),
        Text(
            zh="年度报告不会这么大；确需读取时，可在配置的 [limits] 中放宽",
            en="No such report is so large; if it must be read, raise [limits] in the configuration",
        ),
    )  # fmt: skip
