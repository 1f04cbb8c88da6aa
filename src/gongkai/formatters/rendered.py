"""A report as plain lines, for code hosts: they show findings at lines, and a DOCX, PDF or XLSX has none.

Every paragraph, heading and table row is one line, so that a place of the report is a line and a span of columns.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import groupby

from msgspec import Struct

from gongkai.formatter import Material
from gongkai.place import At, Place
from gongkai.privacy import hiding
from gongkai.report import Passage, Report, Row, SectionBlock, Table, TableMark

__all__ = ["Rendered", "Spot", "lineless", "rendered"]

# Whatever some program takes for the end of a line. Replaced one by one, so that every length stays.
_BREAKS = {ord(char): " " for char in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
_BETWEEN = " | "


class Spot(Struct, frozen=True):
    """A line, counted from 1, and the code points of it that are meant, counted from 0; `end` is exclusive."""

    line: int
    start: int
    end: int


class _Prose(Struct, frozen=True):
    """A passage as its line reads."""

    passage: Passage
    text: str
    line: int


class Rendered:
    """The lines of one report, and where in them its places are. No private value is in them."""

    def __init__(self, report: Report, hide: Callable[[str], str]) -> None:
        self._hide = hide
        self._lines: list[str] = []
        self._prose: list[_Prose] = []
        # By position, and by what a place names: ids of table, row and column, or of a section.
        self._at: dict[At, Spot] = {}
        self._named: dict[Hashable, list[tuple[At, Spot]]] = {}
        self._report(report)

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self._lines)

    def find(self, place: Place) -> Spot | None:
        """The spot of a cell, row, column, table, passage or heading; None for what is not in the report."""
        where, at = place.where, place.at
        if where.table and (where.row or where.column):
            found = self._same((where.table, where.row or "", where.column or ""), at)
            if found:
                return found
        if not where.table and (found := self._words(place)):
            return found
        if at != At() and at in self._at:
            return self._at[at]
        if where.table:
            return self._same((where.table, where.row or "", ""), at) or self._same((where.table, "", ""), at)
        return self._same((where.section,), at) if where.section else None

    def _same(self, name: Hashable, at: At) -> Spot | None:
        """What has the name; of several, what stands at the position."""
        found = self._named.get(name, [])
        return next((spot for there, spot in found if there == at), found[0][1] if found else None)

    def _words(self, place: Place) -> Spot | None:
        """The passage with the excerpt's words in the place's section; of several, the one at its position."""
        excerpt = place.excerpt
        if excerpt is None or not excerpt.text.strip():
            return None
        words = excerpt.text.translate(_BREAKS)  # the engine has masked it
        whole: list[Spot] = []
        parts: list[Spot] = []
        for prose in self._prose:
            if prose.passage.section != place.where.section:
                continue
            begin = 0 if prose.text == words else prose.text.find(words)
            if begin < 0:
                continue
            spot = self._spot(prose, begin + excerpt.start, begin + excerpt.end)
            if prose.passage.paragraph.at_span(begin + excerpt.start, begin + excerpt.end) == place.at:
                return spot
            (whole if prose.text == words else parts).append(spot)
        # A part of a paragraph must also stand where the place says, or be the only one: short words are in many.
        return whole[0] if whole else parts[0] if len(parts) == 1 else None

    @staticmethod
    def _spot(prose: _Prose, start: int, end: int) -> Spot:
        start = max(0, min(start, len(prose.text)))
        return Spot(prose.line, start, max(start, min(end, len(prose.text))))

    def _line(self, text: str) -> str:
        return self._hide(text).translate(_BREAKS)

    def _add(self, text: str, at: At, *names: Hashable) -> Spot:
        """One more line, which is at this position and has these names."""
        self._lines.append(text)
        spot = Spot(len(self._lines), 0, len(text))
        self._know(spot, at, *names)
        return spot

    def _know(self, spot: Spot, at: At, *names: Hashable) -> None:
        self._at.setdefault(at, spot)
        for name in names:
            self._named.setdefault(name, []).append((at, spot))

    def _report(self, report: Report) -> None:
        title = report.title
        preamble = "".join("".join(passage.text.split()) for passage in report.preamble)
        if title and "".join(title.value.split()) not in preamble:
            self._add(self._line(title.value), title.place.at)
        for passage in report.preamble:
            self._passage(passage)
        placed: set[int] = set()
        for section in report.sections:
            self._add(self._line(section.name), section.at, *([(section.id,)] if section.id else []))
            for block in section.blocks:
                self._block(report, block, placed)
        for number, table in enumerate(report.tables):
            if number not in placed:
                self._table(table)

    def _block(self, report: Report, block: SectionBlock, placed: set[int]) -> None:
        if isinstance(block, Passage):
            self._passage(block)
        elif isinstance(block, TableMark):
            placed.add(block.index)
            self._table(report.tables[block.index])
        else:
            for row in block.rows:
                self._add(_BETWEEN.join(self._line(text) for text in row), block.at)

    def _passage(self, passage: Passage) -> None:
        spot = self._add(self._line(passage.text), passage.paragraph.at)
        self._prose.append(_Prose(passage, self._lines[-1], spot.line))

    def _table(self, table: Table) -> None:
        first = len(self._lines) + 1
        for block, rows in groupby(table.rows, key=lambda row: row.block):
            for caption in table.captions:
                if caption.block == block and caption.text:
                    self._caption(self._line(caption.text), caption.at)
            self._columns(table, block)
            for row in rows:
                self._row(table, row)
        if len(self._lines) >= first:
            whole = Spot(first, 0, len(self._lines[first - 1]))
            self._know(whole, table.at, (table.id, "", ""))

    def _caption(self, text: str, at: At) -> None:
        """In flowing text a caption is a paragraph of the section as well: one line is enough."""
        known = self._at.get(at) if at != At() else None
        if known is None or self._lines[known.line - 1] != text:
            self._add(text, at)

    def _columns(self, table: Table, block: str) -> None:
        printed = [column for column in table.columns if column.block == block]
        if not printed:
            return
        labelled = table.corner or any(row.label for row in table.rows if row.block == block)
        corner = [table.corner] if labelled else []
        spots = self._joined([*corner, *(column.label for column in printed)])
        for column, spot in zip(printed, spots[len(corner) :], strict=True):
            self._know(spot, column.at, *([(table.id, "", column.id)] if column.id else []))

    def _row(self, table: Table, row: Row) -> None:
        cells = row.cells or row.loose
        label = [row.label] if row.label else []  # a table of one row has none
        spots = self._joined([*label, *(cell.text for cell in cells)])
        name = row.id or ""
        whole = spots[0] if label else Spot(len(self._lines), 0, len(self._lines[-1]))
        self._know(whole, row.at, *([(table.id, name, "")] if name else []))
        for cell, spot in zip(cells, spots[len(label) :], strict=True):
            self._know(spot, cell.at, *([(table.id, name, cell.column)] if name and row.cells else []))

    def _joined(self, parts: list[str]) -> list[Spot]:
        """One line of several parts, and the spot of each. An empty part is a blank, so that it can be pointed at."""
        texts = [self._line(part) or " " for part in parts]
        self._lines.append(_BETWEEN.join(texts))
        spots, start = [], 0
        for text in texts:
            spots.append(Spot(len(self._lines), start, start + len(text)))
            start += len(text) + len(_BETWEEN)
        return spots


def rendered(material: Material) -> Rendered | None:
    """The lines of a document, its private values masked; None if it could not be read or has lines of its own."""
    report = material.report
    return Rendered(report, hiding(material.private)) if report and lineless(report) else None


def lineless(report: Report) -> bool:
    """Whether the file has no lines that a finding could point at."""
    ats = [passage.paragraph.at for passage in report.passages]
    ats += [section.at for section in report.sections]
    ats += [at for table in report.tables for at in (table.at, *(row.at for row in table.rows))]
    return not any(at.line for at in ats)
