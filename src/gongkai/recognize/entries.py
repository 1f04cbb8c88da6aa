"""Data rows as found in a grid, and the rows of the report made from them."""

from __future__ import annotations

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.number import parse
from gongkai.recognize.lines import Line, Values, one_line
from gongkai.recognize.placing import Layout, place
from gongkai.report import Cell, Row
from gongkai.standard import BlockSpec, RowSpec

__all__ = ["Entry", "bound_row"]


class Entry(Struct):
    """A data row as found: its line, how many of the line's own cells make its label and row heads, the values behind
    those, which cell is the label (-1: none), and what it names."""

    line: Line
    block: BlockSpec
    head: int
    values: Values
    label: int
    row: RowSpec | None
    group: str = ""
    prefix: GridCell | None = None
    suffix: str = ""

    @property
    def text(self) -> str:
        """The whole label, also where it runs over several lines of the grid."""
        own = one_line(self.line.own[self.label].text) if self.label >= 0 else ""
        return (one_line(self.prefix.text) if self.prefix else "") + own + self.suffix


def bound_row(entry: Entry, how: Layout) -> Row:
    """The row with its values in their columns, or loose where that cannot be known."""
    line, label = entry.line, entry.label
    placed = place(line, entry.head, entry.values, how)
    cells: list[Cell] = []
    beside: list[GridCell] = []
    if placed is None:
        beside += entry.values.cells
    else:
        columns = how.columns
        for n, cell in enumerate(placed):
            column, figures = columns[n]
            if figures is not None:
                text, state, value = figures[cell.text]
                cells.append(Cell(column, text, state, value, cell.at))
            elif cell.text.strip():
                beside.append(cell)
    words = [words for cell in line.own[: label + 1] if (words := one_line(cell.text))]
    return Row(
        id=entry.row.id if entry.row else None,
        block=entry.block.id,
        label=words[-1] if words and not (entry.prefix or entry.suffix) else entry.text,
        path=tuple(words[:-1]),
        at=entry.prefix.at if entry.prefix else line.own[label].at if words else line.at,
        cells=tuple(cells),
        loose=tuple([_loose(cell) for cell in beside]) if beside else (),
    )


def _loose(cell: GridCell) -> Cell:
    text = cell.text.strip()
    state, value = parse(text)
    return Cell("", text, state, value, cell.at)
