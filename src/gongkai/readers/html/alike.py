"""Cells that are written alike: a program writes the same tags, with the same attributes, around each number of a table. The
first of such cells is looked at tag by tag; those behind it that are written as it is, but for their text, are compared
with it as a whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.readers.html.marks import LONGEST_PLAIN
from gongkai.readers.html.tables import LONGEST_CELL, Table
from gongkai.readers.html.text import UNCHANGED

__all__ = ["LEAST_ALIKE", "Alike"]

_WORDS = regex(rf"{UNCHANGED}{{1,{LONGEST_CELL}}}+")
_ENDS = frozenset({"</td>", "</TD>"})
LEAST_ALIKE = 60
"""A cell that is written with fewer characters is looked at as fast as it is compared."""
# So many forms are known of one table.
_MOST = 6


class _Form(Struct, frozen=True, gc=False):
    """How a cell is written: what stands before its text, with what ends and begins rows if it is the first of its row,
    and what behind it; and how many rows and columns it covers."""

    opening: str
    closing: str
    first: bool
    rowspan: int
    colspan: int


class Alike:
    """Takes cells of one table that are written as others before them were."""

    def __init__(self, page: str, starts: Sequence[int], table: Table) -> None:
        self._page, self._starts, self._table = page, starts, table
        self._forms: deque[_Form] = deque(maxlen=_MOST)

    def note(self, cell: GridCell, start: int, offset: int, end: int, *, first: bool) -> None:
        """Note how a cell is written that stands between the offsets `start` and `end`; its text, which begins at `offset`, is
        shown as it is written. Cells that end with the begin of another are not noted: it is not a part of them."""
        behind = offset + len(cell.text)
        around = end - start - len(cell.text)
        if LEAST_ALIKE <= around <= LONGEST_PLAIN - LONGEST_CELL and self._page[end - 5 : end] in _ENDS:
            form = _Form(self._page[start:offset], self._page[behind:end], first, cell.rowspan, cell.colspan)
            self._forms.appendleft(form)

    def take(self, position: int, room: int) -> tuple[int, int]:
        """Add up to so many cells from an offset on to the table; gives the offset behind them, and how many they are."""
        page, starts, forms, rows = self._page, self._starts, self._forms, self._table.rows
        taken = line = before = end = 0
        opening = closing = ""
        form = None
        while taken < room:
            if form is None or not page.startswith(opening, position):
                for form in forms:
                    if page.startswith(form.opening, position):
                        break
                else:
                    break
                opening, closing = form.opening, form.closing
            offset = position + len(opening)
            behind = page.find("<", offset, offset + LONGEST_CELL + 1)
            if behind < 0 or not page.startswith(closing, behind):
                break
            words = page[offset:behind]
            if not (words.isalnum() or _WORDS.fullmatch(words)):
                break
            position = behind + len(closing)
            if form.first:
                rows.append([])
            if offset >= end:
                line = bisect_right(starts, offset)
                before, end = starts[line - 1] - 1, starts[line]
            column = offset - before
            at = At(line, column, line, behind - before)
            rows[-1].append(GridCell(text=words, at=at, rowspan=form.rowspan, colspan=form.colspan))
            taken += 1
        return position, taken
