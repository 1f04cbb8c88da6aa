"""The tables of a page: what is collected while they are open, and the grids made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from gongkai.document import Grid, GridCell
from gongkai.readers.budget import Budget
from gongkai.readers.html.elements import Element, Elements
from gongkai.readers.html.text import Anchors, Lines
from gongkai.readers.html.tokens import attributes

__all__ = ["LONGEST_CELL", "Cell", "Found", "Spans", "Table", "contents", "grid"]

# A table is for layout if it holds tables, or if a cell holds more text than any label does.
LONGEST_CELL = 500
# Spans that no table has: such a cell reaches to the end of its row.
_WIDEST = 100


class Found(Struct, frozen=True, gc=False):
    """A paragraph as collected: its text, the stretches of it, and the element it stands in; or a grid there."""

    text: str
    anchors: Anchors
    inside: Element
    grid: Grid | None = None


class Cell(Struct):
    """A cell that is its own element, with what stands in it."""

    offset: int
    rowspan: int
    colspan: int
    element: Element
    contents: list[Found] = []


class Table(Struct):
    """A table that is open: where what stands between its cells goes, how many elements around it strike text out, its
    rows so far, and the cell that is being read.

    Of a cell with one text there may be nothing but what it is in a grid; where such a text stands in several stretches,
    they are in `anchors`, by the offset of the first. `mixed` says that other cells are among them, `arranges` that a text
    is longer than any label is."""

    offset: int
    element: Element
    before: list[Found]
    strikes: int = 0
    rows: list[list[Cell | GridCell]] = []
    in_row: bool = False
    cell: Cell | None = None
    anchors: dict[int, Anchors] = {}
    mixed: bool = False
    arranges: bool = False


def grid(table: Table, lines: Lines, budget: Budget) -> Grid | None:
    """What the rows of a table hold, with spans that lead nowhere cut; None if the table is only for layout."""
    filled = _filled(table.rows)
    if table.arranges or sum(map(len, filled)) < 2:
        return None
    if table.mixed:
        if any(_is_layout(cell) for row in filled for cell in row if isinstance(cell, Cell)):
            return None
        rows = [[cell if isinstance(cell, GridCell) else _grid_cell(cell, lines) for cell in row] for row in filled]
    else:
        rows = cast("list[list[GridCell]]", filled)
    reach: list[int] = []
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell.rowspan != 1 or cell.colspan != 1:
                rowspan, colspan = min(cell.rowspan or len(rows), len(rows) - y), cell.colspan
                if colspan > _WIDEST:
                    reach = reach or _reach(rows)
                    colspan = reach[y]
                budget.add_cells(rowspan * colspan - 1)
                if rowspan != cell.rowspan or colspan != cell.colspan:
                    row[x] = GridCell(text=cell.text, at=cell.at, rowspan=rowspan, colspan=colspan)
    return Grid(rows=tuple(map(tuple, rows)), at=lines.at(table.offset), exact=True)


def _filled(rows: Sequence[list[Cell | GridCell]]) -> list[list[Cell | GridCell]]:
    """The rows that have cells. A row without any is one for the cells above that reach into it, as editors write it when a
    whole row is merged with those above: such cells cover one row less of these."""
    filled = [row for row in rows if row]
    if len(filled) == len(rows):
        return filled
    before = list(accumulate(map(bool, rows), initial=0))
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell.rowspan > 1:
                rowspan = before[min(y + cell.rowspan, len(rows))] - before[y]
                row[x] = replace(cell, rowspan=rowspan)
    return filled


def _reach(rows: Sequence[Sequence[GridCell]]) -> list[int]:
    """For each row how many columns a cell covers that spans too many."""
    widths = [sum(cell.colspan for cell in row) for row in rows if all(c.colspan <= _WIDEST for c in row)]
    width = max(*widths, *map(len, rows), 1)
    return [max(1, width - sum(cell.colspan for cell in row if cell.colspan <= _WIDEST)) for row in rows]


def _grid_cell(cell: Cell, lines: Lines) -> GridCell:
    if not cell.contents:
        return GridCell(text="", at=lines.at(cell.offset), rowspan=cell.rowspan, colspan=cell.colspan)
    first = cell.contents[0]
    text = first.text if len(cell.contents) == 1 else "\n".join([each.text for each in cell.contents])
    at = lines.span(first.anchors, len(first.text))
    return GridCell(text=text, at=at, rowspan=cell.rowspan, colspan=cell.colspan)


def _is_layout(cell: Cell) -> bool:
    """Whether a cell holds what no cell of data does: a table, or a long text."""
    return any(each.grid for each in cell.contents) or sum(len(each.text) for each in cell.contents) > LONGEST_CELL


def contents(table: Table, lines: Lines, elements: Elements) -> Iterator[Found]:
    """What stands in the cells of a table that is only for layout."""
    for cell in [cell for row in table.rows for cell in row]:
        if isinstance(cell, Cell):
            yield from cell.contents
        elif cell.text:
            offset = lines.offset(cell.at)
            anchors = table.anchors.get(offset, ((0, offset),))
            yield Found(cell.text, anchors, elements.within("td", table.element))


class Spans(dict[str, tuple[int, int]]):
    """How many rows and columns cells cover, by their attributes as written: the cells of a table repeat them."""

    def __missing__(self, written: str) -> tuple[int, int]:
        self[written] = found = _spans(written)
        return found


def _spans(written: str) -> tuple[int, int]:
    """How many rows and columns a cell with these attributes covers, as browsers read it: leading digits; anything
    else is 1. rowspan 0 is the rest of the table."""
    if "span" not in written.lower():
        return 1, 1
    found = attributes(written)
    return _number(found.get("rowspan"), 0), _number(found.get("colspan"), 1)


def _number(value: str | None, least: int) -> int:
    if not value:
        return 1
    value = value.strip().lstrip("+")
    digits = value[: len(value) - len(value.lstrip("0123456789"))][:9]
    return max(int(digits), least) if digits else 1
