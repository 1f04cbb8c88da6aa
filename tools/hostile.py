"""Files that attack a reader or are broken in ways that happen, made anew each time.

`FILES` maps a file name to a function that gives its bytes. Each must end in one clear message within bounded time and
memory. `python tools/hostile.py FOLDER` writes them all.
"""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from corpus.docx import NAMESPACES, pack

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def document(body: str, before: str = "") -> bytes:
    """A DOCX file around the XML of a body; `before` stands ahead of the root."""
    return pack(f"{before}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>", {})


def archive(parts: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def bomb() -> bytes:
    """300 MB of spaces in a document of 300 kB."""
    return archive({"word/document.xml": b"<w:document>" + b" " * 300_000_000})


def lying_bomb() -> bytes:
    """The same, but the archive says that the part has a hundred bytes."""
    data = bomb()
    true = struct.pack("<L", 300_000_012)
    return data.replace(true, struct.pack("<L", 100))


def entities() -> bytes:
    """An entity that doubles thirty times."""
    lines = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 31))
    kind = f'<!DOCTYPE d [<!ENTITY e0 "哈哈哈哈">{lines}]>'
    return document("<w:p><w:r><w:t>&e30;</w:t></w:r></w:p>", kind)


def outside_entity() -> bytes:
    """An entity that reads a file of the machine, in an encoding that hides its declaration from a plain search."""
    kind = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{kind}<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
    return archive({"word/document.xml": xml.encode("utf-16")})


def odd_encoding() -> bytes:
    """EBCDIC, in which no byte of a document type looks like one."""
    xml = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>'
    return archive({"word/document.xml": xml.encode("cp037")})


def nested(start: str, end: str, times: int) -> Callable[[], bytes]:
    return lambda: document(start * times + end * times)


def wide() -> bytes:
    """One cell over a thousand million columns."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr><w:p/></w:tc>'
    return document(f"<w:tbl><w:tr>{cell.format(10**9)}{cell.format(10**30)}</w:tr></w:tbl>")


def many_wide() -> bytes:
    """Tables that each stay within bounds and together do not."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="50000"/></w:tcPr><w:p/></w:tc>'
    return document(f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>" * 5000)


def encrypted() -> bytes:
    """An encrypted Office file: the container with the names of its streams."""
    names = "Root EntryEncryptionInfoEncryptedPackage".encode("utf-16-le")
    return _OLE + bytes(504) + names + bytes(4096)


def locked_zip() -> bytes:
    """The flag of an encrypted part, as some packers set it."""
    data = bytearray(document("<w:p/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def bad_sum() -> bytes:
    """One changed byte: the part's check sum is wrong."""
    data = archive({"word/document.xml": b"<w:document/>" + b"x" * 999}, compression=zipfile.ZIP_STORED)
    return data.replace(b"xxx", b"xyx", 1)


def workbook(sheet: str, *, rest: dict[str, bytes] | None = None) -> bytes:
    """An XLSX file with one sheet of this XML."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{office}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}">{sheet}</worksheet>'.encode(),
    }
    return archive({**parts, **(rest or {})})


def wide_sheet() -> bytes:
    """Two cells in the far corners of a sheet: a table between them would have 17 thousand million cells."""
    return workbook(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    )


def merged_sheet() -> bytes:
    """A thousand merged ranges that all cover the same cells."""
    rows = "".join(f'<row r="{y}"><c r="A{y}"><v>1</v></c><c r="CV{y}"><v>2</v></c></row>' for y in range(1, 1001))
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 20000
    return workbook(f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>")


FILES: dict[str, Callable[[], bytes]] = {
    "bomb.docx": bomb,
    "lying-bomb.docx": lying_bomb,
    "entities.docx": entities,
    "outside-entity.docx": outside_entity,
    "odd-encoding.docx": odd_encoding,
    "many-elements.docx": lambda: document("<w:p/>" * 2_000_000),
    "deep-controls.docx": nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 100_000),
    "deep-tables.docx": nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 5000),
    "deep-runs.docx": lambda: document("<w:p>" + "<w:smartTag>" * 50_000 + "</w:smartTag>" * 50_000 + "</w:p>"),
    "deep-drawings.docx": lambda: document(
        "<w:p><w:r>"
        + "<mc:AlternateContent><mc:Choice>" * 50_000
        + "</mc:Choice></mc:AlternateContent>" * 50_000
        + "</w:r></w:p>"
    ),
    "wide.docx": wide,
    "many-wide.docx": many_wide,
    "truncated.docx": lambda: document("<w:p/>" * 1000)[:700],
    "only-a-signature.docx": lambda: b"PK\x03\x04",
    "cut-xml.docx": lambda: archive({"word/document.xml": b"<w:document><w:body>"}),
    "no-document.docx": lambda: archive({"word/styles.xml": b"<w:styles/>"}),
    "bad-sum.docx": bad_sum,
    "many-parts.docx": lambda: archive({f"word/{n}.xml": b"" for n in range(20_000)}),
    "encrypted.docx": encrypted,
    "locked.docx": locked_zip,
    "picture.docx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "empty.docx": lambda: b"",
    "wide.xlsx": wide_sheet,
    "merged.xlsx": merged_sheet,
    "bomb.xlsx": lambda: workbook("<sheetData/>", rest={"xl/sharedStrings.xml": b" " * 300_000_000}),
    "truncated.xlsx": lambda: wide_sheet()[:600],
    "no-sheet.xlsx": lambda: archive({"xl/workbook.xml": b"<workbook/>"}),
}


def main() -> int:
    """Write every file into a folder."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        data = make()
        (folder / name).write_bytes(data)
        print(f"{name:<26}{len(data):>10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
