"""Plain cells, which hold one text and nothing else than marks of its looks: as most of a report's do, however many
marks a program wrote around each number. A whole cell is taken in one step.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice

from gongkai.document import GridCell
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.readers.budget import Budget
from gongkai.readers.html.elements import Elements
from gongkai.readers.html.tables import LONGEST_CELL, Cell, Found, Spans, Table
from gongkai.readers.html.text import CLEAN, Anchors, Lines, shown
from gongkai.readers.html.tokens import MARK, MARKS, WRITTEN, texts

__all__ = ["PlainCells"]

_SPACE = r"[ \t\r\n\f]*+"
# Around the one text there may be a paragraph, and line breaks.
_AROUND = rf"(?:</?+(?:{MARKS}|p|br|P|BR){WRITTEN}>{_SPACE})*+"
# Perhaps the end of a row and the beginning of the next, then a cell: its attributes, its text as far as that is shown
# as it is written, and the rest of the text. It ends with its end tag, or where the next cell or row begins or ends.
# Where no such cell begins, nothing is matched.
_PLAIN = regex(
    rf"(?:{_SPACE}(?:</(?:tr|TR)>{_SPACE})?+<(tr|TR){WRITTEN}>)?+{_SPACE}<(?:td|TD)({WRITTEN})>{_SPACE}{_AROUND}"
    rf"({CLEAN}){_SPACE}(?:</(?:td|TD)>"
    rf"|(?:{MARK}{_SPACE})*+([^<]++(?:{MARK}[^<]*+)*+)?+{_AROUND}"
    r"(?:</(?:td|TD)>|(?=</?(?:td|TD|tr|TR)[ \t\r\n\f>])))|"
)


class PlainCells:
    """Takes plain cells from a page's text."""

    def __init__(self, page: str, lines: Lines, spans: Spans, elements: Elements, budget: Budget) -> None:
        self._page, self._lines, self._spans, self._elements, self._budget = page, lines, spans, elements, budget

    def take(self, table: Table, position: int) -> int:
        """Add the plain cells from an offset on, with the rows they stand in, to the table that is open there; gives
        the offset behind them."""
        spans, starts, rows = self._spans, self._lines.starts, table.rows
        taken = paragraphs = line = before = end = 0
        for match in islice(_PLAIN.finditer(self._page, position), self._budget.room):
            row, written, words, rest = match.groups()
            position = match.end()
            if written is None:
                break
            taken += 1
            if row or not table.in_row:
                rows.append([])
                table.in_row = True
            rowspan, colspan = spans[written]
            offset = match.start(3)
            stretches: Anchors = ()
            if rest:
                words, stretches = shown(texts(self._page[offset : match.end(4)], offset))
                offset = stretches[0][1] if words else offset
            if words:
                paragraphs += 1
            else:
                offset = match.start(2) - len("<td")
            cell: Cell | GridCell
            if len(stretches) > 1 or len(words) > LONGEST_CELL:
                element = self._elements.within("td", table.element)
                found = Found(words, stretches or ((0, offset),), element)
                cell = Cell(match.start(2) - len("<td"), rowspan, colspan, element, [found])
            else:
                if offset >= end:
                    line = bisect_right(starts, offset)
                    before, end = starts[line - 1] - 1, starts[line]
                column = offset - before
                at = At(line, column, line, column + len(words)) if words else At(line, column)
                cell = GridCell(text=words, at=at, rowspan=rowspan, colspan=colspan)
            rows[-1].append(cell)
        self._budget.add_cells(taken)
        self._budget.add_paragraphs(paragraphs)
        return position
