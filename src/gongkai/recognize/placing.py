"""Which value of a row stands in which column. What cannot be known is said to be so, never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.number import PLACEHOLDERS, Figures
from gongkai.recognize.columns import Header
from gongkai.recognize.lines import Line, Values
from gongkai.standard import BlockSpec

__all__ = ["Layout", "Placed", "layout", "place"]

# As many rows that all end early at one column are the work of an editor that strips trailing blanks; fewer may
# each lack a value somewhere else.
_EARLY = 3

Placed = Sequence[GridCell]
"""A row's cell for each of the columns of a layout."""


class Layout(Struct, frozen=True, dict=True):
    """How the values of one block lie. `rows` are its rows with values, and where the values of each begin; `columns` are
    ids from left to right, each with what the texts in it come to ("" and None: unknown); `header` is there if it tells
    where the columns stand in an exact grid, which are the `places`."""

    rows: Sequence[tuple[Line, Sequence[int]]]
    columns: Sequence[tuple[str, Figures | None]]
    header: Header | None
    places: tuple[int, ...] | None
    grid: int
    width: int

    @cached_property
    def start(self) -> int | None:
        """Where the first value stands in the rows that have all, if they and the header agree on it."""
        stated = self.header.start if self.header else None
        starts = {stated} if stated is not None else set()
        n = len(self.columns)
        starts.update([own[0] for _, own in self.rows if len(own) == n and own[-1] - own[0] == n - 1])
        return starts.pop() if len(starts) == 1 else None

    @cached_property
    def end(self) -> int | None:
        """Where all rows end early."""
        ends = {line.end for line, _ in self.rows}
        return ends.pop() if len(ends) == 1 and len(self.rows) >= _EARLY else None


def layout(rows: Sequence[tuple[Line, Sequence[int]]], block: BlockSpec, header: Header | None) -> Layout:
    """See how the values of a block's rows lie. `rows` are those with values, and where the values of each begin."""
    ids, by_header = _columns(block, header, rows)
    by_kind = {kind: Figures(kind) for kind in {*block.kinds.values()}}
    figures = {column: by_kind[kind] for column, kind in block.kinds.items()}
    columns = [(column, figures.get(column)) for column in ids]
    straight = header if header and by_header and header.straight else None
    places = straight.places if straight else None
    grid, width = (header.grid, header.width) if header else (-1, 0)
    return Layout(rows, columns, straight, places, grid, width)


def _usual(rows: Sequence[tuple[Line, Sequence[int]]]) -> int | None:
    """How many values most rows have: of several numbers that come as often the first; None without rows."""
    times = Counter([len(starts) for _, starts in rows])
    return max(times, key=times.__getitem__, default=None)


def _columns(
    block: BlockSpec, header: Header | None, rows: Sequence[tuple[Line, Sequence[int]]]
) -> tuple[tuple[str, ...], bool]:
    """The columns from left to right, and whether the header says so."""
    official = tuple([column.id for column in block.columns])
    if header is None or not header.columns:
        return official, False
    stated = tuple([column.id or "" for column in header.columns])
    if stated == official:  # as most
        return official, True
    if header.known * 2 <= len(official) and not header.foreign:
        return official, False  # hardly understood: more likely a broken header than other columns
    ordered = [column for column in official if column in stated]
    if len(stated) < len(official) and list(stated) == ordered and _usual(rows) == len(official):
        return official, False  # a label is missing, but the values under it are there
    return stated, True


def place(line: Line, head: int, filled: Values, how: Layout) -> Placed | None:
    """The values of a row in the order of the columns; None when it cannot be known which value is in which column.
    `head` of the line's own cells are labels."""
    starts, cells = filled.starts, filled.cells
    straight = line.exact and (line.grid == how.grid or len(line.cells) == how.width)
    if straight and how.places == starts and (line.plain or len(set(map(id, cells))) == len(cells)):
        return cells  # as most: every column has a value of its own, unless one cell stands in several places
    if not cells:
        own = _by_place(line, head, how.places) if straight and how.places is not None else None
        return own or [_blank(line, head)] * len(how.columns)
    if straight and how.places is not None and set(starts).issubset(how.places):
        whole = all(x < len(line.cells) and line.cells[x] is not None for x in how.places)
        return _by_place(line, head, how.places) if whole or _ends_early(line, how.places, how.end) else None
    n = len(how.columns)
    first, last = starts[0], starts[-1]
    if how.start is not None and how.start <= first and last < how.start + n:
        places = tuple(range(how.start, how.start + n))
        if line.end >= how.start + n or _ends_early(line, places, how.end):
            return _by_place(line, head, places)
    together = last - first == n - 1 or how.start is None
    if len(cells) == n and together:
        return cells
    return None


def _ends_early(line: Line, places: Sequence[int], end: int | None) -> bool:
    """Whether the row has all cells up to where every row of the block ends."""
    return line.end == end and all(line.cells[x] is not None for x in places if x < line.end)


def _blank(line: Line, head: int) -> GridCell:
    """What stands where the file has no cell."""
    return GridCell(text="", at=line.own[-1].at if head < len(line.own) else line.at)


def _by_place(line: Line, head: int, places: Sequence[int]) -> Placed | None:
    """The cell at each column's place. A value joined over several columns belongs to none of them, unless it is
    a placeholder, which holds for all."""
    out: list[GridCell] = []
    blank = _blank(line, head)
    before = None
    for x in places:
        cell = line.cells[x] if x < len(line.cells) else None
        if cell is not None and cell is before and (text := cell.text.strip()) and text not in PLACEHOLDERS:
            return None
        out.append(cell or blank)
        before = cell
    return out
