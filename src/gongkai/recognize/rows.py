"""Which row of the standard a line's label names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.recognize.columns import Header
from gongkai.recognize.labels import key, similarity, split_ordinal
from gongkai.recognize.lines import Line, is_value
from gongkai.recognize.once import once
from gongkai.standard import BlockSpec, RowSpec, TableSpec

__all__ = ["Labels", "Named", "Unnamed", "resolve"]

# A label that is not the official one binds from this likeness on when it stands where the row belongs (from the
# lowest, if it also has the row's number and group), and from the highest anywhere.
_NUMBERED, _LIKELY, _SURE = 0.4, 0.55, 0.8
_TELLING = 4


class Named(Struct, frozen=True):
    """A line's label: its index among the line's own cells, the index behind the last cell that is no value, the row
    it names for certain, its group if known."""

    index: int
    end: int
    row: RowSpec | None = None
    group: str = ""


class Labels:
    """The labels of a table's rows, and the group that the lines read so far are in."""

    def __init__(self, spec: TableSpec) -> None:
        self.rows, self.groups = _words(spec)
        self.group = ""

    def is_row(self, text: str) -> bool:
        """Whether a text is a row's label, number and all: "（七）总计" is, "总计" alone may be a column's."""
        rows = self.rows.get(key(text))
        if not rows:
            return False
        ordinal = split_ordinal(text)[0]
        return any(_same_number(ordinal, row) for row in rows)

    def find(self, line: Line, block: BlockSpec, header: Header | None) -> Named | None:
        """The label of a line, if it has one. `header` is the block's, if its columns are where its labels stand."""
        own = line.own
        end = 0  # a row head that was joined over a row too many stands behind the label
        for index in range(len(own) - 1, -1, -1):
            text = own[index][1].text
            words = key(text)
            if words in self.rows and not is_value(text):
                self._enter(own[:index])
                row = self._row(text)
                if row is not None or words not in self.groups:
                    group = self.group
                    if row is not None:
                        self.group = key(row.path[-1]) if row.path else ""
                    return Named(index, end or index + 1, row, group)
            if not end and words in self.groups:
                end = index + 1
        return self._strange(own, block, header.start if header else None)

    def _strange(
        self, own: Sequence[tuple[int, GridCell]], block: BlockSpec, values_from: int | None
    ) -> Named | None:
        """The last of the words at the beginning of the line, as many as the block has levels of labels."""
        depth = max(len(row.path) + 1 for row in block.rows)
        label = None
        words = 0
        for index, (x, cell) in enumerate(own):
            if not cell.text.strip():
                continue
            if is_value(cell.text) or words == depth or (values_from is not None and words and x >= values_from):
                break
            words += 1
            label = index
        if label is None:
            return None
        self._enter(own[:label])
        if len(own) > label + 1:
            return Named(label, label + 1, None, self.group)
        self._enter(own[label : label + 1])  # a group's name on a line of its own
        return None

    def _enter(self, cells: Sequence[tuple[int, GridCell]]) -> None:
        for _, cell in cells:
            if key(cell.text) in self.groups:
                self.group = key(cell.text)

    def _row(self, text: str) -> RowSpec | None:
        """The row with these words, unless its number and its group both speak against it."""
        ordinal = split_ordinal(text)[0]
        every = self.rows[key(text)]
        if len(every) == 1 and _same_number(ordinal, every[0]):
            return every[0]  # as most
        here = [row for row in every if not self.group or (row.path and key(row.path[-1]) == self.group)]
        for row in (*here, *every):
            if _same_number(ordinal, row):
                return row
        # Words as long as these name one row only: "重复申请" does, "其他" does not.
        telling = len(key(text)) >= _TELLING
        if here and (self.group or telling or not ordinal):
            return here[0]
        return every[0] if not ordinal and telling else None


@once
def _words(spec: TableSpec) -> tuple[Mapping[str, Sequence[RowSpec]], frozenset[str]]:
    """The rows with each label, and the groups over them."""
    rows: dict[str, list[RowSpec]] = {}
    for block in spec.blocks:
        for row in block.rows:
            for name in (row.label, *row.variants):
                if name and row not in rows.setdefault(key(name), []):
                    rows[key(name)].append(row)
    return rows, frozenset(key(group) for block in spec.blocks for row in block.rows for group in row.path)


@once
def _numbers(row: RowSpec) -> frozenset[str]:
    return frozenset(split_ordinal(name)[0] for name in (row.label, *row.variants))


def _same_number(ordinal: str, row: RowSpec) -> bool:
    return ordinal in _numbers(row)


class Unnamed(Struct, frozen=True):
    """A label that is none of the official ones: its text and group."""

    text: str
    group: str


def resolve(spec: TableSpec, found: Sequence[RowSpec | Unnamed]) -> Iterator[RowSpec | None]:
    """For each row read, the standard's row: those named for certain, and those that can be told by likeness and
    place. A row of the standard is given away by likeness only once."""
    every = [row for block in spec.blocks for row in block.rows]
    number = {row.id: n for n, row in enumerate(every)}
    taken = {row.id for row in found if isinstance(row, RowSpec)}
    for n, mine in enumerate(found):
        if isinstance(mine, RowSpec):
            yield mine
            continue
        before = next((number[r.id] for r in reversed(found[:n]) if isinstance(r, RowSpec)), -1)
        after = next((number[r.id] for r in found[n + 1 :] if isinstance(r, RowSpec)), len(every))
        best = _best(
            mine, [row for row in every if row.id not in taken and row.label], range(before + 1, after), number
        )
        if best:
            taken.add(best.id)
        yield best


def _best(mine: Unnamed, free: Sequence[RowSpec], gap: range, number: dict[str, int]) -> RowSpec | None:
    scored = sorted(((similarity(mine.text, (row.label, *row.variants)), row) for row in free), key=lambda p: -p[0])
    ordinal = split_ordinal(mine.text)[0]
    for score, row in scored:
        due = number[row.id] in gap
        numbered = ordinal and _same_number(ordinal, row) and mine.group == (key(row.path[-1]) if row.path else "")
        if score >= _SURE or (due and score >= (_NUMBERED if numbered else _LIKELY)):
            return row
    return None
