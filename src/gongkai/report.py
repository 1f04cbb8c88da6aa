"""The normalized report: what rules see. Every value is frozen; every part knows its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeAlias

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.document import Paragraph, Reading
from gongkai.number import State
from gongkai.place import At, Excerpt, Place, Where
from gongkai.standard import SectionSpec, Standard, TableSpec

__all__ = [
    "Body",
    "Caption",
    "Cell",
    "Column",
    "Fidelity",
    "Level",
    "LooseGrid",
    "Passage",
    "Period",
    "Report",
    "Row",
    "Section",
    "SectionBlock",
    "Source",
    "Stated",
    "Table",
    "TableMark",
]

Level = Literal["national", "province", "city", "county", "township"]
Source = Literal["title", "preamble", "text", "metadata", "file_name", "configuration"]


_NONE = Decimal(0)


class Cell(Struct, frozen=True, gc=False):
    """A data cell as printed, with what it is: a number, blank, a placeholder, or text."""

    column: str
    text: str
    state: State
    value: Decimal | None
    at: At


class Row(Struct, frozen=True, kw_only=True, gc=False):
    """A data row in reading order. `id` is None for a row that the standard does not have.

    `loose` holds values whose column cannot be known; such a row has no `cells`.
    """

    id: str | None
    block: str
    label: str
    path: tuple[str, ...] = ()
    at: At
    cells: tuple[Cell, ...] = ()
    loose: tuple[Cell, ...] = ()


class Column(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A column as its header reads. `id` is None for a column that the standard does not have."""

    id: str | None
    block: str
    label: str
    at: At


class Caption(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """The caption of a block as it reads."""

    block: str
    text: str
    at: At


class Table(Struct, frozen=True, kw_only=True, dict=True):
    """A table bound to a standard's table. `standard` is the format whose shape it has, which may not be the
    format that its year asks for; `section` is where it was found; `corner` is the header's first cell."""

    id: str
    standard: str
    spec: TableSpec
    section: str | None
    at: At
    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = ()
    captions: tuple[Caption, ...] = ()
    corner: str = ""

    @cached_property
    def _index(self) -> dict[tuple[str, str], Cell]:
        return {(row.id, cell.column): cell for row in reversed(self.rows) if row.id for cell in row.cells}

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], Decimal]:
        return {place: c.value for place, c in self._index.items() if c.value is not None}

    @property
    def numbers(self) -> Mapping[tuple[str, str], Decimal]:
        """The cells that are numbers, by row id and column id."""
        return MappingProxyType(self._numbers)

    @cached_property
    def odd_cells(self) -> tuple[tuple[Row, Cell], ...]:
        """Each cell, placed or loose, that is no natural number in plain digits, with its row: few of most tables."""
        return tuple(
            [
                (row, cell)
                for row in self.rows
                for cell in (*row.cells, *row.loose)
                if cell.text != "0" and not _is_natural(cell)
            ]
        )

    def cell(self, row: str, column: str) -> Cell | None:
        """The cell, or None where it is missing or could not be placed."""
        return self._index.get((row, column))

    def value(self, row: str, column: str) -> Decimal | None:
        """The cell's number, or None for a blank, a placeholder, text, or no cell."""
        return self._numbers.get((row, column))

    def total(self, cells: Iterable[tuple[str, str]]) -> Decimal | None:
        """The sum of cells, each by row id and column id; None where one has no number."""
        try:
            return sum(map(self._numbers.__getitem__, cells), _NONE)
        except KeyError:
            return None

    def row(self, row_id: str) -> Row | None:
        return next((row for row in self.rows if row.id == row_id), None)

    def place(self, row: str | None = None, column: str | None = None) -> Place:
        """The place of a cell, a row, a column, or (without arguments) the table."""
        found = self.row(row) if row else None
        cell = self.cell(row, column) if row and column else None
        heading = next((c for c in self.columns if column and c.id == column), None)
        at = cell.at if cell else found.at if found else heading.at if heading else self.at
        where = Where(self.section, self.id, row, column, self._label(row, column))
        return Place(where, at, self._excerpt(found, cell) if found else None)

    def row_place(self, row: Row) -> Place:
        """The place of a row, also of one that the standard does not have."""
        if row.id:
            return self.place(row.id)
        label = Text(zh=f"{self.spec.name.zh} “{row.label}”行", en=f"{self.spec.name.en}, row “{row.label}”")
        return Place(Where(self.section, self.id, None, None, label), row.at, self._excerpt(row, None))

    def _label(self, row: str | None, column: str | None) -> Text:
        zh, en = [self.spec.name.zh], [self.spec.name.en]
        block = None
        if row and row in self.spec.rows:
            number, block, spec = self.spec.rows[row]
            if spec.label:
                zh.append(f"第{number}行“{spec.label}”")
                en.append(f"row {number} “{spec.label}”")
        if column:
            blocks = (block,) if block else self.spec.blocks
            found = next((s for b in blocks if (s := self.spec.column(b, column))), None)
            name = "／".join((*found.path, found.label)) if found else column
            zh.append(f"{name}列")
            en.append(f"column “{name}”")
        return Text(zh=" ".join(zh), en=", ".join(en))

    def _excerpt(self, row: Row, cell: Cell | None) -> Excerpt:
        text, start, end = row.label, 0, len(row.label)
        for each in row.cells or row.loose:
            text += " | "
            if each is cell:
                start, end = len(text), len(text) + max(len(each.text), 1)
            text += each.text or " "
        return Excerpt(text, start, end)


def _is_natural(cell: Cell) -> bool:
    text = cell.text
    return text.isascii() and text.isdigit() and text[0] != "0" and cell.state == "number"


class Passage(Struct, frozen=True, kw_only=True, tag="paragraph", gc=False):
    """A paragraph of the report with the section it stands in."""

    paragraph: Paragraph
    section: str | None
    label: Text

    @property
    def text(self) -> str:
        return self.paragraph.text

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of text[start:end]; by default of the whole paragraph."""
        end = len(self.text) if end is None else end
        return Place(
            Where(section=self.section, label=self.label),
            self.paragraph.at_span(start, end),
            Excerpt(self.text, start, end),
        )


class TableMark(Struct, frozen=True, tag="table", gc=False):
    """Stands in a section's blocks where a bound table was; `index` is its place in `Report.tables`."""

    index: int


class LooseGrid(Struct, frozen=True, kw_only=True, tag="grid"):
    """A grid that is none of the standard's tables."""

    rows: tuple[tuple[str, ...], ...]
    at: At


SectionBlock: TypeAlias = Passage | TableMark | LooseGrid


class Section(Struct, frozen=True, kw_only=True, dict=True):
    """A first-level section. `id` is None when the standard has no such section; `ordinal` is as printed."""

    id: str | None
    ordinal: str
    heading: str
    at: At
    blocks: tuple[SectionBlock, ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Passage))

    @property
    def name(self) -> str:
        """The heading as printed, with its ordinal."""
        return f"{self.ordinal}、{self.heading}" if self.ordinal else self.heading

    def place(self) -> Place:
        """The place of the heading."""
        label = Text(zh=f"“{self.name}”", en=f"section “{self.name}”")
        return Place(Where(section=self.id, label=label), self.at, Excerpt(self.name, 0, len(self.name)))


class Stated(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Something the report says of itself, with the source it was read from and its place."""

    value: str
    source: Source
    place: Place


class Period(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The period the data are said to cover. A date is None where it is not stated or not a real date."""

    start: date | None
    end: date | None
    text: str
    place: Place


class Body(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What kind of body reports, as far as its name tells; None is unknown."""

    kind: Literal["government", "department", "subdistrict", "public_service", "national"] | None = None
    level: Level | None = None


class Fidelity(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How much of the file was understood: found of expected, and values that could be put in no column: those of
    rows with too few or too many, and numbers in grids of the sections that are no table of the standard."""

    sections: int
    sections_expected: int
    tables: int
    tables_expected: int
    cells: int
    cells_expected: int
    loose_cells: int = 0

    @property
    def score(self) -> float:
        """The smallest of the three shares, 0 to 1, rounded to three digits."""
        pairs = (
            (self.sections, self.sections_expected),
            (self.tables, self.tables_expected),
            (self.cells, self.cells_expected),
        )
        return round(min((min(found / expected, 1.0) for found, expected in pairs if expected), default=0.0), 3)


class Report(Struct, frozen=True, kw_only=True, dict=True):
    """One report. `fiscal_year` is the year that chose the standard; `years` is every statement of it."""

    path: str
    format: str
    standard: Standard
    fiscal_year: int | None
    title: Stated | None
    agency: Stated | None
    body: Body
    years: tuple[Stated, ...]
    period: Period | None
    published: tuple[Stated, ...]
    preamble: tuple[Passage, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    readings: tuple[Reading, ...] = ()
    fidelity: Fidelity

    def section(self, section_id: str) -> Section | None:
        """The first section with this id."""
        for section in self.sections:
            if section.id == section_id:
                return section
        return None

    def table(self, table_id: str) -> Table | None:
        """The first table with this id."""
        for table in self.tables:
            if table.id == table_id:
                return table
        return None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All prose in reading order: the preamble, then every section."""
        return (*self.preamble, *(passage for section in self.sections for passage in section.passages))

    @property
    def is_blank_form(self) -> bool:
        """Whether it is the printed form and no report: it names no body, and not one data cell is filled in."""
        if self.agency is not None:
            return False
        cells = [cell for table in self.tables for row in table.rows for cell in (*row.cells, *row.loose)]
        return bool(cells) and all(cell.state == "blank" for cell in cells)

    def specs(self) -> Iterator[tuple[SectionSpec, Section | None]]:
        """The standard's sections, each with the one found in the report."""
        for spec in self.standard.sections:
            yield spec, self.section(spec.id)

    def place(self) -> Place:
        """The place of the report as a whole: its title, or the beginning of the file."""
        if self.title:
            return self.title.place
        return Place(Where(label=Text(zh="全文", en="whole report")), At())
