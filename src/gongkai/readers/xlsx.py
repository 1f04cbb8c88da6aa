"""Workbooks (XLSX) with the tables, or the whole report, on their sheets.

Of each visible sheet, rows with one filled cell are paragraphs (headings and prose stand so) and the rows between
them grids, all with the sheet's own columns; the recognizer puts the parts of one table together again. Numbers come
as they are, without the sheet's number format: a date is its serial number. `At`: `part` is the sheet's name, `table`
its number, `row` and `cell` count its rows and columns. Readings: the properties of the file as for DOCX;
`hidden-sheet` with the name of each that is not read; `hidden-rows` and `hidden-columns` of a sheet that hold something,
which is read, with their number. A formula whose value the file does not hold cannot be read.

The fast libraries make room for all cells between the first and the last before anyone can stop them, and end the
whole process when there is none; so the XML is read here, by what reads DOCX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from gongkai.bilingual import Text
from gongkai.document import Block, Document, Grid, GridCell, Paragraph, Reading
from gongkai.errors import ReadError
from gongkai.place import At
from gongkai.reader import Reader, Source
from gongkai.readers.budget import Budget

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["READER", "read_workbook"]

# Compiled when it is used: every run imports this module.
_PLACE = r"([A-Z]{1,3})([1-9][0-9]{0,6})"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_YES = ("1", "true")
_Box = tuple[int, int, int, int]  # top, left, bottom, right
_Merged = Mapping[tuple[int, int], _Box]


def read_workbook(source: Source, name: str = "xlsx") -> Document:
    """Read XLSX bytes; `name` is the format told in the document. Raises ReadError."""
    from gongkai.readers.docx.facts import properties
    from gongkai.readers.package import Package, damaged

    package = Package(source)
    main = next((r.part for r in package.relations() if r.kind == "officeDocument"), None) or "xl/workbook.xml"
    book = package.xml(main)
    relations = tuple(package.relations(main))
    parts = {relation.id: relation.part for relation in relations if relation.kind == "worksheet"}
    if book is None or not parts:
        raise damaged()
    shared = next((r.part for r in relations if r.kind == "sharedStrings" and r.part), None)
    strings = _strings(package.xml(shared) if shared else None)
    readings = list(properties(package))
    budget = Budget(source.limits)
    blocks: list[Block] = []
    for number, sheet in enumerate(book.iter(_MAIN + "sheet"), 1):
        part, title = parts.get(sheet.get(_LINK, "")), sheet.get("name", "")
        if part is None:
            continue  # a chart or a macro sheet
        if sheet.get("state", "visible") != "visible":
            readings.append(Reading(name="hidden-sheet", value=title, at=At(part=title)))
            continue
        root = package.xml(part)
        if root is None:
            raise damaged()
        cells = _cells(root, strings, title)
        readings += _hidden(root, cells, title)
        blocks += _sheet(root, cells, budget, title, number)
    return Document(path=source.path, format=name, blocks=tuple(blocks), readings=tuple(readings))


def _strings(root: Element | None) -> list[str]:
    """The texts that cells refer to by number."""
    return [] if root is None else [_words(each) for each in root.iter(_MAIN + "si")]


def _words(element: Element) -> str:
    """The text of an item, plain or in runs, without the reading aids (rPh) for it."""
    direct = element.find(_MAIN + "t")
    if direct is not None:
        return direct.text or ""
    return "".join(t.text or "" for run in element.iterfind(_MAIN + "r") for t in run.iterfind(_MAIN + "t"))


def _cells(root: Element, strings: Sequence[str], name: str) -> dict[tuple[int, int], str]:
    """The text of every filled cell at (row, column) from 0. Raises ReadError where a formula has no value."""
    from gongkai.readers.package import damaged

    cells: dict[tuple[int, int], str] = {}
    y = -1
    for row in root.iter(_MAIN + "row"):
        y, x = _number(row.get("r"), y + 1), -1
        for cell in row.iterfind(_MAIN + "c"):
            place = cell.get("r")
            if place is None:
                x += 1  # cells without a place stand side by side
            elif found := re.fullmatch(_PLACE, place):
                y, x = int(found[2]) - 1, _column(found[1])
            else:
                raise damaged()
            if text := _text(cell, strings):
                cells[y, x] = text
            elif cell.get("t", "n") == "n" and cell.find(_MAIN + "f") is not None:
                raise _not_worked_out(name, y, x)
    return cells


def _not_worked_out(sheet: str, y: int, x: int) -> ReadError:
    return ReadError(
        Text(
            zh=f"工作表“{sheet}”第{y + 1}行第{x + 1}列是公式，文件里没有它的计算结果，无法读取",
            en=f"Sheet “{sheet}”, row {y + 1}, column {x + 1} is a formula whose value the file does not hold",
        ),
        Text(zh="请用 Excel 或 WPS 打开，保存后再检查", en="Open the file in a spreadsheet program, save it and check again"),
    )  # fmt: skip


def _hidden(root: Element, cells: Mapping[tuple[int, int], str], name: str) -> Iterator[Reading]:
    """What of the filled rows and columns the sheet does not show."""
    rows = {_number(row.get("r"), 0) for row in root.iter(_MAIN + "row") if row.get("hidden") in _YES}
    spans = [
        (int(column.get("min", "0")) - 1, int(column.get("max", "0")) - 1)
        for column in root.iter(_MAIN + "col")
        if column.get("hidden") in _YES and f"{column.get('min', '')}{column.get('max', '')}".isdecimal()
    ]
    unseen_rows = sorted({y for y, _ in cells if y in rows})
    unseen_columns = sorted({x for _, x in cells if any(first <= x <= last for first, last in spans)})
    if unseen_rows:
        yield Reading(name="hidden-rows", value=str(len(unseen_rows)), at=At(part=name, row=unseen_rows[0] + 1))
    if unseen_columns:
        yield Reading(
            name="hidden-columns", value=str(len(unseen_columns)), at=At(part=name, cell=unseen_columns[0] + 1)
        )


def _number(row: str | None, following: int) -> int:
    from gongkai.readers.package import damaged

    if row is None:
        return following
    if not re.fullmatch("[1-9][0-9]{0,6}", row):
        raise damaged()
    return int(row) - 1


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(cell: Element, strings: Sequence[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(_MAIN + "is")
        return "" if inline is None else _words(inline)
    value = cell.find(_MAIN + "v")
    text = "" if value is None else value.text or ""
    if kind == "s":
        return strings[int(text)] if text.isdecimal() and len(text) < 10 and int(text) < len(strings) else ""
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    return _plain(text) if kind == "n" else text


def _plain(text: str) -> str:
    """A number as people write it: 3 for 3.0, 0.92 for 0.92000000000000004."""
    try:
        value = float(text)
    except ValueError:
        return text
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _merges(root: Element, height: int, width: int) -> _Merged:
    """By (row, column), the box of the merged cell that covers the slot, within the filled part of the sheet."""
    from gongkai.readers.package import damaged, too_large

    merged: dict[tuple[int, int], _Box] = {}
    spread = 0
    for each in root.iter(_MAIN + "mergeCell"):
        found = re.fullmatch(f"{_PLACE}:{_PLACE}", each.get("ref", ""))
        if found is None:
            raise damaged()
        top, bottom = sorted((int(found[2]) - 1, int(found[4]) - 1))
        left, right = sorted((_column(found[1]), _column(found[3])))
        box = (top, left, min(bottom, height - 1), min(right, width - 1))
        spread += max(box[2] - top + 1, 0) * max(box[3] - left + 1, 0)
        if spread > 2 * width * height:  # ranges that lie over each other again and again
            raise too_large()
        merged |= {(y, x): box for y in range(top, box[2] + 1) for x in range(left, box[3] + 1)}
    return merged


def _sheet(
    root: Element, cells: Mapping[tuple[int, int], str], budget: Budget, name: str, number: int
) -> Iterator[Block]:
    height = max((y for y, _ in cells), default=-1) + 1
    width = max((x for _, x in cells), default=-1) + 1
    budget.add_cells(width * height)
    rows = [[cells.get((y, x), "") for x in range(width)] for y in range(height)]
    merged = _merges(root, height, width)
    run: list[int] = []
    for y in range(height):
        filled = _filled(rows, merged, y)
        if len(filled) > 1:
            run.append(y)
            continue
        yield from _grid(rows, merged, run, width, name, number)
        run = []
        if filled:
            top, left = filled[0]
            if top != y:
                continue  # the rest of a cell merged over several rows
            at = At(part=name, table=number, row=y + 1, cell=left + 1)
            for line in rows[y][left].splitlines():
                if stripped := line.strip():
                    yield Paragraph(text=stripped, at=at)
    yield from _grid(rows, merged, run, width, name, number)


def _filled(rows: Sequence[Sequence[str]], merged: _Merged, y: int) -> list[tuple[int, int]]:
    """The upper left corners of all cells with words that stand in or reach into a row."""
    filled: set[tuple[int, int]] = set()
    for x, text in enumerate(rows[y]):
        if box := merged.get((y, x)):
            if rows[box[0]][box[1]].strip():
                filled.add(box[:2])
        elif text.strip():
            filled.add((y, x))
    return sorted(filled)


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
            top, left, bottom, right = merged.get((y, x)) or (y, x, y, x)
            if left != x or max(top, first) != y:
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
