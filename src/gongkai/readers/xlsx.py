"""Workbooks (XLSX) with the tables, or the whole report, on their sheets. Needs `gongkai[xlsx]`.

Of each visible sheet, rows with one filled cell are paragraphs (headings and prose stand so) and the rows between
them grids, all with the sheet's own columns; the recognizer puts the parts of one table together again. Numbers come
as they are, without the sheet's number format. `At`: `part` is the sheet's name, `row` and `cell` count its rows and
columns. Readings: the properties of the file as for DOCX, and `hidden-sheet` with the name of each that is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gongkai.bilingual import Text
from gongkai.document import Block, Document, Grid, GridCell, Paragraph, Reading
from gongkai.errors import ReadError
from gongkai.limits import Limits
from gongkai.place import At
from gongkai.reader import Reader, Source

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

    from gongkai.readers.package import Package

__all__ = ["READER", "read_workbook"]

_PLACED = re.compile(rb"<(?:\w+:)?(c|row)(?=[\s/>])([^>]*)")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})(\d{0,7})["']""")
_Merged = Mapping[tuple[int, int], tuple[int, int, int, int]]


def read_workbook(source: Source, name: str = "xlsx") -> Document:
    """Read XLSX bytes; `name` is the format told in the document. Raises ReadError."""
    from gongkai.readers.docx.facts import properties
    from gongkai.readers.package import Package

    package = Package(source)
    _measure(package, source.limits)
    readings = list(properties(package))
    blocks: list[Block] = []
    book = _open(source)
    for number, sheet in enumerate(book.sheets_metadata, 1):
        if not str(sheet.typ).endswith(".WorkSheet"):
            continue
        if not str(sheet.visible).endswith(".Visible"):
            readings.append(Reading(name="hidden-sheet", value=sheet.name, at=At(part=sheet.name)))
            continue
        blocks += _sheet(book, sheet.name, number)
    return Document(path=source.path, format=name, blocks=tuple(blocks), readings=tuple(readings))


def _measure(package: Package, limits: Limits) -> None:
    """Refuse what is larger than the limits before the library sees it: it trusts the sizes that a file states, and
    makes room for all cells between the first and the last."""
    from gongkai.readers.package import damaged, too_large

    parts = {name: package.read(name) or b"" for name in package.names if name.endswith((".xml", ".rels", ".bin"))}
    sheets = [data for name, data in parts.items() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    if not sheets:
        raise damaged()
    left = limits.grid_cells
    for data in sheets:
        if data.count(b"<") - data.count(b"</") > limits.xml_elements:
            raise too_large()
        left -= _slots(data)
        if left < 0:
            raise too_large()


def _slots(data: bytes) -> int:
    """How many cells lie between the first and the last of a sheet. Those without a place stand side by side."""
    first_x, last_x, first_y, last_y, loose = 1 << 20, 0, 1 << 30, 0, 0
    for found in _PLACED.finditer(data):
        place = _PLACE.search(found[2])
        if place is None:
            loose += found[1] == b"c"
            continue
        x, y = _column(place[1]), int(place[2] or b"1")
        if found[1] == b"c":
            first_x, last_x = min(first_x, x), max(last_x, x)
        first_y, last_y = min(first_y, y), max(last_y, y)
    return (max(last_x - first_x + 1, 0) + loose) * max(last_y - first_y + 1, 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _open(source: Source) -> CalamineWorkbook:
    import io

    from gongkai.readers.package import damaged

    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise ReadError(
            Text(zh="读取表格文件（XLSX）需要安装附加组件", en="Reading workbooks (XLSX) needs an extra"),
            Text(zh='请运行：pip install "gongkai[xlsx]"', en='Run: pip install "gongkai[xlsx]"'),
        ) from error
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    except (CalamineError, ValueError, OSError) as error:
        raise damaged() from error


def _sheet(book: CalamineWorkbook, name: str, number: int) -> Iterator[Block]:
    from gongkai.readers.package import damaged, too_large

    try:
        sheet = book.get_sheet_by_name(name)
        values = sheet.to_python(skip_empty_area=False)
        ranges = sheet.merged_cell_ranges or []
    except Exception as error:  # the library's own errors have no common base
        raise damaged() from error
    rows = [[_text(value) for value in row] for row in values]
    width = max(map(len, rows), default=0)
    merged: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    spread = 0
    for (top, left), (bottom, right) in ranges:
        box = (top, left, min(bottom, len(rows) - 1), min(right, width - 1))
        spread += max(box[2] - top + 1, 0) * max(box[3] - left + 1, 0)
        if spread > 2 * width * len(rows):  # ranges that lie over each other again and again
            raise too_large()
        merged |= {(y, x): box for y in range(top, box[2] + 1) for x in range(left, box[3] + 1)}
    run: list[int] = []
    for y in range(len(rows)):
        filled = _filled(rows, merged, y, width)
        if len(filled) > 1:
            run.append(y)
            continue
        yield from _grid(rows, merged, run, width, name, number)
        run = []
        if filled:
            _, x = filled[0]
            at = At(part=name, table=number, row=y + 1, cell=x + 1)
            for line in rows[y][x].splitlines():
                if stripped := line.strip():
                    yield Paragraph(text=stripped, at=at)
    yield from _grid(rows, merged, run, width, name, number)


def _filled(rows: Sequence[Sequence[str]], merged: _Merged, y: int, width: int) -> list[tuple[int, int]]:
    """The upper left corners of all cells with words that stand in or reach into a row."""
    corners = {merged.get((y, x), (y, x, y, x))[:2] for x in range(width)}
    return sorted((top, left) for top, left in corners if rows[top][left].strip())


def _grid(
    rows: Sequence[Sequence[str]], merged: _Merged, run: Sequence[int], width: int, name: str, number: int
) -> Iterator[Grid]:
    if not run:
        return
    first, last = run[0], run[-1]
    out: list[tuple[GridCell, ...]] = []
    for y in run:
        cells: list[GridCell] = []
        for x in range(width):
            top, left, bottom, right = merged.get((y, x), (y, x, y, x))
            if (max(top, first), left) != (y, x):
                continue  # hidden under a merged cell
            cells.append(
                GridCell(
                    text=rows[top][left].strip(),
                    at=At(part=name, table=number, row=top + 1, cell=left + 1),
                    rowspan=min(bottom, last) - y + 1,
                    colspan=right - left + 1,
                )
            )
        out.append(tuple(cells))
    yield Grid(rows=tuple(out), at=At(part=name, table=number, row=first + 1), exact=True)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value)


def _claim(source: Source) -> int:
    if source.data.startswith(b"PK\x03\x04"):
        return 94 if b"xl/workbook" in source.data else 40 if source.suffix in READER.suffixes else 0
    return 0


READER = Reader(
    name="xlsx",
    title=Text(zh="表格文件（XLSX）", en="workbook (XLSX)"),
    suffixes=(".xlsx", ".xlsm"),
    claim=_claim,
    read=read_workbook,
)
