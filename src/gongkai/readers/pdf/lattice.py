"""From ruling lines to tables: where lines cross there is a lattice, and its slots join where no line parts them.

Pure geometry over lengths in points. A lattice may be open at its edges, as at a page break, where many programs
draw no line: the lines that run towards the edge say where it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct

from gongkai.readers.pdf.sheet import Box, Rule

__all__ = ["Lattice", "Slot", "joined_rules", "lattices"]

# Pieces this close are drawn as one line; lines of one table this close are one as well: double lines, and the
# two borders of cells that stand apart.
_SAME_LINE, _ONE_LINE = 0.8, 3.0
# Ends this far apart still meet.
_MEET = 3.0
# A line that reaches this far beyond the outermost crossing line shows an open edge; less is overshoot.
_OPEN = 6.0
# More pairs of lines than this are a drawing: the densest page of tables has 100 lines each way.
_DRAWING = 400_000
# A slot's side is drawn when this share of it is.
_DRAWN = 0.5
# The owner of a place that no slot covers yet.
_FREE = -1


class Slot(Struct, frozen=True, gc=False):
    """A cell of a lattice: its first row and column and how many it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int


class Lattice(Struct, frozen=True):
    """Column edges from left to right, row edges from top to bottom, and the slots, which cover it exactly.

    `owners` has for each row and column the index of the slot that covers it.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    owners: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def columns(self) -> int:
        """How many columns have slots of their own: edges that no slot begins at do not count."""
        return len({slot.column for slot in self.slots})

    def slot_at(self, x: float, y: float) -> int | None:
        """The index of the slot that holds a point; None outside."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]):
            return None
        # What lies on the last edge is in the last row or column.
        row, column = bisect_right(ys, y, 1, len(ys) - 1) - 1, bisect_right(xs, x, 1, len(xs) - 1) - 1
        return self.owners[row][column]

    def slot_box(self, slot: Slot) -> Box:
        return (
            self.xs[slot.column], self.ys[slot.row],
            self.xs[slot.column + slot.colspan], self.ys[slot.row + slot.rowspan],
        )  # fmt: skip


def lattices(lying: Sequence[Rule], standing: Sequence[Rule]) -> tuple[Lattice, ...]:
    """Every lattice of a page, smallest first, so that a table inside a frame comes before the frame."""
    # Pieces of the same line first, which leaves few lines; then what meets; only then lines side by side, since
    # two tables on one page have edges close to each other that are not the same.
    across, down = joined_rules(lying, _SAME_LINE), joined_rules(standing, _SAME_LINE)
    if len(across) * len(down) > _DRAWING:
        return ()
    found = [_lattice(joined_rules(h, _ONE_LINE), joined_rules(v, _ONE_LINE)) for h, v in _together(across, down)]
    area = [(lattice.xs[-1] - lattice.xs[0]) * (lattice.ys[-1] - lattice.ys[0]) for lattice in found]
    order = sorted(range(len(found)), key=lambda n: (area[n], found[n].box))
    return tuple(found[n] for n in order)


def joined_rules(rules: Sequence[Rule], apart: float) -> list[Rule]:
    """Pieces of one line become one line; lines side by side, not further apart than this, become one."""
    result: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=attrgetter("at", "start")):
        if group and (rule.at - group[-1].at > apart or rule.at - group[0].at > 2 * apart):
            result += _pieces(group)
            group = []
        group.append(rule)
    return result + _pieces(group)


def _pieces(group: Sequence[Rule]) -> list[Rule]:
    if len(group) < 2:
        return list(group)
    # The middle of the outermost two, not the mean: a line drawn cell by cell must not pull the place to itself.
    at = (group[0].at + group[-1].at) / 2
    joined: list[Rule] = []
    for rule in sorted(group, key=attrgetter("start")):
        if joined and rule.start <= joined[-1].end + _MEET:
            joined[-1] = Rule(at, joined[-1].start, max(joined[-1].end, rule.end))
        else:
            joined.append(Rule(at, rule.start, rule.end))
    return joined


def _together(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch, directly or through others. Lines that meet none are left out."""
    groups: list[tuple[set[int], list[Rule]]] = []
    heights = [rule.at for rule in across]
    for v in down:
        near = range(bisect_left(heights, v.start - _MEET), bisect_right(heights, v.end + _MEET))
        met = {i for i in near if across[i].start - _MEET <= v.at <= across[i].end + _MEET}
        if not met:
            continue
        beside, apart = [v], list[tuple[set[int], list[Rule]]]()
        for group in groups:
            if met.isdisjoint(group[0]):
                apart.append(group)
            else:
                met |= group[0]
                beside += group[1]
        groups = [*apart, (met, beside)]
    return [([across[i] for i in met], beside) for met, beside in groups]


def _lattice(across: Sequence[Rule], down: Sequence[Rule]) -> Lattice:
    xs = _edges(down, across)
    ys = _edges(across, down)
    slots, owners = _slots(_drawn(across, ys, xs), _drawn(down, xs, ys), len(ys) - 1, len(xs) - 1)
    return Lattice(tuple([round(x, 1) for x in xs]), tuple([round(y, 1) for y in ys]), slots, owners)


def _edges(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[float]:
    edges = sorted({rule.at for rule in rules})
    start, end = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if start < edges[0] - _OPEN:
        edges.insert(0, start)
    if end > edges[-1] + _OPEN or len(edges) == 1:
        edges.append(max(end, edges[-1] + _OPEN))
    return edges


def _drawn(rules: Sequence[Rule], edges: Sequence[float], crossing: Sequence[float]) -> list[int]:
    """For each edge, as bits, along which of the stretches between the crossing edges it is drawn."""
    index = {edge: n for n, edge in enumerate(edges)}
    bits = [0] * len(edges)
    for rule in rules:
        first, last = bisect_left(crossing, rule.start), bisect_right(crossing, rule.end) - 1
        # It is drawn along all stretches between the crossing edges that it reaches.
        drawn = (1 << max(first, last)) - (1 << first)
        for n in {first - 1, last}:  # where it begins and ends
            if 0 <= n < len(crossing) - 1:
                shared = min(rule.end, crossing[n + 1]) - max(rule.start, crossing[n])
                if shared >= _DRAWN * (crossing[n + 1] - crossing[n]):
                    drawn |= 1 << n
        bits[index[rule.at]] |= drawn
    return bits


def _slots(
    below: Sequence[int], beside: Sequence[int], rows: int, columns: int
) -> tuple[tuple[Slot, ...], tuple[tuple[int, ...], ...]]:
    """Join slots to the right, then downwards, as long as no line is in the way and a rectangle remains.

    With them, the index of the slot for each row and column.
    """
    owners = [[_FREE] * columns for _ in range(rows)]
    slots: list[Slot] = []
    for row, line in enumerate(owners):
        for column in range(columns):
            if line[column] != _FREE:
                continue
            end = column + 1
            while end < columns and not beside[end] >> row & 1 and line[end] == _FREE:
                end += 1
            mask = (1 << end) - (1 << column)
            last = row + 1
            # What is free in this row is free in those below, since slots are rectangles.
            while (
                last < rows
                and not below[last] & mask
                and not any(beside[x] >> last & 1 for x in range(column + 1, end))
                and (end == columns or beside[end] >> last & 1)
                and (column == 0 or beside[column] >> last & 1)
            ):
                last += 1
            for covered in owners[row:last]:
                covered[column:end] = [len(slots)] * (end - column)
            slots.append(Slot(row, column, last - row, end - column))
    return tuple(slots), tuple(map(tuple, owners))
