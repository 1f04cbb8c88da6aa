"""Data rows as found in a grid, and the rows of the report made from them."""

from __future__ import annotations

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.number import Kind, parse
from gongkai.recognize.lines import Line, one_line
from gongkai.recognize.placing import Layout, place
from gongkai.report import Cell, Row
from gongkai.standard import BlockSpec, RowSpec

__all__ = ["Entry", "bound_row"]


class Entry(Struct):
    """A data row as found: its line, how many of the line's own cells make its label and row heads, which one of
    them is the label (-1: none), what it names. `labels` and `values` are its cells up to the label and behind the head
    that are not blank."""

    line: Line
    block: BlockSpec
    head: int
    label: int
    row: RowSpec | None
    group: str = ""
    prefix: GridCell | None = None
    suffix: str = ""
    labels: list[GridCell] = []
    values: list[tuple[int, GridCell]] = []

    def __post_init__(self) -> None:
        self.labels = [cell for _, cell in self.line.own[: self.label + 1] if cell.text.strip()]
        self.values = self.line.values(self.head)

    @property
    def text(self) -> str:
        """The whole label, also where it runs over several lines of the grid."""
        own = one_line(self.labels[-1].text) if self.labels else ""
        return (one_line(self.prefix.text) if self.prefix else "") + own + self.suffix


def bound_row(entry: Entry, how: Layout) -> Row:
    """The row with its values in their columns, or loose where that cannot be known."""
    placed = place(entry.line, entry.head, entry.values, how)
    cells: list[Cell] = []
    loose: list[Cell] = []
    if placed is None:
        loose = [_cell("", cell, "count") for _, cell in entry.values]
    else:
        kinds = entry.block.kinds
        for column, cell in zip(how.columns, placed, strict=True):
            if kind := kinds.get(column):
                cells.append(_cell(column, cell, kind))
            elif cell.text.strip():
                loose.append(_cell("", cell, "count"))
    labels = entry.labels
    return Row(
        id=entry.row.id if entry.row else None,
        block=entry.block.id,
        label=entry.text,
        path=tuple(one_line(label.text) for label in labels[:-1]),
        at=entry.prefix.at if entry.prefix else labels[-1].at if labels else entry.line.at,
        cells=tuple(cells),
        loose=tuple(loose),
    )


def _cell(column: str, cell: GridCell, kind: Kind) -> Cell:
    text = cell.text.strip()
    state, value = parse(text, kind)
    return Cell(column, text, state, value, cell.at)
