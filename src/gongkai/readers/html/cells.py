"""Plain cells, which hold nothing else than paragraphs, line breaks and marks of the text's looks: as nearly all of a
report's do, however many marks a program wrote around each number. A whole cell is taken in one step.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from gongkai.document import GridCell
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.readers.budget import Budget
from gongkai.readers.html.alike import LEAST_ALIKE, Alike
from gongkai.readers.html.elements import Element, Elements
from gongkai.readers.html.marks import LONGEST_PLAIN, MARK, MARKS, SPACE, TAG, WRITTEN, texts
from gongkai.readers.html.tables import LONGEST_CELL, Cell, Found, Spans, Table
from gongkai.readers.html.text import CLEAN, Lines, shown

__all__ = ["PlainCells"]

_AROUND = rf"(?:</?+(?:{MARKS}|p|P)|<(?:br|BR)){WRITTEN}>"
_END = r"(?:</(?:td|TD)>|(?=</?+(?:td|TD|tr|TR)[ \t\r\n\f>]))"
# What ends rows, so little of it that not much is looked at in vain, and begins one (of several all but the last are empty);
# then a cell: its attributes, its text as far as that is shown as it is written, the rest of that text, and that of further
# paragraphs. It ends with its end tag, or where the next cell or row begins or ends.
_PLAIN = regex(
    rf"((?:{SPACE}<(?:/(?:tr|TR)|/?+(?:tbody|TBODY))>){{0,3}}+(?:{SPACE}<(?:tr|TR){WRITTEN}>)?+)"
    rf"{SPACE}<(?:td|TD)({WRITTEN})>{SPACE}"
    rf"(?:{_AROUND}{SPACE})*+({CLEAN}){SPACE}(?:{_END}"
    rf"|(?:{MARK}{SPACE})*+([^<]++(?:{MARK}[^<]*+)*+)?+(?:{_AROUND}{SPACE})*+([^<]++(?:{_AROUND}[^<]*+)*+)?+{_END})"
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
        page, spans, starts, rows = self._page, self._spans, self._lines.starts, table.rows
        if not rows and (columns := _COLUMNS.match(page, position)):
            position = columns.end()
        taken = paragraphs = line = before = end = 0
        alike, room, in_row = Alike(page, starts, table), self._budget.room, table.in_row
        while taken < room and (match := _PLAIN.match(page, position)):
            behind = match.end()
            if behind - position > LONGEST_PLAIN:
                break
            row, written, words, rest, further = match.groups()
            start, position = position, behind
            taken += 1
            if row or not in_row:
                rows.append([])
                in_row = table.in_row = True
            rowspan, colspan = spans[written]
            if further:
                element = self._elements.within("td", table.element)
                found = list(self._paragraphs(element, match.end(2) + len(">"), match.end(5)))
                rows[-1].append(Cell(match.start(2) - len("<td"), rowspan, colspan, element, found))
                table.mixed = True
                self._budget.add_cells(taken)
                self._budget.add_paragraphs(paragraphs + len(found))
                taken = paragraphs = 0
                room = self._budget.room
                continue
            offset, length = match.start(3), len(words)
            if rest:
                words, offset, length = self._marked(table, offset, match.end(4))
            if words:
                paragraphs += 1
                if length > LONGEST_CELL:
                    table.arranges = True
            else:
                offset = match.start(2) - len("<td")
            if offset >= end:
                line = bisect_right(starts, offset)
                before, end = starts[line - 1] - 1, starts[line]
            column = offset - before
            at = At(line, column, line, column + length) if words else At(line, column)
            cell = GridCell(text=words, at=at, rowspan=rowspan, colspan=colspan)
            rows[-1].append(cell)
            if behind - start > LEAST_ALIKE:
                if words and not rest:
                    alike.note(cell, start, offset, behind, first=bool(row))
                position, more = alike.take(position, room - taken)
                taken, paragraphs = taken + more, paragraphs + more
        self._budget.add_cells(taken)
        self._budget.add_paragraphs(paragraphs)
        return position

    def _marked(self, table: Table, start: int, end: int) -> tuple[str, int, int]:
        """The text of a cell with marks in it, and the offset and length of its first stretch. What a grid does
        not tell of it is noted in the table."""
        text, anchors = shown(texts(self._page[start:end], start))
        if not text:
            return text, start, 0
        if len(text) > LONGEST_CELL:
            table.arranges = True
        offset = anchors[0][1]
        if len(anchors) > 1:
            table.anchors[offset] = anchors
            return text, offset, anchors[1][0]
        return text, offset, len(text)

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
