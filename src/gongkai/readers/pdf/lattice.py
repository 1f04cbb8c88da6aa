"""From ruling lines to tables: where lines cross there is a lattice, and its slots join where no line parts them.

Pure geometry over lengths in points. A lattice may be open at its edges, as at a page break, where many programs
draw no line: the lines that run towards the edge say where it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

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
# A slot's side is drawn when this share of it is.
_DRAWN = 0.5


class Slot(Struct, frozen=True):
    """A cell of a lattice: its first row and column and how many it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int


class Lattice(Struct, frozen=True, dict=True):
    """Column edges from left to right, row edges from top to bottom, and the slots, which cover it exactly."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def columns(self) -> int:
        """How many columns have slots of their own: edges that no slot begins at do not count."""
        return len({slot.column for slot in self.slots})

    @cached_property
    def _owner(self) -> dict[tuple[int, int], int]:
        return {
            (y, x): index
            for index, slot in enumerate(self.slots)
            for y in range(slot.row, slot.row + slot.rowspan)
            for x in range(slot.column, slot.column + slot.colspan)
        }

    def slot_at(self, x: float, y: float) -> int | None:
        """The index of the slot that holds a point; None outside."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        return self._owner[row, column]

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
    found = [_lattice(joined_rules(h, _ONE_LINE), joined_rules(v, _ONE_LINE)) for h, v in _together(across, down)]
    area = [(lattice.xs[-1] - lattice.xs[0]) * (lattice.ys[-1] - lattice.ys[0]) for lattice in found]
    order = sorted(range(len(found)), key=lambda n: (area[n], found[n].box))
    return tuple(found[n] for n in order)


def joined_rules(rules: Sequence[Rule], apart: float) -> list[Rule]:
    """Pieces of one line become one line; lines side by side, not further apart than this, become one."""
    result: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.at, r.start)):
        if group and (rule.at - group[-1].at > apart or rule.at - group[0].at > 2 * apart):
            result += _pieces(group)
            group = []
        group.append(rule)
    return result + _pieces(group)


def _pieces(group: Sequence[Rule]) -> list[Rule]:
    if not group:
        return []
    # The middle of the outermost two, not the mean: a line drawn cell by cell must not pull the place to itself.
    at = (group[0].at + group[-1].at) / 2
    joined: list[Rule] = []
    for rule in sorted(group, key=lambda r: r.start):
        if joined and rule.start <= joined[-1].end + _MEET:
            joined[-1] = Rule(at, joined[-1].start, max(joined[-1].end, rule.end))
        else:
            joined.append(Rule(at, rule.start, rule.end))
    return joined


def _together(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch, directly or through others. Lines that meet none are left out."""
    parent = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    heights = [rule.at for rule in across]
    for j, v in enumerate(down, len(across)):
        first, last = bisect_left(heights, v.start - _MEET), bisect_right(heights, v.end + _MEET)
        for i in range(first, last):
            if across[i].start - _MEET <= v.at <= across[i].end + _MEET:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*across, *down]):
        groups.setdefault(root(i), ([], []))[i >= len(across)].append(rule)
    return [(h, v) for h, v in groups.values() if h and v]


def _lattice(across: Sequence[Rule], down: Sequence[Rule]) -> Lattice:
    xs = _edges(down, across)
    ys = _edges(across, down)
    below = _drawn(across, ys, xs)
    beside = _drawn(down, xs, ys)
    slots = tuple(_slots(below, beside, len(ys) - 1, len(xs) - 1))
    return Lattice(tuple(round(x, 1) for x in xs), tuple(round(y, 1) for y in ys), slots)


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
        for n in range(len(crossing) - 1):
            shared = min(rule.end, crossing[n + 1]) - max(rule.start, crossing[n])
            if shared >= _DRAWN * (crossing[n + 1] - crossing[n]):
                bits[index[rule.at]] |= 1 << n
    return bits


def _slots(below: Sequence[int], beside: Sequence[int], rows: int, columns: int) -> list[Slot]:
    """Join slots to the right, then downwards, as long as no line is in the way and a rectangle remains."""
    taken = [0] * rows
    slots = []
    for row in range(rows):
        for column in range(columns):
            if taken[row] >> column & 1:
                continue
            end = column + 1
            while end < columns and not beside[end] >> row & 1 and not taken[row] >> end & 1:
                end += 1
            mask = (1 << end) - (1 << column)
            last = row + 1
            while (
                last < rows
                and not below[last] & mask
                and not taken[last] & mask
                and not any(beside[x] >> last & 1 for x in range(column + 1, end))
                and (end == columns or beside[end] >> last & 1)
                and (column == 0 or beside[column] >> last & 1)
            ):
                last += 1
            for y in range(row, last):
                taken[y] |= mask
            slots.append(Slot(row, column, last - row, end - column))
    return slots
