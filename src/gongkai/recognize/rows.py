"""Which row of the standard a line's label names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.recognize.labels import key, ordinal_of, similarity
from gongkai.recognize.lines import Line, is_value
from gongkai.recognize.once import once
from gongkai.standard import BlockSpec, RowSpec, TableSpec

__all__ = ["Labels", "Named", "Unnamed", "known_words", "resolve"]

# A label that is not the official one binds from this likeness on when it stands where the row belongs (from the
# lowest, if it also has the row's number and group), and from the highest anywhere.
_NUMBERED, _LIKELY, _SURE = 0.4, 0.55, 0.8
_TELLING = 4


class Named(Struct, frozen=True):
    """A line's label: its index among the line's own cells, the index behind the last cell that is no value, the row
    it names for certain, or else its group if known."""

    index: int
    end: int
    row: RowSpec | None = None
    group: str = ""


class _Words(Struct, frozen=True):
    """The labels of a table's rows: the rows that each may name, which do so with which number, those that only one row
    has (by number and words); and the groups over rows."""

    rows: Mapping[str, Sequence[RowSpec]]
    numbered: frozenset[tuple[str, str]]
    alone: Mapping[tuple[str, str], RowSpec]
    groups: frozenset[str]
    every: frozenset[str]


def known_words(spec: TableSpec, texts: Iterable[str]) -> Mapping[str, str]:
    """The words of each of these texts that names a row or group of the table."""
    every = _words(spec).every
    return {text: words for text in texts if (words := key(text)) in every}


class Labels:
    """The labels of a table's rows, and the group that the lines read so far are in. `known` are the words of those
    texts in its lines that name rows or groups: `known_words`."""

    def __init__(self, spec: TableSpec, known: Mapping[str, str] = MappingProxyType({})) -> None:
        self.words = _words(spec)
        self.rows, self.groups = self.words.rows, self.words.groups
        self.known = known
        self.group = ""

    def is_row(self, text: str) -> bool:
        """Whether a text is a row's label, number and all: "（七）总计" is, "总计" alone may be a column's."""
        return (ordinal_of(text), key(text)) in self.words.numbered

    def find(self, line: Line) -> Named | None:
        """The label of a line, if it has one that is a row's."""
        own, known = line.own, self.known
        hits = [n for n, cell in enumerate(own) if cell.text in known]
        end = 0  # a row head that was joined over a row too many stands behind the label
        for index in reversed(hits):
            text = own[index].text
            words = known[text]
            if words in self.rows and not is_value(text):
                number = ordinal_of(text)
                row = self.words.alone.get((number, words))
                if row is None:  # as few
                    self._enter(own[:index])
                    row = self._row(number, words)
                if row is not None:
                    self.group = key(row.path[-1]) if row.path else ""
                    return Named(index, end or index + 1, row)
                if words not in self.groups:
                    return Named(index, end or index + 1, None, self.group)
            if not end and words in self.groups:
                end = index + 1
        return None

    def strange(self, line: Line, block: BlockSpec, values_from: int | None) -> Named | None:
        """The label of a line that has none of a row: the last of the words at its beginning, as many as the block has
        levels of labels. `values_from` is the column of the grid where the values begin, if that is known."""
        own = line.own
        depth = max(len(row.path) + 1 for row in block.rows)
        label = None
        for words, index in enumerate(line.filled):
            beyond = values_from is not None and words and line.starts[index] >= values_from
            if is_value(own[index].text) or words == depth or beyond:
                break
            label = index
        if label is None:
            return None
        self._enter(own[:label])
        if len(own) > label + 1:
            return Named(label, label + 1, None, self.group)
        self._enter(own[label:])  # a group's name on a line of its own
        return None

    def _enter(self, cells: Sequence[GridCell]) -> None:
        for cell in cells:
            if (words := self.known.get(cell.text)) in self.groups:
                self.group = words

    def _row(self, number: str, words: str) -> RowSpec | None:
        """The row with these words, unless its number and its group both speak against it."""
        every = self.rows[words]
        here = [row for row in every if not self.group or (row.path and key(row.path[-1]) == self.group)]
        for row in (*here, *every):
            if _same_number(number, row):
                return row
        # Words as long as these name one row only: "重复申请" does, "其他" does not.
        telling = len(words) >= _TELLING
        if here and (self.group or telling or not number):
            return here[0]
        return every[0] if not number and telling else None


@once
def _words(spec: TableSpec) -> _Words:
    rows: dict[str, list[RowSpec]] = {}
    for block in spec.blocks:
        for row in block.rows:
            for name in (row.label, *row.variants):
                if name and row not in rows.setdefault(key(name), []):
                    rows[key(name)].append(row)
    groups = frozenset(key(group) for block in spec.blocks for row in block.rows for group in row.path)
    numbered = {(number, words): named for words, named in rows.items() for row in named for number in _numbers(row)}
    alone = {each: named[0] for each, named in numbered.items() if len(named) == 1}
    return _Words(rows, frozenset(numbered), alone, groups, groups.union(rows))


@once
def _numbers(row: RowSpec) -> frozenset[str]:
    return frozenset(ordinal_of(name) for name in (row.label, *row.variants))


def _same_number(number: str, row: RowSpec) -> bool:
    return number in _numbers(row)


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
    own = ordinal_of(mine.text)
    for score, row in scored:
        due = number[row.id] in gap
        numbered = own and _same_number(own, row) and mine.group == (key(row.path[-1]) if row.path else "")
        if score >= _SURE or (due and score >= (_NUMBERED if numbered else _LIKELY)):
            return row
    return None
