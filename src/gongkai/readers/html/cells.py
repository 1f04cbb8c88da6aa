"""Plain cells, which hold one text and nothing else than marks of its looks: as most of a report's do, however many
marks a program wrote around each number. A whole cell is taken in one step.
"""

from __future__ import annotations

from gongkai.document import GridCell
from gongkai.patterns import regex
from gongkai.readers.budget import Budget
from gongkai.readers.html.tables import Spans, Table
from gongkai.readers.html.text import Lines, shown

__all__ = ["PlainCells"]

_SPACE = r"[ \t\r\n\f]*+"
# Attributes that are read in one way only. A tag with others, or with a name in mixed case, is no part of a plain cell.
_WRITTEN = r"""(?:[ \t\r\n\f]++[a-zA-Z:-]++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"'=<>]++))?+)*+[ \t\r\n\f]*+/?+"""
_MARK = rf"</?+(?:p|font|span|br|b|strong|i|em|u|o:p|P|FONT|SPAN|BR|B|STRONG|I|EM|U|O:P){_WRITTEN}>"  # with nothing to note
# Perhaps the end of a row and the beginning of the next, then a cell: its attributes and its text. It ends with its
# end tag, or where the next cell or row begins or ends.
_PLAIN = regex(
    rf"(?:{_SPACE}(?:</(?:tr|TR)>{_SPACE})?+<(tr|TR){_WRITTEN}>)?+"
    rf"{_SPACE}<(?:td|TD)({_WRITTEN})>(?:{_SPACE}{_MARK})*+{_SPACE}([^<]*+)(?:{_MARK}{_SPACE})*+"
    r"(?:</(?:td|TD)>|(?=</?(?:td|TD|tr|TR)[ \t\r\n\f>]))"
)
# A cell that is written with more characters is taken mark by mark.
_LONGEST = 4000


class PlainCells:
    """Takes plain cells from a page's text."""

    def __init__(self, text: str, lines: Lines, spans: Spans, budget: Budget) -> None:
        self._text, self._lines, self._spans, self._budget = text, lines, spans, budget

    def take(self, table: Table, position: int) -> int:
        """Add the plain cells from an offset on, with the rows they stand in, to the table that is open there; gives
        the offset behind them."""
        text, spans, at, budget = self._text, self._spans, self._lines.at, self._budget
        while match := _PLAIN.match(text, position, position + _LONGEST):
            row, written, words = match.groups()
            start = match.start(3)
            if not words.isalnum():  # most are: no blank, no reference
                words, anchors = shown(((words, start),))
                if len(anchors) > 1:
                    break
                start = anchors[0][1] if anchors else match.start(2) - len("<td")
            if row or not table.in_row:
                table.rows.append([])
                table.in_row = True
            budget.add_cells(1)
            if words:
                budget.add_paragraph()
            rowspan, colspan = spans[written]
            cell = GridCell(text=words, at=at(start, len(words)), rowspan=rowspan, colspan=colspan)
            table.rows[-1].append(cell)
            position = match.end()
        return position
