"""Which grid is which table, in the shape of which standard; and the blocks of each section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.document import Document, Grid, Paragraph
from gongkai.recognize.binding import bind, votes
from gongkai.recognize.headings import Part
from gongkai.recognize.labels import key
from gongkai.report import LooseGrid, Passage, SectionBlock, Table, TableMark
from gongkai.standard import Standard, TableSpec

__all__ = ["Layout", "choose_layout", "read_tables"]

# A grid with fewer of a table's words than this is not that table.
_FEWEST = 2


class Layout(Struct, frozen=True):
    """By table id, the standards whose own words (those that no other standard has) stand in the grids."""

    by_table: Mapping[str, frozenset[str]]

    @property
    def clear(self) -> str | None:
        """The one standard that the words point to, if they agree."""
        every = set().union(*self.by_table.values()) if self.by_table else set()
        return every.pop() if len(every) == 1 else None


def choose_layout(document: Document, standards: Sequence[Standard]) -> Layout:
    """See which standard's own words the document's grids use."""
    words: dict[str, dict[str, set[str]]] = {}
    for standard in standards:
        for table in standard.tables:
            words.setdefault(table.id, {})[standard.id] = _words(table)
    present = {key(cell.text) for b in document.blocks if isinstance(b, Grid) for row in b.rows for cell in row}
    found: dict[str, frozenset[str]] = {}
    for table_id, by_standard in words.items():
        if not any(len(mine & present) >= _FEWEST for mine in by_standard.values()):
            continue
        marks = set()
        for name, mine in by_standard.items():
            others = set().union(*(w for other, w in by_standard.items() if other != name))
            if (mine - others) & present:
                marks.add(name)
        found[table_id] = frozenset(marks)
    return Layout(found)


def _words(table: TableSpec) -> set[str]:
    return {
        key(name) for block in table.blocks for spec in block.specs for name in (spec.label, *spec.variants) if name
    }


def read_tables(
    parts: Sequence[Part], standard: Standard, standards: Mapping[str, Standard], layout: Layout
) -> tuple[tuple[Table, ...], list[tuple[SectionBlock, ...]]]:
    """Bind every grid; return the tables, and for each part its blocks with marks where the tables were.

    A table is read in the report's own standard unless only another standard's words stand in it.
    """
    tables: list[Table] = []
    blocks: list[tuple[SectionBlock, ...]] = []
    for part in parts:
        own: list[SectionBlock] = []
        label = _label(part)
        run: list[Paragraph | Grid] = []
        running: str | None = None
        for block in (*part.blocks, None):
            table_id = _table_of(block, standard, standards) if isinstance(block, Grid) else None
            if running and (block is None or (isinstance(block, Grid) and table_id != running)):
                own.append(TableMark(len(tables)))
                tables.append(_bind(run, running, standard, standards, layout, part.id))
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


def _table_of(grid: Grid, standard: Standard, standards: Mapping[str, Standard]) -> str | None:
    scores: dict[str, int] = {}
    for each in (standard, *(s for name, s in sorted(standards.items()) if s is not standard)):
        for table in each.tables:
            scores[table.id] = max(scores.get(table.id, 0), len(votes(grid, table)))
    best = max(scores, key=lambda name: scores[name])
    # A stretch of one or two rows, split off by an empty line, has one of the table's words to show.
    return best if scores[best] >= (_FEWEST if len(grid.rows) > 2 else 1) else None


def _bind(
    run: Sequence[Paragraph | Grid],
    table_id: str,
    standard: Standard,
    standards: Mapping[str, Standard],
    layout: Layout,
    section: str | None,
) -> Table:
    marks = layout.by_table.get(table_id, frozenset())
    shape = standard
    if (marks and standard.id not in marks) or standard.table(table_id) is None:
        shape = standards[max(marks)] if marks else _any(standards, table_id)
    spec = shape.table(table_id) or _any(standards, table_id).table(table_id)
    assert spec is not None  # noqa: S101 - `_any` returns only standards that have the table
    return bind(run, spec, shape.id, section)


def _any(standards: Mapping[str, Standard], table_id: str) -> Standard:
    return next(s for _, s in sorted(standards.items()) if s.table(table_id))


def _label(part: Part) -> Text:
    if part.head is None:
        return Text(zh="开头部分", en="opening")
    name = f"{part.ordinal}、{part.heading}" if part.ordinal else part.heading
    return Text(zh=f"“{name}”部分", en=f"section “{name}”")
