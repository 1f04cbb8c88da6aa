"""DOCX in two structures: as Word makes it (by python-docx) and as WPS and pastes make it (written here)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from corpus import UnavailableError, Writer
from gongkai.document import Document, Grid, GridCell, Paragraph

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST_LEVEL = re.compile(r"[一二三四五六]、")


def word(document: Document) -> bytes:
    """Headings by style, one run a paragraph, merged cells as the library's own merging writes them."""
    try:
        import docx
    except ImportError as error:
        raise UnavailableError("python-docx") from error
    made = docx.Document()
    made.core_properties.author = "张三"
    made.sections[0].footer.paragraphs[0].text = "- 1 -"
    for block in document.blocks:
        if isinstance(block, Paragraph):
            made.add_paragraph(block.text, style=f"Heading {block.heading}" if block.heading else None)
        else:
            _word_table(made, block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _word_table(made: Word, grid: Grid) -> None:
    matrix = grid.matrix
    table: Table = made.add_table(rows=len(matrix), cols=len(matrix[0]))
    slots = [list(row.cells) for row in table.rows]
    done: set[int] = set()
    for y, row in enumerate(matrix):
        for x, cell in enumerate(row):
            if cell is None or id(cell) in done:
                continue
            done.add(id(cell))
            first = slots[y][x]
            if cell.rowspan > 1 or cell.colspan > 1:
                first = first.merge(slots[y + cell.rowspan - 1][x + cell.colspan - 1])
            first.text = cell.text


def wps(document: Document) -> bytes:
    """First headings numbered by a list, bold instead of styles, words cut into runs, tables in content controls.

    Also a title in a text box (stored twice, for newer and older programs), a field, tracked changes, a bookmark
    inside a number, and rows that leave the first column out (gridBefore) where nothing stands in it.
    """
    numbers = count(1)
    body: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            body.append(f"<w:sdt><w:sdtPr/><w:sdtContent>{''.join(_table(block))}</w:sdtContent></w:sdt><w:p/>")
        elif not body:
            body.append(_text_box(block.text))
        else:
            body.append(_paragraph(block, next(numbers)))
    xml = f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    return pack(xml, {"styles": _STYLES, "numbering": _NUMBERING})


def pack(document: str, parts: dict[str, str]) -> bytes:
    """A DOCX file from the XML of its document and of further parts by kind ("styles", "numbering")."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:

        def put(name: str, xml: str) -> None:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))  # no clock: the same report, the same bytes
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml)

        overrides = "".join(
            f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for kind in parts
        )
        put(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>{overrides}</Types>',
        )
        put("_rels/.rels", _links({"officeDocument": "word/document.xml"}))
        put("word/_rels/document.xml.rels", _links({kind: f"{kind}.xml" for kind in parts}))
        put("word/document.xml", document)
        for kind, xml in parts.items():
            put(f"word/{kind}.xml", xml)
    return out.getvalue()


def _links(targets: dict[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


_STYLES = (
    f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="章标题"/><w:basedOn w:val="1"/><w:pPr><w:numPr>'
    '<w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="章标题 加粗"/><w:basedOn w:val="a3"/></w:style></w:styles>'
)
_NUMBERING = (
    f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
)


# What WPS writes into every cell, needed or not.
_WIDTH = '<w:tcW w:w="850" w:type="dxa"/>'
_LOOK = (
    "<w:tcBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:color="000000" w:sz="4" w:space="0"/>'
        for side in ("top", "left", "bottom", "right")
    )
    + '</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:vAlign w:val="center"/>'
)
_SPACED = (
    '<w:pPr><w:keepNext w:val="0"/><w:keepLines w:val="0"/><w:widowControl/><w:suppressLineNumbers w:val="0"/>'
    '<w:spacing w:before="0" w:beforeAutospacing="0" w:after="0" w:afterAutospacing="0"/><w:ind w:left="0" w:right="0"/>'
    '<w:jc w:val="center"/><w:rPr><w:rFonts w:hint="default" w:ascii="Calibri" w:hAnsi="Calibri"/><w:kern w:val="0"/>'
    '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar"/></w:rPr></w:pPr>'
)


def _paragraph(block: Paragraph, number: int) -> str:
    if block.heading and _FIRST_LEVEL.match(block.text):
        return f'<w:p><w:pPr><w:pStyle w:val="a4"/></w:pPr>{"".join(_runs(block.text[2:], "<w:b/>"))}</w:p>'
    bold = "<w:b/>" if block.heading else ""
    runs = list(_runs(block.text, bold))
    if number % 3 == 0:  # what was once written here and is now deleted must not be read
        runs.insert(1, '<w:del w:id="1" w:author="张三"><w:r><w:delText>旧的文字9件</w:delText></w:r></w:del>')
        runs[0] = f'<w:ins w:id="2" w:author="张三">{runs[0]}</w:ins>'
    if number % 3 == 1 and len(runs) > 1:
        field = ("begin", None, "separate")
        runs[0] = (
            "".join(
                f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
                if kind
                else "<w:r><w:instrText> DATE </w:instrText></w:r>"
                for kind in field
            )
            + runs[0]
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    return f"<w:p>{''.join(runs)}</w:p>"


def _runs(text: str, properties: str = "") -> Iterator[str]:
    """The words in runs of three characters, some in a hyperlink or a smart tag, with marks between them."""
    for n in range(0, max(len(text), 1), 3):
        run = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{properties}</w:rPr><w:t xml:space="preserve">{escape(text[n : n + 3])}</w:t></w:r>'
        yield (
            run
            if n % 9
            else f'<w:smartTag w:element="x">{run}</w:smartTag><w:bookmarkStart w:id="{n}" w:name="b{n}"/>'
        )


def _text_box(text: str) -> str:
    box = f"<w:txbxContent><w:p>{''.join(_runs(text))}</w:p></w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _table(grid: Grid) -> Iterator[str]:
    yield "<w:tbl><w:tblPr/><w:tblGrid/>"
    shown: set[int] = set()
    for row in grid.matrix:
        yield "<w:tr>"
        cells = list(_drawn(row))
        if cells and not cells[0].text and id(cells[0]) not in shown:
            yield f'<w:trPr><w:gridBefore w:val="{cells[0].colspan}"/></w:trPr>'
            cells.pop(0)
        for cell in cells:
            merge = ("" if id(cell) in shown else ' w:val="restart"') if cell.rowspan > 1 else None
            text = cell.text if id(cell) not in shown else ""
            shown.add(id(cell))
            span = f'<w:gridSpan w:val="{cell.colspan}"/>' * (cell.colspan > 1)
            merged = "" if merge is None else f"<w:vMerge{merge}/>"
            runs = "".join(_runs(text)) if text else ""
            yield f"<w:tc><w:tcPr>{_WIDTH}{span}{merged}{_LOOK}</w:tcPr><w:p>{_SPACED}{runs}</w:p></w:tc>"
        yield "</w:tr>"
    yield "</w:tbl>"


def _drawn(row: Sequence[GridCell | None]) -> Iterator[GridCell]:
    for x, cell in enumerate(row):
        if cell is not None and (x == 0 or row[x - 1] is not cell):
            yield cell


WRITERS = (
    Writer(name="docx-word", suffix=".docx", write=word),
    Writer(name="docx-wps", suffix=".docx", write=wps),
)
