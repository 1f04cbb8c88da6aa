"""What a file holds, without meaning: paragraphs and raw grids in reading order, each with its position."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from gongkai.place import At

__all__ = ["Block", "Document", "Grid", "GridCell", "Paragraph", "Reading"]


class Paragraph(Struct, frozen=True, kw_only=True, tag=True, gc=False):
    """A line or paragraph of text.

    `anchors` give the position of further parts of the text, as (offset, position) in rising order, where one
    paragraph was put together from several places of the source. `heading` is the outline level (1 is highest)
    if the file itself marks the paragraph as a heading.
    """

    text: str
    at: At
    anchors: tuple[tuple[int, At], ...] = ()
    heading: int | None = None

    def at_span(self, start: int, end: int) -> At:
        """The position of text[start:end]."""
        origin, at = 0, self.at
        for offset, anchor in self.anchors:
            if offset > start:
                break
            origin, at = offset, anchor
        if at.line is None or at.column is None:
            return at
        return replace(at, column=at.column + start - origin, end_line=at.line, end_column=at.column + end - origin)


class GridCell(Struct, frozen=True, kw_only=True, gc=False):
    """A cell of a raw grid: its text, its position, and how many rows and columns it covers."""

    text: str
    at: At
    rowspan: int = 1
    colspan: int = 1


class Grid(Struct, frozen=True, kw_only=True, tag=True, dict=True):
    """A table as it was drawn. Each row holds the cells that begin in it, left to right.

    `exact` says that the file states the columns (HTML, DOCX, a spreadsheet); in a text copy separators get
    lost, so there a cell's index is only a hint.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    at: At
    exact: bool = False

    @cached_property
    def texts(self) -> frozenset[str]:
        """The different texts of its cells."""
        return frozenset([cell.text for row in self.rows for cell in row])

    @property
    def matrix(self) -> tuple[tuple[GridCell | None, ...], ...]:
        """The grid with spans spread out: at every slot the cell that covers it, None where there is none."""
        return self._spread[0]

    @property
    def joined(self) -> frozenset[int]:
        """The rows, counted from 0, in which a cell covers several columns."""
        return self._spread[1]

    @cached_property
    def _spread(self) -> tuple[tuple[tuple[GridCell | None, ...], ...], frozenset[int]]:
        rows = self.rows
        lines: list[list[GridCell | None]] = [[] for _ in rows]
        joined: set[int] = set()
        for y, (row, line) in enumerate(zip(rows, lines, strict=True)):
            if not all(line):  # as few: something from above stands further to the right
                _fit(row, y, lines, joined)
                continue
            done = 0
            for n in [n for n, cell in enumerate(row) if cell.colspan != 1 or cell.rowspan != 1]:
                cell = row[n]
                line.extend(row[done:n])
                done = n + 1
                if cell.rowspan == 1:
                    line.extend([cell] * cell.colspan)
                    joined.add(y)
                else:
                    _cover(cell, len(line), y, lines, joined)
            line.extend(row[done:])
        width = max(map(len, lines), default=0)
        spread = [tuple(line) if len(line) == width else (*line, *[None] * (width - len(line))) for line in lines]
        return tuple(spread), frozenset(joined)


def _fit(row: Sequence[GridCell], y: int, lines: Sequence[list[GridCell | None]], joined: set[int]) -> None:
    """Put the cells of row `y` where its line has room, each also into the lines below that it covers."""
    line = lines[y]
    x = 0
    for cell in row:
        while x < len(line) and line[x] is not None:
            x += 1
        _cover(cell, x, y, lines, joined)
        x += cell.colspan


def _cover(cell: GridCell, x: int, y: int, lines: Sequence[list[GridCell | None]], joined: set[int]) -> None:
    """Put a cell into its lines, of which the first is `y`, from slot `x` on, where no other is. `joined` are the
    lines with cells over several columns."""
    end, bottom = x + cell.colspan, min(y + cell.rowspan, len(lines))
    if cell.colspan != 1:
        joined.update(range(y, bottom))
    for line in lines[y:bottom]:
        if len(line) == x:
            line.extend([cell] * cell.colspan)
            continue
        line.extend([None] * (end - len(line)))
        for n in range(x, end):
            if line[n] is None:
                line[n] = cell


Block: TypeAlias = Paragraph | Grid


class Reading(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A fact about the file that is not in its text, such as "comments: 3". Rules can ask for it.

    `details` say more of it, each by a name: of a picture its width, of a link its words.
    """

    name: str
    value: str
    at: At = At()
    details: dict[str, str] = {}


class Document(Struct, frozen=True, kw_only=True):
    """One file as read. `title` and `readings` come from its metadata (HTML head, DOCX properties)."""

    path: str
    format: str
    blocks: tuple[Block, ...]
    title: str | None = None
    readings: tuple[Reading, ...] = ()
