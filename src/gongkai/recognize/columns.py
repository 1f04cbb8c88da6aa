"""Reading a table's header: which column of the grid is which column of the standard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.recognize.labels import key, similarity
from gongkai.standard import BlockSpec, ColumnSpec

if TYPE_CHECKING:
    from gongkai.recognize.binding import Line

__all__ = ["Header", "read_header", "sequence"]

# A header label that is not the official one still is that column from this likeness on, when it stands where
# the column belongs.
_LIKELY = 0.6


class Header(Struct, frozen=True):
    """The lowest label over each column of the grid: its index, the cell, the column id (None: unknown)."""

    leaves: tuple[tuple[int, GridCell, str | None], ...]

    @property
    def start(self) -> int | None:
        """Where the values begin, if the known columns stand side by side."""
        known = [x for x, _, column in self.leaves if column]
        return known[0] if known and known[-1] - known[0] == len(known) - 1 else None


def read_header(lines: Sequence[Line], block: BlockSpec) -> Header:
    """Read the header lines of one block. The corner and group labels are not columns."""
    lowest: dict[int, GridCell] = {}
    for line in lines:
        for x, cell in line.own:
            if cell.text.strip():
                lowest[x] = cell
    groups = {key(group) for column in block.columns for group in column.path}
    corner = {key(block.corner)} if block.corner else set()
    leaves = [
        (x, cell)
        for x, cell in sorted(lowest.items())
        if key(cell.text) not in groups | corner and not (corner and x == 0)
    ]
    ids = _align([cell.text for _, cell in leaves], block.columns)
    return Header(tuple((x, cell, column_id) for (x, cell), column_id in zip(leaves, ids, strict=True)))


def sequence(header: Header | None, block: BlockSpec) -> list[str]:
    """The column ids from left to right ("" for unknown), as the header says if it was mostly understood."""
    known = [column for _, _, column in header.leaves if column] if header else []
    if header is None or len(known) * 2 <= len(block.columns):
        return [column.id for column in block.columns]
    return [column or "" for _, _, column in header.leaves]


def _align(labels: Sequence[str], columns: Sequence[ColumnSpec]) -> list[str | None]:
    """Give each label its column, keeping the order: the labels of table four repeat three times."""
    names = [{key(name) for name in (column.label, *column.variants)} for column in columns]
    # length[i][j]: how many of labels[i:] and columns[j:] agree in order.
    length = [[0] * (len(columns) + 1) for _ in range(len(labels) + 1)]
    for i in range(len(labels) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            hit = length[i + 1][j + 1] + 1 if key(labels[i]) in names[j] else 0
            length[i][j] = max(hit, length[i + 1][j], length[i][j + 1])
    ids: list[str | None] = [None] * len(labels)
    i = j = 0
    gap_i, gap_j = 0, 0
    while i < len(labels) and j < len(columns):
        if key(labels[i]) in names[j] and length[i][j] == length[i + 1][j + 1] + 1:
            _fill(ids, labels, columns, range(gap_i, i), range(gap_j, j))
            ids[i] = columns[j].id
            i, j = i + 1, j + 1
            gap_i, gap_j = i, j
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1
    _fill(ids, labels, columns, range(gap_i, len(labels)), range(gap_j, len(columns)))
    return ids


def _fill(
    ids: list[str | None], labels: Sequence[str], columns: Sequence[ColumnSpec], gap: range, free: range
) -> None:
    """Labels between two known columns, where as many columns are free: each is its column if it is alike."""
    if len(gap) == len(free):
        for i, j in zip(gap, free, strict=True):
            if similarity(labels[i], (columns[j].label, *columns[j].variants)) >= _LIKELY:
                ids[i] = columns[j].id
