"""The tables of a page: what is collected while they are open, and the grids made of it."""

from __future__ import annotations

from msgspec import Struct

from gongkai.document import Block, Grid, GridCell, Paragraph
from gongkai.readers.budget import Budget
from gongkai.readers.html.text import Lines
from gongkai.readers.html.tokens import Tag

__all__ = ["Cell", "Placed", "Table", "grid", "is_layout", "span"]

# A table is for layout if it holds tables, or if a cell holds more text than any label does.
_LONGEST_CELL = 500
# Spans that no table has: such a cell reaches to the end of its row.
_WIDEST = 100


class Placed(Struct, frozen=True):
    """A block with the numbers of the elements it stands in, outermost first."""

    block: Block
    path: tuple[int, ...]


class Cell:
    """A cell with the blocks that stand in it."""

    def __init__(self, offset: int, rowspan: int, colspan: int) -> None:
        self.offset, self.rowspan, self.colspan = offset, rowspan, colspan
        self.blocks: list[Placed] = []


class Table:
    """A table that is open: its rows so far, and the cell that is being read."""

    def __init__(self, offset: int, path: tuple[int, ...]) -> None:
        self.offset, self.path = offset, path
        self.rows: list[list[Cell]] = []
        self.in_row = False
        self.cell: Cell | None = None


def grid(table: Table, rows: list[list[Cell]], lines: Lines, budget: Budget) -> Grid:
    """What the rows of a table hold, with spans that lead nowhere cut."""
    widths = [sum(cell.colspan for cell in row) for row in rows if all(c.colspan <= _WIDEST for c in row)]
    width = max(*widths, *map(len, rows), 1)
    out = []
    for y, row in enumerate(rows):
        cells = []
        rest = sum(cell.colspan for cell in row if cell.colspan <= _WIDEST)
        for cell in row:
            colspan = cell.colspan if cell.colspan <= _WIDEST else max(1, width - rest)
            rowspan = min(cell.rowspan or len(rows), len(rows) - y)
            if rowspan * colspan > 1:
                budget.add_cells(rowspan * colspan - 1)
            cells.append(_grid_cell(cell, rowspan, colspan, lines))
        out.append(tuple(cells))
    return Grid(rows=tuple(out), at=lines.at(table.offset), exact=True)


def _grid_cell(cell: Cell, rowspan: int, colspan: int, lines: Lines) -> GridCell:
    if len(cell.blocks) == 1 and isinstance(only := cell.blocks[0].block, Paragraph):
        return GridCell(text=only.text, at=only.at, rowspan=rowspan, colspan=colspan)
    paragraphs = [placed.block for placed in cell.blocks if isinstance(placed.block, Paragraph)]
    text = "\n".join([paragraph.text for paragraph in paragraphs])
    at = paragraphs[0].at if paragraphs else lines.at(cell.offset)
    return GridCell(text=text, at=at, rowspan=rowspan, colspan=colspan)


def is_layout(cell: Cell) -> bool:
    """Whether a cell holds what no cell of data does: a table, or a long text."""
    length = 0
    for placed in cell.blocks:
        if isinstance(placed.block, Grid):
            return True
        length += len(placed.block.text)
    return length > _LONGEST_CELL


def span(tag: Tag, name: str, least: int) -> int:
    """The attribute as browsers read it: leading digits; anything else is 1. rowspan 0 is the rest of the table."""
    value = (tag.attribute(name) or "").strip().lstrip("+")
    digits = value[: len(value) - len(value.lstrip("0123456789"))][:9]
    return max(int(digits), least) if digits else 1
