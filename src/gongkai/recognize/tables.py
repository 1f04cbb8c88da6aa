"""Which grid is which table, in the shape of which standard; and the blocks of each section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.document import Document, Grid, Paragraph
from gongkai.recognize.binding import bind
from gongkai.recognize.columns import column_words
from gongkai.recognize.headings import Part
from gongkai.recognize.labels import key
from gongkai.recognize.once import once, once_together
from gongkai.report import LooseGrid, Passage, SectionBlock, Table, TableMark
from gongkai.standard import Standard, TableSpec

__all__ = ["OwnWords", "own_words", "read_tables"]

# A grid with fewer of a table's words than this is not that table.
_FEWEST = 2


class OwnWords(Struct, frozen=True):
    """By table id, the standards whose own words (those that no other standard has) stand in the grids."""

    by_table: Mapping[str, frozenset[str]]

    @property
    def clear(self) -> str | None:
        """The one standard that the words point to, if they agree."""
        every = set().union(*self.by_table.values()) if self.by_table else set()
        return every.pop() if len(every) == 1 else None


def own_words(document: Document, standards: Sequence[Standard]) -> OwnWords:
    """See which standard's own words the document's grids use."""
    present = set[str]().union(*[_present(block) for block in document.blocks if isinstance(block, Grid)])
    found: dict[str, frozenset[str]] = {}
    for table_id, shapes in _shapes(standards).items():
        if any(len(shape.labels & present) >= _FEWEST for shape in shapes):
            marks = [shape.standard for shape in shapes if not shape.alone.isdisjoint(present)]
            marks = marks or [shape.standard for shape in shapes if not shape.alone_as_label.isdisjoint(present)]
            found[table_id] = frozenset(marks)
    return OwnWords(found)


def _present(grid: Grid) -> frozenset[str]:
    return frozenset(map(key, grid.texts))


class _Shape(Struct, frozen=True):
    """A table as one standard has it: its labels; those that are no word of the same table in any other standard; those
    that are no label there; and the column words that only the others have.

    A row of one format may be a group of rows in another (（六）其他处理): such a word tells nothing beside words that
    only one format has at all.
    """

    standard: str
    spec: TableSpec
    labels: frozenset[str]
    alone: frozenset[str]
    alone_as_label: frozenset[str]
    foreign: frozenset[str]


@once_together
def _shapes(standards: Sequence[Standard]) -> Mapping[str, Sequence[_Shape]]:
    """By table id, the table as each of the standards has it, in their order."""
    shapes: dict[str, list[_Shape]] = {}
    for standard in standards:
        for table in standard.tables:
            others = [t for s in standards if s is not standard for t in s.tables if t.id == table.id]
            labels = _labels(table)
            shape = _Shape(
                standard.id,
                table,
                labels,
                labels.difference(*map(_words, others)),
                labels.difference(*map(_labels, others)),
                frozenset().union(*map(_columns, others)) - _columns(table),
            )
            shapes.setdefault(table.id, []).append(shape)
    return shapes


@once
def _labels(table: TableSpec) -> frozenset[str]:
    names = (name for block in table.blocks for spec in block.specs for name in (spec.label, *spec.variants))
    return frozenset(key(name) for name in names if name)


@once
def _words(table: TableSpec) -> frozenset[str]:
    """Its labels and the groups over them."""
    return _labels(table).union(key(group) for block in table.blocks for spec in block.specs for group in spec.path)


@once
def _columns(table: TableSpec) -> frozenset[str]:
    return frozenset(word for block in table.blocks for word in column_words(block))


def read_tables(
    parts: Sequence[Part], standard: Standard, standards: Mapping[str, Standard], words: OwnWords
) -> tuple[tuple[Table, ...], list[tuple[SectionBlock, ...]]]:
    """Bind every grid; return the tables, and for each part its blocks with marks where the tables were.

    A table is read in the report's own standard unless only another standard's words stand in it.
    """
    binder = _Binder(standard, standards, words)
    tables: list[Table] = []
    blocks: list[tuple[SectionBlock, ...]] = []
    for part in parts:
        own: list[SectionBlock] = []
        label = _label(part)
        run: list[Paragraph | Grid] = []
        running: str | None = None
        for block in (*part.blocks, None):
            table_id = binder.table_of(block) if isinstance(block, Grid) else None
            if running and (block is None or (isinstance(block, Grid) and table_id != running)):
                found = binder.bind(run, running, part.id)
                own += [TableMark(len(tables) + n) for n in range(len(found))]
                tables += found
                run, running = [], None
            if isinstance(block, Grid):
                if table_id is None:
                    own.append(LooseGrid(rows=tuple(tuple(c.text for c in r) for r in block.rows), at=block.at))
                    continue
                if running is None:
                    run = [*_captions(part.blocks, block)]
                running = table_id
                run.append(block)
            elif isinstance(block, Paragraph):
                own.append(Passage(paragraph=block, section=part.id, label=label))
                if running:
                    run.append(block)
        blocks.append(tuple(own))
    return tuple(tables), blocks


def _captions(blocks: Sequence[Paragraph | Grid], grid: Grid) -> list[Paragraph]:
    """The paragraph right before a grid, where a text copy has the first block's caption."""
    before = blocks[blocks.index(grid) - 1] if blocks.index(grid) else None
    return [before] if isinstance(before, Paragraph) else []


class _Binder:
    """Says which table a grid is, and binds it in the shape of the right standard."""

    def __init__(self, standard: Standard, standards: Mapping[str, Standard], words: OwnWords) -> None:
        self.standard, self.standards, self.own_words = standard, standards, words
        every = (standard, *(s for name, s in sorted(standards.items()) if s is not standard))
        self.shapes = _shapes(every)
        self.known = [(shape.spec.id, _words(shape.spec)) for same in self.shapes.values() for shape in same]

    def table_of(self, grid: Grid) -> str | None:
        """The table whose words stand in the grid."""
        present = _present(grid)
        scores: dict[str, int] = {}
        for table_id, words in self.known:
            score = len(words & present)
            if score > scores.get(table_id, -1):
                scores[table_id] = score
        best = max(scores, key=scores.__getitem__)
        # A stretch of one or two rows, split off by an empty line, has one of the table's words to show.
        return best if scores[best] >= (_FEWEST if len(grid.rows) > 2 else 1) else None

    def bind(self, run: Sequence[Paragraph | Grid], table_id: str, section: str | None) -> tuple[Table, ...]:
        marks = self.own_words.by_table.get(table_id, frozenset())
        shapes = self.shapes[table_id]
        # The report's own standard is the first; another's shape counts only if its words alone are there.
        named = [shape for shape in shapes if shape.standard in marks]
        shape = shapes[0] if not named or shapes[0].standard in marks else named[-1]
        return bind(run, shape.spec, shape.standard, section, shape.foreign)


def _label(part: Part) -> Text:
    if part.head is None:
        return Text(zh="开头部分", en="opening")
    name = f"{part.ordinal}、{part.heading}" if part.ordinal else part.heading
    return Text(zh=f"“{name}”部分", en=f"section “{name}”")
