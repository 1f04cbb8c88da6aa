"""An official report format as data: its years, sections, tables, rows, columns and sums."""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.instrument import Cite
from gongkai.number import Kind
from gongkai.vocabulary import Vocabulary

__all__ = [
    "DISCLOSURE",
    "BlockSpec",
    "ColumnSpec",
    "EquationSpec",
    "Outline",
    "RowSpec",
    "SectionSpec",
    "Specimen",
    "Standard",
    "SumSpec",
    "TableSpec",
    "Years",
]


DISCLOSURE = "disclosure"
"""The kind of report that a standard or rule is about if it does not say otherwise."""


class Years(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Fiscal years from first to last, both included; `last` None is open."""

    first: int
    last: int | None = None

    def __contains__(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)


class SectionSpec(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A first-level section. `variants` are other headings in harmless use; `content` is what belongs in it."""

    id: str
    ordinal: str
    heading: str
    variants: tuple[str, ...] = ()
    content: Literal["prose", "table", "any"] = "any"


class ColumnSpec(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A column: its printed label, the group labels above it, and what its cells hold."""

    id: str
    label: str
    path: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    kind: Kind = "count"


class RowSpec(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A data row: its printed label, the group labels before it, and the article it rests on."""

    id: str
    label: str
    path: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    basis: tuple[Cite, ...] = ()


class BlockSpec(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, dict=True):
    """A part of a table with its own header. `corner` is the printed text of the header's first cell."""

    id: str
    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...]
    caption: str | None = None
    corner: str = ""

    @property
    def specs(self) -> tuple[RowSpec | ColumnSpec, ...]:
        """Its rows, then its columns."""
        return (*self.rows, *self.columns)

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """What the cells of each column hold, by column id."""
        return {column.id: column.kind for column in self.columns}


class EquationSpec(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Sum of `left` equals sum of `right`, or (`relation` ">=") is at least that.

    Along `rows`, the terms are column ids and the equation holds in each row that has them all; along
    `columns`, the terms are row ids and it holds in each column. `printed` says that the form itself states it.
    `rule` is the id of the rule that tells when it does not hold; without one, a rule for all such equations does.
    """

    id: str
    name: Text
    along: Literal["rows", "columns"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Literal["=", ">="] = "="
    rule: str = ""
    printed: bool = False
    basis: tuple[Cite, ...] = ()


class SumSpec(Struct, frozen=True):
    """An equation in one row or one column: its terms as (row id, column id)."""

    equation: EquationSpec
    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        return (*self.left, *self.right)


Outline: TypeAlias = tuple[list[tuple[str, str | None, str]], list[tuple[str, str | None, str, int, int]], list[str]]
"""What a table consists of, in reading order: its columns (block, id, label); its rows (block, id, label, the number of
their cells, and of values whose column cannot be known); and the column of every cell."""


class TableSpec(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, dict=True):
    """A table: where it belongs, what people call it, its blocks and its sums."""

    id: str
    section: str
    name: Text
    blocks: tuple[BlockSpec, ...]
    equations: tuple[EquationSpec, ...] = ()

    @cached_property
    def places(self) -> tuple[tuple[BlockSpec, RowSpec, ColumnSpec], ...]:
        """Every data cell of the table in reading order."""
        return tuple((b, r, c) for b in self.blocks for r in b.rows for c in b.columns)

    @cached_property
    def rows(self) -> dict[str, tuple[int, BlockSpec, RowSpec]]:
        """Row by id, with its number in the table (from 1) and its block."""
        every = ((block, row) for block in self.blocks for row in block.rows)
        return {row.id: (number, block, row) for number, (block, row) in enumerate(every, 1)}

    @cached_property
    def columns(self) -> dict[tuple[str, str], ColumnSpec]:
        """Column by the ids of its block and its own."""
        return {(block.id, column.id): column for block in self.blocks for column in block.columns}

    @cached_property
    def outline(self) -> Outline:
        """A table as the form prints it."""
        return (
            [(block.id, column.id, column.label) for block in self.blocks for column in block.columns],
            [(block.id, row.id, row.label, len(block.columns), 0) for block in self.blocks for row in block.rows],
            [column.id for _, _, column in self.places],
        )

    @cached_property
    def texts(self) -> frozenset[str]:
        """All that the form prints: captions, corners, labels, and the groups of labels."""
        blocks = [text for block in self.blocks for text in (block.caption or "", block.corner)]
        return frozenset((*blocks, *(t for b in self.blocks for spec in b.specs for t in (spec.label, *spec.path))))

    @cached_property
    def sums(self) -> tuple[SumSpec, ...]:
        """Every equation of the table, once for each row or column that it runs along."""
        return tuple(each for equation in self.equations for block in self.blocks for each in _sums(equation, block))

    @cached_property
    def balances(self) -> tuple[SumSpec, ...]:
        """The sums whose two sides are equal."""
        return tuple(each for each in self.sums if each.equation.relation == "=")

    @cached_property
    def bounds(self) -> tuple[SumSpec, ...]:
        """The sums whose left side is at least the right."""
        return tuple(each for each in self.sums if each.equation.relation == ">=")

    @cached_property
    def sides(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """Each cell of `balances` with the sides it stands on: of the first of them the left is side 0 and the right
        side 1, of the next 2 and 3, and so on."""
        found: dict[tuple[str, str], list[int]] = {}
        for side, cells in enumerate([cells for each in self.balances for cells in (each.left, each.right)]):
            for cell in cells:
                found.setdefault(cell, []).append(side)
        return {cell: tuple(sides) for cell, sides in found.items()}

    def column(self, block: BlockSpec, column_id: str) -> ColumnSpec | None:
        return next((column for column in block.columns if column.id == column_id), None)


def _sums(equation: EquationSpec, block: BlockSpec) -> Iterator[SumSpec]:
    terms = {*equation.left, *equation.right}
    if equation.along == "rows" and terms <= {column.id for column in block.columns}:
        for row in block.rows:
            left, right = (tuple((row.id, c) for c in side) for side in (equation.left, equation.right))
            yield SumSpec(equation, left, right)
    elif equation.along == "columns" and terms <= {row.id for row in block.rows}:
        for column in block.columns:
            left, right = (tuple((r, column.id) for r in side) for side in (equation.left, equation.right))
            yield SumSpec(equation, left, right)


class Specimen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A made-up correct report in this format: the base of examples and test reports.

    `cells` is table id → row id → column id → text; cells left out are "0".
    """

    agency: str
    year: int
    title: str
    preamble: str
    sections: dict[str, str]
    cells: dict[str, dict[str, dict[str, str]]] = {}


class Standard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """One official format of a kind of report. `title_term` is how such a report calls itself in its title;
    `companion_words` in a title tell that the page is about a report (an explanation, a chart), not one.
    `vocabulary` holds the words for what its prose counts."""

    id: str
    name: Text
    kind: str = DISCLOSURE
    basis: Cite
    years: Years
    title_term: str
    title_variants: tuple[str, ...] = ()
    companion_words: tuple[str, ...] = ()
    sections: tuple[SectionSpec, ...]
    tables: tuple[TableSpec, ...]
    specimen: Specimen
    vocabulary: Vocabulary = Vocabulary()

    @cached_property
    def cell_count(self) -> int:
        return sum(len(table.places) for table in self.tables)

    def section(self, section_id: str) -> SectionSpec | None:
        return next((section for section in self.sections if section.id == section_id), None)

    def table(self, table_id: str) -> TableSpec | None:
        return next((table for table in self.tables if table.id == table_id), None)

    def faults(self) -> Iterator[str]:
        """What a schema cannot say: ids that clash, and sums or sections that name what is not there."""
        yield from self.vocabulary.faults()
        sections = {section.id for section in self.sections}
        if len(sections) != len(self.sections):
            yield "sections: an id is used twice"
        if len({table.id for table in self.tables}) != len(self.tables):
            yield "tables: an id is used twice"
        for table in self.tables:
            where = f"tables.{table.id}"
            if table.section not in sections:
                yield f"{where}.section: no section “{table.section}”"
            rows = [row.id for block in table.blocks for row in block.rows]
            if len(set(rows)) != len(rows):
                yield f"{where}: a row id is used twice"
            columns = {column.id for block in table.blocks for column in block.columns}
            for equation in table.equations:
                known = columns if equation.along == "rows" else set(rows)
                for term in (*equation.left, *equation.right):
                    if term not in known:
                        yield f"{where}.equations.{equation.id}: no row or column “{term}”"
