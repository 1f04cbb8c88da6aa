"""Plain cells, which hold one text and nothing else than marks of its looks: as most of a report's do, however many
marks a program wrote around each number. A whole cell is taken in one step.
"""

from __future__ import annotations

from gongkai.document import GridCell
from gongkai.patterns import regex
from gongkai.readers.budget import Budget
from gongkai.readers.html.elements import Elements
from gongkai.readers.html.tables import LONGEST_CELL, Cell, Found, Spans, Table
from gongkai.readers.html.text import Anchors, Lines, shown
from gongkai.readers.html.tokens import MARK, WRITTEN, texts

__all__ = ["PlainCells"]

_SPACE = r"[ \t\r\n\f]*+"
# Around the one text there may be a paragraph, and line breaks.
_AROUND = rf"(?:{MARK}|</?+(?:p|br|P|BR){WRITTEN}>)"
# Perhaps the end of a row and the beginning of the next, then a cell: its attributes, its text up to the first mark
# in it, and the rest of the text. It ends with its end tag, or where the next cell or row begins or ends.
_PLAIN = regex(
    rf"(?:{_SPACE}(?:</(?:tr|TR)>{_SPACE})?+<(tr|TR){WRITTEN}>)?+"
    rf"{_SPACE}<(?:td|TD)({WRITTEN})>(?:{_SPACE}{_AROUND})*+{_SPACE}"
    rf"([^<]*+)(?:{MARK}{_SPACE})*+([^<]++(?:{MARK}[^<]*+)*+)?+(?:{_AROUND}{_SPACE})*+"
    r"(?:</(?:td|TD)>|(?=</?(?:td|TD|tr|TR)[ \t\r\n\f>]))"
)
# A cell that is written with more characters is taken mark by mark.
_LONGEST = 4000


class PlainCells:
    """Takes plain cells from a page's text."""

    def __init__(self, page: str, lines: Lines, spans: Spans, elements: Elements, budget: Budget) -> None:
        self._page, self._lines, self._spans, self._elements, self._budget = page, lines, spans, elements, budget

    def take(self, table: Table, position: int) -> int:
        """Add the plain cells from an offset on, with the rows they stand in, to the table that is open there; gives
        the offset behind them."""
        page, spans, budget, at = self._page, self._spans, self._budget, self._lines.at
        while match := _PLAIN.match(page, position, position + _LONGEST):
            row, written, words, rest = match.groups()
            if row or not table.in_row:
                table.rows.append([])
                table.in_row = True
            budget.add_cells(1)
            start = match.start(3)
            anchors: Anchors = ((0, start),)
            if rest or not words.isalnum():  # few: most have no blank, no reference
                words, anchors = shown(texts(page[start : match.end(4)] if rest else words, start))
            if words:
                budget.add_paragraph()
            offset = match.start(2) - len("<td")
            rowspan, colspan = spans[written]
            cell: Cell | GridCell
            if len(anchors) > 1 or len(words) > LONGEST_CELL:
                element = self._elements.within("td", table.element)
                cell = Cell(offset, rowspan, colspan, element, [Found(words, anchors, element)])
            else:
                place = at(anchors[0][1], len(words)) if words else at(offset)
                cell = GridCell(text=words, at=place, rowspan=rowspan, colspan=colspan)
            table.rows[-1].append(cell)
            position = match.end()
        return position
