"""Old office files (.doc and .wps, .rtf, .odt; .xls and .et, .ods), read through LibreOffice.

These readers start no program. Each names in `via` what its files must be converted into, whoever loads a file has
that done, and the reader gets the result (see `gongkai.reader.Reader`). Positions are those in the converted file:
paragraphs, tables, rows and cells are the same ones, pages are not known.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gongkai.bilingual import Text
from gongkai.document import Document
from gongkai.reader import Reader, Source, Via
from gongkai.readers.docx import read_document
from gongkai.readers.xlsx import read_workbook

__all__ = ["READERS"]

# The container of Office 97 to 2003 and of WPS.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN = "application/vnd.oasis.opendocument."


def _stream(data: bytes, name: str) -> int:
    """Where a stream of this name is listed in an OLE container; -1 if it has none."""
    return data.find(name.encode("utf-16-le"))


def _is_doc(source: Source) -> int:
    if source.data.startswith(_OLE):
        word, excel = _stream(source.data, "WordDocument"), _stream(source.data, "Workbook")
        # Either may hold the other as an embedded object; its own stream is listed first.
        return 90 if word >= 0 and (excel < 0 or word < excel) else 0
    # Word 2003 could save as one XML file, and Chinese offices still have such .doc files.
    return 90 if b"<w:wordDocument" in source.head or b'progid="Word.Document"' in source.head else 0


def _is_xls(source: Source) -> int:
    if not source.data.startswith(_OLE):
        return 0
    return 89 if max(_stream(source.data, "Workbook"), _stream(source.data, "Book")) >= 0 else 0


def _is_rtf(source: Source) -> int:
    return 90 if source.data.startswith(b"{\\rtf") else 0


def _is_open(kind: str, source: Source) -> int:
    # The standard puts a part "mimetype" first, not compressed: after 30 bytes of header and the name.
    return 96 if source.data[:200].startswith(("mimetype" + _OPEN + kind).encode(), 30) else 0


def _old(source: Source, name: str) -> Document:
    return read_document(source, name)


def _sheets(source: Source, name: str) -> Document:
    return read_workbook(source, name)


def _reader(name: str, title: Text, suffixes: tuple[str, ...], claim: Callable[[Source], int], via: Via) -> Reader:
    read = partial(_old if via == "docx" else _sheets, name=name)
    return Reader(name=name, title=title, suffixes=suffixes, claim=claim, read=read, via=via)


READERS = (
    _reader("doc", Text(zh="旧版 Word 和 WPS 文字（DOC、WPS）", en="old Word and WPS (DOC, WPS)"), (".doc", ".wps"), _is_doc, "docx"),
    _reader("rtf", Text(zh="RTF", en="RTF"), (".rtf",), _is_rtf, "docx"),
    _reader("odt", Text(zh="开放文档文字（ODT）", en="OpenDocument text (ODT)"), (".odt",), partial(_is_open, "text"), "docx"),
    _reader("xls", Text(zh="旧版 Excel 和 WPS 表格（XLS、ET）", en="old Excel and WPS sheets (XLS, ET)"), (".xls", ".et"), _is_xls, "xlsx"),
    _reader("ods", Text(zh="开放文档表格（ODS）", en="OpenDocument sheets (ODS)"), (".ods",), partial(_is_open, "spreadsheet"), "xlsx"),
)  # fmt: skip
