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
from gongkai.readers.html.tables import LONGEST_CELL, Spans, Table
from gongkai.readers.html.text import CLEAN, Lines, shown
from gongkai.readers.html.tokens import MARK, MARKS, SPACE, WRITTEN, texts

__all__ = ["PlainCells"]

# Around the one text there may be a paragraph, and line breaks.
_AROUND = rf"(?:</?+(?:{MARKS}|p|br|P|BR){WRITTEN}>{SPACE})*+"
# What ends rows and begins them, then a cell: its attributes, its text as far as that is shown as it is written, and the
# rest of the text. It ends with its end tag, or where the next cell or row begins or ends. Where no such cell begins,
# nothing is matched.
_PLAIN = regex(
    rf"((?:{SPACE}<(?:(?:tr|TR){WRITTEN}|/(?:tr|TR)|/?+(?:tbody|TBODY))>)*+){SPACE}<(?:td|TD)({WRITTEN})>{SPACE}{_AROUND}"
    rf"({CLEAN}){SPACE}(?:</(?:td|TD)>"
    rf"|(?:{MARK}{SPACE})*+([^<]++(?:{MARK}[^<]*+)*+)?+{_AROUND}"
    r"(?:</(?:td|TD)>|(?=</?(?:td|TD|tr|TR)[ \t\r\n\f>])))|"
)
# The columns that a table may state before its rows.
_COLUMNS = regex(rf"(?:{SPACE}</?+(?:col|COL|colgroup|COLGROUP){WRITTEN}>)*+")


class PlainCells:
    """Takes plain cells from a page's text."""

    def __init__(self, page: str, lines: Lines, spans: Spans, budget: Budget) -> None:
        self._page, self._lines, self._spans, self._budget = page, lines, spans, budget

    def take(self, table: Table, position: int) -> int:
        """Add the plain cells from an offset on, with the rows they stand in, to the table that is open there; gives
        the offset behind them."""
        spans, starts, rows = self._spans, self._lines.starts, table.rows
        if not rows and (columns := _COLUMNS.match(self._page, position)):
            position = columns.end()
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
            offset = match.start(3)
            length = len(words)
            if rest:
                words, anchors = shown(texts(self._page[offset : match.end(4)], offset))
                if words:
                    offset, length = anchors[0][1], len(words)
                if len(anchors) > 1:
                    length = anchors[1][0]
                    table.anchors[offset] = anchors
            if words:
                paragraphs += 1
                table.arranges |= len(words) > LONGEST_CELL
            else:
                offset = match.start(2) - len("<td")
            if offset >= end:
                line = bisect_right(starts, offset)
                before, end = starts[line - 1] - 1, starts[line]
            column = offset - before
            at = At(line, column, line, column + length) if words else At(line, column)
            rowspan, colspan = spans[written]
            rows[-1].append(GridCell(text=words, at=at, rowspan=rowspan, colspan=colspan))
        self._budget.add_cells(taken)
        self._budget.add_paragraphs(paragraphs)
        return position
