"""Old office files: which they are, and that a reader gets them converted without starting anything itself."""

from __future__ import annotations

import pytest

from gongkai.errors import ReadError
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source, choose_reader

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def _listed(*names: str) -> bytes:
    return _OLE + b"".join(name.encode("utf-16-le") + bytes(64) for name in names)


@pytest.mark.parametrize(
    ("path", "data", "name", "via"),
    [
        ("a.doc", _listed("Root Entry", "WordDocument"), "doc", "docx"),
        ("a.wps", _listed("Root Entry", "WordDocument"), "doc", "docx"),
        ("a.docx", _listed("Root Entry", "WordDocument", "Workbook"), "doc", "docx"),
        ("a.txt", _listed("Root Entry", "Workbook"), "xls", "xlsx"),
        ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument', "doc", "docx"),
        ("a.doc", b"{\\rtf1\\ansi", "rtf", "docx"),
        ("a.odt", b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.textPK", "odt", "docx"),
        (
            "a.ods",
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK",
            "ods",
            "xlsx",
        ),
        ("a.doc", _listed("EncryptionInfo", "EncryptedPackage"), "docx", None),
    ],
)
def test_content_decides(path: str, data: bytes, name: str, via: str | None, catalogue: Catalogue) -> None:
    reader = choose_reader(Source(path, data), catalogue.readers)
    assert (reader.name, reader.via) == (name, via)


def test_a_loader_without_a_converter_says_what_to_do(catalogue: Catalogue) -> None:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    with pytest.raises(ReadError) as raised:
        loader.load(Source("a.doc", _listed("WordDocument")))
    assert raised.value.advice is not None
    assert ".docx" in raised.value.advice.en


def test_the_reader_gets_what_the_converter_made(catalogue: Catalogue) -> None:
    asked = []

    def convert(source: Source, via: str) -> bytes:
        asked.append((source.path, via))
        return b"PK nothing"

    loader = Loader(readers=catalogue.readers, standards=catalogue.standards, office=convert)
    with pytest.raises(ReadError, match="damaged"):
        loader.load(Source("a.rtf", b"{\\rtf1}"))
    assert asked == [("a.rtf", "docx")]
