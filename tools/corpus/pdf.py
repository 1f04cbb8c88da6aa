"""PDF files, as an office program exports them (through LibreOffice) and as a browser prints them (Chromium).

The office document is written as flat ODT, which states in plain XML what matters here: type size, column widths,
whether header rows repeat and whether a row may be cut by a page break.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from msgspec import Struct

from corpus import UnavailableError, Writer
from gongkai.document import Document, Grid, GridCell, Paragraph

__all__ = ["WRITERS", "Layout", "browser_pdf", "office_pdf"]

_SECONDS = 120


class Layout(Struct, frozen=True, kw_only=True):
    """How an office document is set. `size` is the type size in points, `lead` the width of the label columns."""

    size: int = 12
    lead: str = "1.3cm 2.2cm 3.5cm"
    header_rows: int = 0
    page_numbers: bool = True


def office_pdf(document: Document, layout: Layout) -> bytes:
    """Export through LibreOffice. Raises UnavailableError where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        raise UnavailableError("soffice (Debian: libreoffice-writer-nogui)")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.fodt"
        source.write_text(_fodt(document, layout), encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run(program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source))
        return _made(Path(folder) / "report.pdf")


def browser_pdf(document: Document, css: str) -> bytes:
    """Print through Chromium. Raises UnavailableError where it is not installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise UnavailableError("chromium")
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_text(_html(document, css), encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile")
        _run(program, *options, f"--print-to-pdf={made}", page.as_uri())
        return _made(made)


def _run(*command: str) -> None:
    subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)


def _made(path: Path) -> bytes:
    if not path.exists():
        raise UnavailableError("the program is there, but made no PDF")
    return path.read_bytes()


def _fodt(document: Document, layout: Layout) -> str:
    # punctuation-wrap="simple": LibreOffice 7.4 does not export a comma that hangs over the margin.
    body = "".join(
        _table(block, n, layout) if isinstance(block, Grid) else _paragraph(block)
        for n, block in enumerate(document.blocks)
    )
    tables = [(n, block) for n, block in enumerate(document.blocks) if isinstance(block, Grid)]
    columns = "".join(
        f'<style:style style:name="T{n}C{x}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}"/></style:style>'
        for n, grid in tables
        for x, width in enumerate(_widths(grid, layout))
    )
    number = '<text:p text:style-name="Mid">- <text:page-number/> -</text:p>' if layout.page_numbers else "<text:p/>"
    font = 'style:font-name-asian="Noto Serif CJK SC" style:font-name="Noto Serif CJK SC"'
    size = f'fo:font-size="{layout.size}pt" style:font-size-asian="{layout.size}pt"'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Noto Serif CJK SC" svg:font-family="'Noto Serif CJK SC'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties {font} {size} fo:language="zh" fo:country="CN"
 style:language-asian="zh" style:country-asian="CN"/></style:default-style>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:text-indent="{2 * layout.size}pt"
 fo:line-height="150%" fo:text-align="justify" style:punctuation-wrap="simple"/></style:style>
<style:style style:name="Mid" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
</office:styles>
<office:automatic-styles>{columns}
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"
 fo:padding="0.05cm" style:vertical-align="middle"/></style:style>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin="2.5cm"/><style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">
<style:footer>{number}</style:footer></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def _paragraph(block: Paragraph) -> str:
    style = "Mid" if block.heading == 1 else "Body"
    return f'<text:p text:style-name="{style}">{escape(block.text)}</text:p>\n'


def _widths(grid: Grid, layout: Layout) -> list[str]:
    width = len(grid.matrix[0])
    lead = layout.lead.split() if width == 10 else []  # only table three has label columns of its own
    rest = (16.0 - sum(float(each.removesuffix("cm")) for each in lead)) / (width - len(lead))
    return [*lead, *[f"{rest:.3f}cm"] * (width - len(lead))]


def _table(grid: Grid, number: int, layout: Layout) -> str:
    columns = "".join(f'<table:table-column table:style-name="T{number}C{x}"/>' for x in range(len(grid.matrix[0])))
    rows = [f"<table:table-row>{''.join(_cells(grid, y))}</table:table-row>\n" for y in range(len(grid.rows))]
    head = layout.header_rows if len(rows) > 10 and len(grid.matrix[0]) == 10 else 0
    header = f"<table:table-header-rows>{''.join(rows[:head])}</table:table-header-rows>" if head else ""
    return f'<table:table table:name="T{number}">{columns}{header}{"".join(rows[head:])}</table:table>\n'


def _cells(grid: Grid, y: int) -> Iterator[str]:
    seen: list[GridCell] = [cell for row in grid.matrix[:y] for cell in row if cell]
    for cell in grid.matrix[y]:
        if cell is None or any(cell is other for other in seen):
            yield "<table:covered-table-cell/>"
            continue
        seen.append(cell)
        spans = f'table:number-columns-spanned="{cell.colspan}" table:number-rows-spanned="{cell.rowspan}"'
        text = f'<text:p text:style-name="Mid">{escape(cell.text)}</text:p>'
        yield f'<table:table-cell table:style-name="Cell" {spans}>{text}</table:table-cell>'


def _html(document: Document, css: str) -> str:
    parts = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            tag = f"h{block.heading}" if block.heading else "p"
            parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
            continue
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{escape(cell.text)}</td>' for cell in row
            )
            + "</tr>"
            for row in block.rows
        )
        parts.append(f"<table>{rows}</table>")
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{document.title}</title>'
        f"<style>{css}</style></head><body>{''.join(parts)}</body></html>"
    )


def _office(layout: Layout) -> Callable[[Document], bytes]:
    return lambda document: office_pdf(document, layout)


def _browser(css: str) -> Callable[[Document], bytes]:
    return lambda document: browser_pdf(document, css)


_FORMS: tuple[tuple[str, Callable[[Document], bytes]], ...] = (
    ("pdf-office", _office(Layout())),
    ("pdf-office-large", _office(Layout(size=18, header_rows=3))),
    ("pdf-office-narrow", _office(Layout(size=14, lead="0.7cm 1.1cm 2.6cm"))),
    ("pdf-browser", _browser("table{border-collapse:collapse} td{border:1px solid}")),
    (
        "pdf-browser-apart",
        _browser("table{border:1px solid; border-spacing:2px} td{border:1px solid; font-size:18px}"),
    ),
)
WRITERS = tuple(Writer(name=name, suffix=".pdf", write=write) for name, write in _FORMS)
