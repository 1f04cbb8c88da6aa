"""The normalized report: what rules see. Every value is frozen; every part knows its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.document import Paragraph, Reading
from gongkai.place import At, Excerpt, Place, Where
from gongkai.standard import SectionSpec, Standard
from gongkai.table import Caption, Cell, Column, Row, Table

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

BodyKind = Literal["government", "department", "subdistrict", "public_service", "national"]
Level = Literal["national", "province", "city", "county", "township"]
Source = Literal["title", "preamble", "text", "metadata", "file_name", "configuration"]


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
        return tuple([block for block in self.blocks if isinstance(block, Passage)])

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

    kind: BodyKind | None = None
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


class Report(Struct, frozen=True, kw_only=True, dict=True, weakref=True):
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
        return self._sections.get(section_id)

    def table(self, table_id: str) -> Table | None:
        """The first table with this id."""
        return self._tables.get(table_id)

    @cached_property
    def _sections(self) -> dict[str | None, Section]:
        return {section.id: section for section in reversed(self.sections)}

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {table.id: table for table in reversed(self.tables)}

    @cached_property
    def headings_follow_form(self) -> bool:
        """Whether the first-level sections are those of the standard, each once and in order, under the very ordinals and
        headings that it prints, as in most reports: rules on how headings differ need not look at them."""
        return [(each.id, each.ordinal, each.heading) for each in self.sections] == [
            (spec.id, spec.ordinal, spec.heading) for spec in self.standard.sections
        ]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All prose in reading order: the preamble, then every section."""
        return (*self.preamble, *[passage for section in self.sections for passage in section.passages])

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
