"""DOCX, as Word and WPS write it.

Read is what a reader of the printed page sees now: insertions that are tracked are kept, deletions are not, text
that is hidden or struck out is left out, automatic numbers ("一、") are written out, a field shows its last result, a
text box stands behind the paragraph that anchors it. A table of contents is left out: it only repeats the headings.
Bold text is not taken for a heading; only styles and outline levels are, and typed or automatic numbers speak for
themselves.

`At` counts from 1 in the order of the file: `paragraph` counts those outside tables, empty ones too; `table`, `row`
and `cell` those that are drawn (a cell hidden under a merged one counts as well). In a table, `paragraph` is the
last one before it. `page` is known where Word noted its page breaks; WPS does not.

A table that only arranges others (it holds whole tables, or one cell a row) is taken apart into its contents.

What is about the file and not in its text comes as `Document.readings`: `author`, `last-author`, `title`, `created`,
`modified`, `application`, `pages` (properties); `tracked-insertions`, `tracked-deletions`, `struck-text`, `comments`,
`pictures` (how many, at the first); `hidden-text` (the words, once for each place); `header`, `footer`, `footnote`,
`endnote` (their text);
`external-relations` (how many things outside the file it wants to load; hyperlinks do not count). The title among
the properties is only that: offices write over last year's file, so it is not taken for the report's.
"""

from __future__ import annotations

from gongkai.bilingual import Text
from gongkai.document import Document
from gongkai.errors import ReadError
from gongkai.reader import Reader, Source

__all__ = ["READER", "read_document"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WRAPPED = "EncryptedPackage"


def read_document(source: Source, name: str = "docx") -> Document:
    """Read DOCX bytes; `name` is the format told in the document. Raises ReadError."""
    if source.data.startswith(_OLE):
        raise ReadError(
            Text(zh="文件加了密码，无法读取", en="The file is protected by a password"),
            Text(zh="请去掉密码后再检查", en="Remove the password and check again"),
        )
    from gongkai.readers.docx.body import read

    blocks, readings = read(source)
    return Document(path=source.path, format=name, blocks=blocks, readings=readings)


def _claim(source: Source) -> int:
    if source.data.startswith(b"PK\x03\x04"):
        # Names of parts stand unpacked in the archive, at the front of each and in the list at the end.
        return 95 if b"word/" in source.data else 40 if source.suffix in READER.suffixes else 0
    # With a password, a DOCX or XLSX file is wrapped in the container of old files: `read` says so.
    return 98 if source.data.startswith(_OLE) and _WRAPPED.encode("utf-16-le") in source.data else 0


READER = Reader(
    name="docx",
    title=Text(zh="Word 文件（DOCX）", en="Word file (DOCX)"),
    suffixes=(".docx", ".docm"),
    claim=_claim,
    read=read_document,
)
