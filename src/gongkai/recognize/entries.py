"""Data rows as found in a grid, and the rows of the report made from them."""

from __future__ import annotations

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.number import parse
from gongkai.recognize.lines import Line, one_line
from gongkai.recognize.placing import Layout, place
from gongkai.report import Cell, Row
from gongkai.standard import BlockSpec, RowSpec

__all__ = ["Entry", "bound_row"]


class Entry(Struct):
    """A data row as found: its line, how many of the line's own cells make its label and row heads, which one of
    them is the label (-1: none), what it names."""

    line: Line
    block: BlockSpec
    head: int
    label: int
    row: RowSpec | None
    group: str = ""
    prefix: GridCell | None = None
    suffix: str = ""

    @property
    def labels(self) -> list[GridCell]:
        return [cell for _, cell in self.line.own[: self.label + 1] if cell.text.strip()]

    @property
    def text(self) -> str:
        """The whole label, also where it runs over several lines of the grid."""
        labels = self.labels
        own = one_line(labels[-1].text) if labels else ""
        return (one_line(self.prefix.text) if self.prefix else "") + own + self.suffix


def bound_row(entry: Entry, how: Layout) -> Row:
    """The row with its values in their columns, or loose where that cannot be known."""
    placed = place(entry.line, entry.head, how)
    cells: tuple[Cell, ...] = ()
    if placed is None:
        filled = [cell for _, cell in entry.line.own[entry.head :] if cell.text.strip()]
        loose = tuple(_cell("", cell, entry.block) for cell in filled)
    else:
        known = entry.block.kinds
        cells = tuple(_cell(column, cell, entry.block) for column, cell in placed if column in known)
        loose = tuple(_cell("", cell, entry.block) for column, cell in placed if column not in known and cell.text.strip())  # fmt: skip
    labels = entry.labels
    return Row(
        id=entry.row.id if entry.row else None,
        block=entry.block.id,
        label=entry.text,
        path=tuple(one_line(label.text) for label in labels[:-1]),
        at=entry.prefix.at if entry.prefix else labels[-1].at if labels else entry.line.at,
        cells=cells,
        loose=loose,
    )


def _cell(column: str, cell: GridCell, block: BlockSpec) -> Cell:
    text = cell.text.strip()
    state, value = parse(text, block.kinds.get(column, "count"))
    return Cell(column, text, state, value, cell.at)
