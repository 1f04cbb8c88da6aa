"""Plain cells, which hold nothing else than paragraphs, line breaks and marks of the text's looks: as nearly all of a
report's do, however many marks a program wrote around each number. A whole cell is taken in one step.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from gongkai.document import GridCell
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.readers.budget import Budget
from gongkai.readers.html.elements import Element, Elements
from gongkai.readers.html.tables import LONGEST_CELL, Cell, Found, Spans, Table
from gongkai.readers.html.text import CLEAN, Lines, shown
from gongkai.readers.html.tokens import LONGEST_PLAIN, MARK, MARKS, SPACE, TAG, WRITTEN, texts

__all__ = ["PlainCells"]

_AROUND = rf"(?:</?+(?:{MARKS}|p|P)|<(?:br|BR)){WRITTEN}>"
_END = r"(?:</(?:td|TD)>|(?=</?+(?:td|TD|tr|TR)[ \t\r\n\f>]))"
# What ends rows and begins them, so little of it that not much is looked at in vain; then a cell: its attributes, its text
# as far as that is shown as it is written, the rest of that text, and that of further paragraphs. It ends with its end
# tag, or where the next cell or row begins or ends. Where no such cell begins, nothing is matched.
_PLAIN = regex(
    rf"((?:{SPACE}<(?:(?:tr|TR){WRITTEN}|/(?:tr|TR)|/?+(?:tbody|TBODY))>){{0,4}}+){SPACE}<(?:td|TD)({WRITTEN})>{SPACE}"
    rf"(?:{_AROUND}{SPACE})*+({CLEAN}){SPACE}(?:{_END}"
    rf"|(?:{MARK}{SPACE})*+([^<]++(?:{MARK}[^<]*+)*+)?+(?:{_AROUND}{SPACE})*+([^<]++(?:{_AROUND}[^<]*+)*+)?+{_END})|"
)
# What parts paragraphs in a cell, and its end.
_BREAKS = frozenset({"p", "/p", "br", ""})
# The columns that a table may state before its rows.
_COLUMNS = regex(rf"(?:{SPACE}</?+(?:col|COL|colgroup|COLGROUP){WRITTEN}>)*+")


class PlainCells:
    """Takes plain cells from a page's text."""

    def __init__(self, page: str, lines: Lines, spans: Spans, elements: Elements, budget: Budget) -> None:
        self._page, self._lines, self._spans, self._elements, self._budget = page, lines, spans, elements, budget

    def take(self, table: Table, position: int) -> int:
        """Add the plain cells from an offset on, with the rows they stand in, to the table that is open there; gives
        the offset behind them."""
        spans, starts, rows = self._spans, self._lines.starts, table.rows
        if not rows and (columns := _COLUMNS.match(self._page, position)):
            position = columns.end()
        taken = paragraphs = line = before = end = 0
        for match in islice(_PLAIN.finditer(self._page, position), self._budget.room):
            row, written, words, rest, further = match.groups()
            behind = match.end()
            if written is None or behind - position > LONGEST_PLAIN:
                break
            position = behind
            taken += 1
            if row or not table.in_row:
                rows.append([])
                table.in_row = True
            rowspan, colspan = spans[written]
            if further:
                cell = Cell(match.start(2) - len("<td"), rowspan, colspan, self._elements.within("td", table.element))
                cell.contents += self._paragraphs(cell.element, match.end(2) + len(">"), match.end(5))
                rows[-1].append(cell)
                table.mixed = True
                self._budget.add_cells(taken)
                self._budget.add_paragraphs(paragraphs + len(cell.contents))
                taken = paragraphs = 0
                continue
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
            rows[-1].append(GridCell(text=words, at=at, rowspan=rowspan, colspan=colspan))
        self._budget.add_cells(taken)
        self._budget.add_paragraphs(paragraphs)
        return position

    def _paragraphs(self, cell: Element, start: int, end: int) -> Iterator[Found]:
        """What stands in a cell that holds paragraphs."""
        page, element = self._page, cell
        for tag in (*TAG.finditer(page, start, end), None):
            name = tag[1].lower() if tag else ""
            if name in _BREAKS:
                text, anchors = shown(texts(page[start : tag.start() if tag else end], start))
                if text:
                    yield Found(text, anchors, element)
                start = tag.end() if tag else end
                if name != "br":
                    element = self._elements.within("p", cell) if name == "p" else cell
