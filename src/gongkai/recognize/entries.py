"""Data rows as found in a grid, and the rows of the report made from them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.number import Kind, parse
from gongkai.recognize.lines import Line, Values, one_line
from gongkai.recognize.placing import Layout, place
from gongkai.report import Cell, Row
from gongkai.standard import BlockSpec, RowSpec

__all__ = ["Entry", "bound_row"]


# As most cells of a report.
_STATE, _ZERO = parse("0")


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
    def labels(self) -> list[GridCell]:
        """The cells up to the label that are not blank."""
        return [cell for cell in self.line.own[: self.label + 1] if cell.text.strip()]

    @property
    def text(self) -> str:
        """The whole label, also where it runs over several lines of the grid."""
        return self.joined([one_line(cell.text) for cell in self.labels[-1:]])

    def joined(self, words: Sequence[str]) -> str:
        """The whole label, the last of these words being what its own cell says of it."""
        own = words[-1] if words else ""
        return (one_line(self.prefix.text) if self.prefix else "") + own + self.suffix


def bound_row(entry: Entry, how: Layout) -> Row:
    """The row with its values in their columns, or loose where that cannot be known."""
    placed = place(entry.line, entry.head, entry.values, how)
    cells: Sequence[Cell] = ()
    loose: Sequence[Cell] = ()
    if placed is None:
        loose = [_cell("", cell, "count") for cell in entry.values.cells]
    else:
        cells = [
            _cell(column, cell, kind) if cell.text != "0" else Cell(column, "0", _STATE, _ZERO, cell.at)
            for column, cell, kind in zip(how.columns, placed, how.kinds, strict=True)
            if kind
        ]
        if None in how.kinds:
            beside = (cell for cell, kind in zip(placed, how.kinds, strict=True) if not kind)
            loose = [_cell("", cell, "count") for cell in beside if cell.text.strip()]
    labels = entry.labels
    words = [one_line(label.text) for label in labels]
    return Row(
        id=entry.row.id if entry.row else None,
        block=entry.block.id,
        label=entry.joined(words),
        path=tuple(words[:-1]),
        at=entry.prefix.at if entry.prefix else labels[-1].at if labels else entry.line.at,
        cells=tuple(cells),
        loose=tuple(loose),
    )


def _cell(column: str, cell: GridCell, kind: Kind) -> Cell:
    text = cell.text.strip()
    state, value = parse(text, kind)
    return Cell(column, text, state, value, cell.at)
