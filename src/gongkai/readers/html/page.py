"""Building paragraphs and tables from a page's tags, each with the elements it stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeAlias

from gongkai.document import Block, Paragraph
from gongkai.place import At
from gongkai.readers.budget import Budget
from gongkai.readers.html.blocks import BLOCKS, Blocks
from gongkai.readers.html.cells import PlainCells
from gongkai.readers.html.elements import Element, Elements
from gongkai.readers.html.struck import STRUCK
from gongkai.readers.html.tables import Cell, Found, Spans, Table, contents, grid
from gongkai.readers.html.text import Lines, shown, unescaped
from gongkai.readers.html.tokens import Texts, attributes

__all__ = ["Page"]

# Elements whose text is not the page's text.
_HIDDEN = ("head", "noscript", "select", "button", "svg", "math", "template", "object", "canvas")
_ROWS = ("tr", "tbody", "thead", "tfoot")
# More than pages have, and bounded for hostile ones.
_MOST_STRUCK = 1000

_Step: TypeAlias = Callable[["Page", str, str, int], None]
"""What a tag does to a page: its name, its attributes as written, its offset."""


class Page:
    """Takes a page's tokens one by one; when it is closed, `found` holds its contents, `title` and `meta` what its
    head says.

    `hidden` names the open elements whose text is not shown. Text that is struck out is left out as well: `struck` tells
    where each of such texts begins, and the element around it."""

    def __init__(self, text: str, budget: Budget) -> None:
        self.lines = Lines(text)
        self.budget = budget
        self.found: list[Found] = []
        self.title = ""
        self.meta: list[tuple[str, str, int]] = []
        self.hidden: list[str] = []
        self.struck: list[tuple[int, Element]] = []
        self.elements = Elements(budget)
        self._pieces: list[tuple[str, int]] = []  # of the paragraph that is being read
        self._strikes = 0  # how many open elements strike text out; one that is left open in a cell ends with it
        self._told = False  # whether `struck` has what they strike out
        self._into = self.found  # what is found next goes here: the cell that is open, or the page
        self._tables: list[Table] = []
        self._spans = Spans()
        self._cells = PlainCells(text, self.lines, self._spans, self.elements, budget)
        self._blocks = Blocks(text, self.elements, budget)
        self.linked = self._blocks.linked

    def take(self, texts: Texts, name: str, written: str, offset: int) -> None:
        """Text as written comes next, and behind it a tag with its attributes as written and its offset."""
        hidden = self.hidden
        if texts and not hidden:
            if self._strikes:
                self._leave_out(texts)
            else:
                self._pieces += texts
        if hidden and self._in_hidden(name, written, offset):
            return
        if step := self._STEPS.get(name):
            step(self, name, written, offset)

    def plain(self, position: int) -> int:
        """Take the plain cells or blocks that begin at an offset; gives the offset behind them."""
        if self.hidden or self._pieces or self._strikes:
            return position
        table = self._tables[-1] if self._tables else None
        # In a plain cell at most a paragraph is open.
        if table and not table.cell and self.elements.inner is table.element and self.elements.fits(2):
            position = self._cells.take(table, position)
        return self._blocks.take(self._into, position)

    def raw(self, name: str, contents: Texts) -> None:
        """What stands in an element whose contents are no markup."""
        if name == "title" and not self.title:
            self.title = " ".join(unescaped(contents[0][0]).split())

    def close(self) -> None:
        """End of the page: close what was left open."""
        self._flush()
        while self._tables:
            self._close_table()

    def at(self, found: Found) -> At:
        """Where a text that was found begins, as far as it stands there in one stretch."""
        return self.lines.span(found.anchors, len(found.text))

    def block(self, found: Found) -> Block:
        """The paragraph or table of what was found."""
        if found.grid:
            return found.grid
        anchors, text, at = found.anchors, found.text, self.lines.at
        if len(anchors) == 1:
            return Paragraph(text=text, at=at(anchors[0][1], len(text)), heading=found.inside.heading)
        further = tuple([(inside, at(offset)) for inside, offset in anchors[1:]])
        return Paragraph(text=text, at=self.at(found), anchors=further, heading=found.inside.heading)

    # Text

    def _flush(self) -> None:
        """End of a paragraph."""
        if not self._pieces:
            return
        text, anchors = shown(self._pieces)
        self._pieces = []
        if text:
            self.budget.add_paragraphs()
            self._into.append(Found(text, anchors, self.elements.inner))

    # What is not shown

    def _in_hidden(self, name: str, written: str, offset: int) -> bool:
        """Whether a tag stands in an element that is not shown; <body> ends a head that was left open."""
        plain = name.removeprefix("/")
        if plain == "body" or (plain in ("div", "table") and self.hidden == ["head"]):
            self.hidden.clear()
            return False
        if name == "meta":
            self._meta(name, written, offset)
        elif plain == self.hidden[-1]:
            if plain != name:
                self.hidden.pop()
            elif len(self.hidden) < self.budget.limits.nesting:
                self.hidden.append(name)
        return True

    def _hide(self, name: str, written: str, _: int) -> None:
        if not written.endswith("/"):
            self.hidden.append(name)

    def _meta(self, _: str, written: str, offset: int) -> None:
        stated = attributes(written)
        name, content = stated.get("name") or stated.get("property"), stated.get("content")
        if name and content:
            self.meta.append((name.lower(), unescaped(content).strip(), offset))

    def _strike(self, _name: str, _written: str, _offset: int) -> None:
        self._told = self._told and self._strikes > 0
        self._strikes += 1

    def _end_strike(self, _name: str, _written: str, _offset: int) -> None:
        self._strikes = max(self._strikes - 1, 0)

    def _leave_out(self, texts: Texts) -> None:
        text, anchors = shown(texts)
        if text and not self._told and len(self.struck) < _MOST_STRUCK:
            self.struck.append((anchors[0][1], self.elements.inner))
            self._told = True

    # Paragraphs

    def _break(self, _name: str, _written: str, _offset: int) -> None:
        self._flush()

    def _start_block(self, name: str, _written: str, _offset: int) -> None:
        if self._pieces:
            self._flush()
        self._blocks.begin(name)

    def _end_block(self, name: str, _written: str, _offset: int) -> None:
        if self._pieces:
            self._flush()
        self.elements.close(name[1:])

    # Tables

    def _start_table(self, name: str, _: str, offset: int) -> None:
        self._flush()
        if self._tables and self._tables[-1].cell is None:
            self._close_table()  # a table between the rows of another ends that one
        self.elements.close("p")
        self._tables.append(Table(offset, self.elements.open(name), self._into, self._strikes))

    def _start_row(self, name: str, _written: str, _offset: int) -> None:
        if self._tables:
            self._close_row()
            if name == "tr":
                self._tables[-1].rows.append([])
                self._tables[-1].in_row = True

    def _start_cell(self, _: str, written: str, offset: int) -> None:
        if not self._tables:
            self._flush()
            return
        self._close_cell()
        table = self._tables[-1]
        if not table.in_row:
            table.rows.append([])
            table.in_row = True
        self.budget.add_cells(1)
        table.cell = cell = Cell(offset, *self._spans[written], self.elements.open("td"))
        table.rows[-1].append(cell)
        table.mixed = True
        self._into = cell.contents

    def _end_cell(self, _name: str, _written: str, _offset: int) -> None:
        if self._tables:
            self._close_cell()

    def _end_row(self, _name: str, _written: str, _offset: int) -> None:
        if self._tables:
            self._close_row()

    def _end_table(self, _name: str, _written: str, _offset: int) -> None:
        if self._tables:
            self._close_table()

    def _close_cell(self) -> None:
        if self._pieces:
            self._flush()
        table = self._tables[-1]
        if table.cell is not None:
            self.elements.leave(table.cell.element)
            table.cell = None
            self._strikes = table.strikes
            self._into = table.before

    def _close_row(self) -> None:
        self._close_cell()
        self._tables[-1].in_row = False

    def _close_table(self) -> None:
        self._close_row()
        table = self._tables.pop()
        self.elements.leave(table.element)
        if drawn := grid(table, self.lines, self.budget):
            self._into.append(Found("", (), table.element, drawn))
        else:
            self._into += contents(table, self.lines, self.elements)

    # What the tags do. All others are parts of the text around them.
    _STEPS: ClassVar[Mapping[str, _Step]] = {
        **dict.fromkeys(BLOCKS, _start_block),
        **dict.fromkeys([f"/{name}" for name in (*BLOCKS, "caption")], _end_block),
        **dict.fromkeys(_HIDDEN, _hide),
        **dict.fromkeys((*_ROWS, "caption"), _start_row),
        **dict.fromkeys([f"/{name}" for name in _ROWS], _end_row),
        **dict.fromkeys(("td", "th"), _start_cell),
        **dict.fromkeys(("/td", "/th"), _end_cell),
        "table": _start_table,
        "/table": _end_table,
        **dict.fromkeys(("br", "/br"), _break),
        **dict.fromkeys(STRUCK, _strike),
        **dict.fromkeys([f"/{name}" for name in STRUCK], _end_strike),
        "meta": _meta,
    }
    TAGS: ClassVar[frozenset[str]] = frozenset({*_STEPS, *[f"/{name}" for name in _HIDDEN]})
