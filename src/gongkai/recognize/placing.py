"""Which value of a row stands in which column. What cannot be known is said to be so, never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.number import PLACEHOLDERS, Kind
from gongkai.recognize.columns import Header
from gongkai.recognize.lines import Line, Values
from gongkai.standard import BlockSpec

__all__ = ["Layout", "Placed", "layout", "place"]

# As many rows that all end early at one column are the work of an editor that strips trailing blanks; fewer may
# each lack a value somewhere else.
_EARLY = 3

Placed = Sequence[GridCell]
"""A row's cell for each of the columns of a layout."""


class Layout(Struct, frozen=True):
    """How the values of one block lie. `columns` are ids from left to right ("" unknown); `kinds` what they hold (None
    unknown); `places` where they stand in an exact grid; `start` where the first stands in rows that agree on it; `end` where all rows end early."""

    columns: tuple[str, ...]
    kinds: tuple[Kind | None, ...]
    places: tuple[int, ...] | None
    grid: int
    width: int
    start: int | None
    end: int | None


def layout(rows: Sequence[tuple[Line, Sequence[int]]], block: BlockSpec, header: Header | None) -> Layout:
    """See how the values of a block's rows lie. `rows` are those with values, and where the values of each begin."""
    counts = [len(starts) for _, starts in rows]
    usual = _most_frequent(counts)
    columns, by_header = _columns(block, header, usual)
    kinds = tuple(map(block.kinds.get, columns))
    straight = header if header and by_header and header.straight else None
    places = tuple([leaf.x for leaf in straight.leaves]) if straight else None
    stated = straight.start if straight else None
    starts = {stated} if stated is not None else set()
    n = len(columns)
    starts.update([own[0] for _, own in rows if len(own) == n and own[-1] - own[0] == n - 1])
    start = starts.pop() if len(starts) == 1 else None
    ends = {len(line.cells) if line.plain else line.end for line, _ in rows}
    early = ends.pop() if len(ends) == 1 and len(counts) >= _EARLY else None
    return Layout(columns, kinds, places, header.grid if header else -1, header.width if header else 0, start, early)


def _most_frequent(counts: Sequence[int]) -> int | None:
    """The first of those that come most often; None of none."""
    if len(set(counts)) < 2:  # as nearly always
        return counts[0] if counts else None
    times = Counter(counts)
    return max(times, key=times.__getitem__)


def _columns(block: BlockSpec, header: Header | None, usual: int | None) -> tuple[tuple[str, ...], bool]:
    """The columns from left to right, and whether the header says so."""
    official = tuple(column.id for column in block.columns)
    if header is None or not header.leaves:
        return official, False
    if header.known * 2 <= len(official) and not header.foreign:
        return official, False  # hardly understood: more likely a broken header than other columns
    stated = tuple(leaf.column or "" for leaf in header.leaves)
    ordered = [column for column in official if column in stated]
    if len(stated) < len(official) == usual and list(stated) == ordered:
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
