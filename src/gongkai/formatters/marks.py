"""Where findings stand in a report as read: the cell, row, heading or span of words that each is about."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from gongkai.finding import Diagnostic
from gongkai.place import At, Place
from gongkai.report import Passage, Report

__all__ = ["Marks", "Span", "locate"]


class Span(Struct, frozen=True):
    """A part of a passage's text and the numbers of the findings about it (none: plain text)."""

    text: str
    numbers: tuple[int, ...] = ()


class Marks(Struct, frozen=True):
    """Findings by the spot they are about, numbered from 1 in the order of the output.

    `cells` by table index, row index and column id; `spots` by position (rows, columns, headings, tables);
    `passages` by position and text: (number, start, end). `terms` are cells of equations. `loose` have no spot.
    """

    cells: Mapping[tuple[int, int, str], tuple[int, ...]]
    spots: Mapping[At, tuple[int, ...]]
    passages: Mapping[tuple[At, str], tuple[tuple[int, int, int], ...]]
    terms: frozenset[tuple[int, int, str]]
    loose: frozenset[int]

    def spans(self, passage: Passage) -> list[Span]:
        """The passage's text cut where findings begin and end."""
        found = self.passages.get((passage.paragraph.at, passage.text), ())
        cuts = sorted({0, len(passage.text), *(c for _, start, end in found for c in (start, end))})
        return [
            Span(passage.text[a:b], tuple(n for n, start, end in found if start <= a and b <= end))
            for a, b in itertools.pairwise(cuts)
        ]


def locate(report: Report, findings: Iterable[Diagnostic], hide: Callable[[str], str]) -> Marks:
    """Find each finding's spot: by logical place in tables, by words and position in prose.

    Excerpts come through `hide`, which keeps lengths, and may be a part of their paragraph.
    """
    index = _Index(report, hide)
    cells: dict[tuple[int, int, str], tuple[int, ...]] = {}
    spots: dict[At, tuple[int, ...]] = {}
    passages: dict[tuple[At, str], tuple[tuple[int, int, int], ...]] = {}
    terms: set[tuple[int, int, str]] = set()
    loose: set[int] = set()
    for number, finding in enumerate(findings, 1):
        terms |= {c for s in finding.sums for a in (*s.left, *s.right) if (c := index.cell(a.place))}
        place = finding.place
        if cell := index.cell(place):
            cells[cell] = (*cells.get(cell, ()), number)
        elif (there := index.passage(place)) and place.excerpt:
            passage, offset = there
            key = (passage.paragraph.at, passage.text)
            start = min(place.excerpt.start + offset, len(passage.text))
            end = min(max(place.excerpt.end + offset, start + 1), len(passage.text))
            passages[key] = (*passages.get(key, ()), (number, start, end))
        elif place.at in index.spots and place.at != At():
            spots[place.at] = (*spots.get(place.at, ()), number)
        else:
            loose.add(number)
    return Marks(cells, spots, passages, frozenset(terms), frozenset(loose))


class _Index:
    """A report's cells, passages and other spots by what places name them with."""

    def __init__(self, report: Report, hide: Callable[[str], str]) -> None:
        self._cells: dict[tuple[str, str, str], list[tuple[tuple[int, int, str], At]]] = {}
        self._passages: dict[str, list[Passage]] = {}
        self.spots: set[At] = {section.at for section in report.sections}
        if report.title:
            self.spots.add(report.title.place.at)
        for t, table in enumerate(report.tables):
            self.spots |= {table.at, *(row.at for row in table.rows), *(column.at for column in table.columns)}
            for r, row in enumerate(table.rows):
                for cell in row.cells:
                    self._cells.setdefault((table.id, row.id or "", cell.column), []).append(
                        ((t, r, cell.column), cell.at)
                    )
        for passage in report.passages:
            self._passages.setdefault(hide(passage.text), []).append(passage)

    def cell(self, place: Place) -> tuple[int, int, str] | None:
        where = place.where
        if place.path is not None or not (where.table and where.column):
            return None
        same = self._cells.get((where.table, where.row or "", where.column), [])
        return next((key for key, at in same if at == place.at), same[0][0] if same else None)

    def passage(self, place: Place) -> tuple[Passage, int] | None:
        """The passage with the excerpt's words, and where in it they begin; of several, the one at the place."""
        if place.excerpt is None or not place.excerpt.text:
            return None
        words, start, end = place.excerpt.text, place.excerpt.start, place.excerpt.end
        whole = [(passage, 0) for passage in self._passages.get(words, ())]
        # A part of a paragraph must also stand where the place says: short words are in many.
        parts = whole or [
            (p, text.index(words)) for text, each in self._passages.items() if words in text for p in each
        ]
        exact = ((p, offset) for p, offset in parts if p.paragraph.at_span(start + offset, end + offset) == place.at)
        return next(exact, whole[0] if whole else None)
