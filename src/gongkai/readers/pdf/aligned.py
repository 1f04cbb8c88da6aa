"""Tables without ruling lines: rows of numbers that stand in columns, each with one label beyond doubt.

Only two shapes are certain. A line that is one label and numbers after a wide gap is a row. Lines of three numbers
and more in the same columns are rows when every one of them has a label that begins with an ordinal, and the wrapped
labels all stand at the same height to their numbers: all begin there, or all have their middle there. One doubtful line
makes the whole file's unruled tables doubtful: half a table looks like a wrong one. They stay text then, and the
recognizer misses them, which is loud.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

from gongkai.patterns import regex
from gongkai.readers.pdf.lines import Line, wrapped
from gongkai.readers.pdf.sheet import Box, Run, around

__all__ = ["Aligned", "Chunk", "aligned", "chunks"]

_ORDINAL = regex(r"[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|\d{1,2}[.．、](?!\d)")
_VALUE = regex(r"[-+－−]?\d[\d,，.]*|[/／—–\-]")
_VALUE_END = regex(r"[\d,，./／—–\-]\Z")
_PROSE = regex(r"[。；，：:]")
# In ems: what parts two cells of a line, and a label from its number.
_CELLS, _WIDE = 0.7, 1.0
# In points: edges this close are one.
_SAME = 2.0
# So many numbers side by side may be a row without a label of its own.
_MANY = 8
# Within so many lines of a table with columns, a line of other numbers is likely a row of it that was misread.
_NEAR = 6


class Chunk(Struct, frozen=True, gc=False):
    """The text of one cell, or of one line of it."""

    text: str
    box: Box


class Aligned(Struct, frozen=True):
    """Rows of cells; how many there are differs from row to row."""

    rows: tuple[tuple[Chunk, ...], ...]

    @property
    def box(self) -> Box:
        return around([chunk.box for row in self.rows for chunk in row])


class _Entry(Struct, frozen=True, gc=False):
    """A line in pieces: what stands before its numbers, and the numbers at its end."""

    line: Line
    words: tuple[Chunk, ...]
    values: tuple[Chunk, ...]

    @property
    def middle(self) -> float:
        return (self.line.box[1] + self.line.box[3]) / 2


def aligned(lines: Sequence[Line]) -> list[Line | Aligned] | None:
    """The lines of a page, with the rows put together to tables; None when some of its rows are in doubt."""
    if not any(_ends_in_value(line) for line in lines):  # as most pages
        return list(lines)
    entries = [_entry(line) for line in lines]
    rows: dict[int, list[tuple[Chunk, ...]]] = {}
    done: set[int] = set()
    for zone in _zones(entries):
        found = _labelled(entries, zone)
        if found is None:
            return None
        for index, row in found[0]:
            rows.setdefault(index, []).append(row)
        done |= found[1]
    zoned = frozenset(done)
    for index, entry in enumerate(entries):
        if index in done or not entry.values:
            continue
        if not _is_row(entry) or (len(entry.values) > 1 and any(abs(index - other) <= _NEAR for other in zoned)):
            return None
        rows[index] = [(*entry.words, *entry.values)]
        done.add(index)
        if not entry.words:
            header, used = _column_labels(entries, index)
            if header is None:
                return None
            rows[index].insert(0, header)
            done |= used
    for index in _headers(entries, done):
        rows[index] = [entries[index].words]
        done.add(index)
    return _put_together(lines, rows, done)


def chunks(line: Line) -> list[Chunk]:
    """The cells of a line, parted by gaps."""
    if len(line.parts) == 1:
        return [Chunk(line.text, line.box)]
    size = line.em
    groups: list[list[Run]] = []
    for part in line.parts:
        if groups and part.box[0] - groups[-1][-1].box[2] < _CELLS * size:
            groups[-1].append(part)
        else:
            groups.append([part])
    return [Chunk("".join(r.text for r in group), around([r.box for r in group])) for group in groups]


def _ends_in_value(line: Line) -> bool:
    return _VALUE_END.search(line.text) is not None and _VALUE.fullmatch(chunks(line)[-1].text) is not None


def _entry(line: Line) -> _Entry:
    pieces = chunks(line)
    first = len(pieces)
    while first and _VALUE.fullmatch(pieces[first - 1].text):
        first -= 1
    return _Entry(line, tuple(pieces[:first]), tuple(pieces[first:]))


def _is_row(entry: _Entry) -> bool:
    """One label and up to three numbers after a wide gap, or many numbers, whose labels stand above."""
    if not entry.words:
        return len(entry.values) >= _MANY
    label = entry.words[0]
    if len(entry.words) > 1 or len(entry.values) > 3 or _PROSE.search(label.text) or label.text[-1].isdigit():
        return False
    return entry.values[0].box[0] - label.box[2] >= _WIDE * entry.line.em


def _column_labels(entries: Sequence[_Entry], index: int) -> tuple[tuple[Chunk, ...] | None, set[int]]:
    """The label over each number of a row that has none itself, put together from the lines above, and these lines.

    What stands over several numbers names a group. None unless every number has its own label and every label its
    own number: two numbers run together stand under two labels.
    """
    values = entries[index].values
    parts: list[list[Chunk]] = [[] for _ in values]
    used: set[int] = set()
    columns: list[tuple[float, float]] = []
    for above in range(index - 1, -1, -1):
        entry = entries[above]
        if entry.values or len(entry.words) < 3:
            break
        used.add(above)
        for chunk in entry.words:
            over = [n for n, v in enumerate(values) if chunk.box[0] < v.box[2] and v.box[0] < chunk.box[2]]
            if len(over) == 1:
                parts[over[0]].insert(0, chunk)
            if len(over) < 2:
                columns.append((chunk.box[0], chunk.box[2]))
    if not all(parts) or _disjoint(columns) != len(values):
        return None, set()
    return tuple(Chunk("".join(c.text for c in part), around([c.box for c in part])) for part in parts), used


def _disjoint(stretches: Sequence[tuple[float, float]]) -> int:
    """How many stretches remain when those that overlap are one."""
    count, end = 0, float("-inf")
    for left, right in sorted(stretches):
        count += left >= end
        end = max(end, right)
    return count


def _headers(entries: Sequence[_Entry], rows: set[int]) -> list[int]:
    """Lines right above a row that are cells of words."""
    found = []
    for index in range(len(entries) - 2, -1, -1):
        entry = entries[index]
        below = index + 1 in rows or index + 1 in found
        if below and index not in rows and len(entry.words) > 1 and not entry.values:
            found.append(index)
    return found


def _zones(entries: Sequence[_Entry]) -> list[list[int]]:
    """Runs of lines that have the same number of values, three or more, in the same columns."""
    zones: list[list[int]] = []
    bands: list[tuple[float, float]] = []
    for index, entry in enumerate(entries):
        if len(entry.values) < 3:
            intrudes = bands and any(chunk.box[2] > bands[0][0] + _SAME for chunk in (*entry.words, *entry.values))
            if intrudes:
                bands = []
            continue
        own = [(chunk.box[0], chunk.box[2]) for chunk in entry.values]
        merged = [(min(a, c), max(b, d)) for (a, b), (c, d) in zip(bands, own, strict=False)]
        apart = all(left[1] < right[0] for left, right in pairwise(merged))
        if bands and len(bands) == len(own) and apart:
            zones[-1].append(index)
            bands = merged
        else:
            zones.append([index])
            bands = own
    return [zone for zone in zones if len(zone) >= 3]


def _labelled(
    entries: Sequence[_Entry], zone: Sequence[int]
) -> tuple[list[tuple[int, tuple[Chunk, ...]]], set[int]] | None:
    """The zone's rows by the index of their first line, and the lines they use up; None when labels are in doubt."""
    edge = min(entries[index].values[0].box[0] for index in zone)
    first = zone[0]
    # A label that is centred beside its numbers begins some lines above them.
    while first and zone[0] - first < 6 and _beside(entries[first - 1], edge):
        first -= 1
    last = zone[-1]
    while last + 1 < len(entries) and last - zone[-1] < 6 and _beside(entries[last + 1], edge):
        last += 1
    blocks = _blocks(entries, range(first, last + 1))
    for anchor in (_top, _middle):
        owners = [_owner(blocks, entries[index], anchor) for index in zone]
        if None in owners or len({id(owner) for owner in owners}) < len(zone):
            continue
        rows: list[tuple[int, tuple[Chunk, ...]]] = []
        used = set(zone)
        for index, block in zip(zone, owners, strict=True):
            assert block is not None  # noqa: S101 - seen above
            rows.append((block[0][0], (_chunk(block), *entries[index].values)))
            used |= {n for n, _ in block}
        heads = [block for block in blocks if not any(block is owner for owner in owners)]
        rows += [(block[0][0], (_chunk(block),)) for block in heads if block[0][0] >= min(n for n, _ in rows)]
        return sorted(rows, key=lambda row: row[0]), used | {
            n for block in heads for n, _ in block if n in range(first, last + 1)
        }
    return None


_Block = list[tuple[int, Chunk]]


def _beside(entry: _Entry, edge: float) -> bool:
    return not entry.values and all(chunk.box[2] <= edge for chunk in entry.words)


def _blocks(entries: Sequence[_Entry], lines: range) -> list[_Block]:
    """Labels: each begins with an ordinal and goes on in the lines below that begin at the same left edge."""
    blocks: list[_Block] = []
    for index in lines:
        for chunk in entries[index].words:
            above = next((b for b in reversed(blocks) if abs(b[-1][1].box[0] - chunk.box[0]) <= _SAME), None)
            if _ORDINAL.match(chunk.text) or above is None:
                blocks.append([(index, chunk)])
            else:
                above.append((index, chunk))
    return [block for block in blocks if _ORDINAL.match(block[0][1].text)]


def _top(block: _Block) -> float:
    box = block[0][1].box
    return (box[1] + box[3]) / 2


def _middle(block: _Block) -> float:
    return (block[0][1].box[1] + block[-1][1].box[3]) / 2


def _owner(blocks: Sequence[_Block], entry: _Entry, at: Callable[[_Block], float]) -> _Block | None:
    """The rightmost label that stands at the height of a row's numbers: heads of several rows stand left of it."""
    near = [block for block in blocks if abs(at(block) - entry.middle) <= 0.3 * entry.line.em]
    return max(near, key=lambda block: block[0][1].box[0], default=None)


def _chunk(block: _Block) -> Chunk:
    box = around([chunk.box for _, chunk in block])
    text = wrapped([Line(chunk.text, chunk.box, ()) for _, chunk in block])
    return Chunk(text, box)


def _put_together(
    lines: Sequence[Line], rows: dict[int, list[tuple[Chunk, ...]]], done: set[int]
) -> list[Line | Aligned]:
    result: list[Line | Aligned] = []
    table: list[tuple[Chunk, ...]] = []
    for index, line in enumerate(lines):
        table += rows.get(index, ())
        if index in done:
            continue
        if table:
            result.append(Aligned(tuple(table)))
            table = []
        result.append(line)
    return [*result, Aligned(tuple(table))] if table else result
