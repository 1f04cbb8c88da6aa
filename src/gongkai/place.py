"""Places: what a finding is about (`Where`), where it stands in the file (`At`), and its words (`Excerpt`)."""

from __future__ import annotations

from msgspec import Struct

from gongkai.bilingual import Text

__all__ = ["NOWHERE", "At", "Excerpt", "Place", "Where"]


class At(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A position in the source file. Every field is optional; a reader fills in those its format has.

    Lines, columns, pages, paragraphs, tables, rows and cells count from 1; columns are code points and
    `end_column` is exclusive. `box` is left, top, right, bottom in points from the page's top left corner.
    For a cell of a table in flowing text, `paragraph` is the last paragraph before the table.
    `part` names a part of a packed file (a DOCX part, a worksheet); `pointer` is a JSON pointer.
    """

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    part: str | None = None
    pointer: str | None = None

    def sort_key(self) -> tuple[int, ...]:
        """Reading order within one file; unknown parts sort first. On a page of a PDF, from top to bottom."""
        top = round(self.box[1]) if self.box else 0
        parts = (self.page, top, self.line, self.paragraph, self.table, self.row, self.cell, self.column)
        return tuple(part or 0 for part in parts)


class Where(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """The logical half of a place: ids of the standard, and a label that a clerk understands."""

    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    label: Text = Text("", "")

    @property
    def path(self) -> str:
        """Ids joined by `/`: the same for every language, machine and line number."""
        return "/".join(part or "" for part in (self.section, self.table, self.row, self.column)).rstrip("/")


class Excerpt(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Words of the report around a place; `start` and `end` (code points) mark the span that is meant."""

    text: str
    start: int = 0
    end: int = 0


class Place(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """One place: logical, physical, and its words. `path` names the document where it is not the one that the
    finding is about."""

    where: Where
    at: At
    excerpt: Excerpt | None = None
    path: str | None = None

    def of(self, path: str) -> Place:
        """The same place, said to stand in another document."""
        return Place(self.where, self.at, self.excerpt, path)


NOWHERE = Place(where=Where(), at=At())
