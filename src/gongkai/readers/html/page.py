"""Building paragraphs and tables from a page's tags, each with the elements it stands in."""

from __future__ import annotations

from msgspec import Struct

from gongkai.document import Block, Paragraph
from gongkai.readers.budget import Budget
from gongkai.readers.html.tables import Cell, Placed, Table, grid, is_layout, span
from gongkai.readers.html.text import Lines, Run, unescaped
from gongkai.readers.html.tokens import Piece, Tag

__all__ = ["Page"]

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_CELLS = frozenset({"td", "th"})
# Elements whose text is not the page's text.
_HIDDEN = frozenset({"head", "noscript", "select", "button", "svg", "math", "template", "object", "canvas"})
# Elements that close another one of their kind left open before them.
_CLOSES = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "option": ("option",)}


class _Element(Struct, frozen=True, gc=False):
    """An open element: its name, and the level of the heading that it is or stands in."""

    name: str
    heading: int | None


class Page:
    """Takes a page's tokens one by one; then `blocks` holds its contents, `title` and `meta` what its head says.

    `hidden` names the open elements whose text is not shown."""

    def __init__(self, text: str, budget: Budget) -> None:
        self.lines = Lines(text)
        self.budget = budget
        self.blocks: list[Placed] = []
        self.title = ""
        self.meta: list[tuple[str, str, int]] = []
        self.hidden: list[str] = []
        self._run = Run()
        self._open: list[_Element] = []
        self._numbers: list[int] = []
        self._count: dict[str, int] = {}
        self._tables: list[Table] = []
        self._elements = 0

    def take(self, tag: Tag) -> None:
        """The next token is a tag."""
        if self.hidden and self._in_hidden(tag):
            return
        if tag.closing:
            self._end(tag.name)
        else:
            self._start(tag)

    def text(self, piece: Piece) -> None:
        """The next token is text."""
        if piece.raw == "title" and not self.title:
            self.title = " ".join(unescaped(piece.text).split())
        if not piece.raw and not self.hidden:
            self._run.add(piece.text, piece.offset)

    def close(self) -> None:
        """End of the page: close what was left open."""
        self._flush()
        while self._tables:
            self._close_table()

    # Text

    def _flush(self) -> None:
        """End of a paragraph."""
        run = self._run
        if not run.parts:
            run.gap = ""
            return
        self._run = Run()
        text, anchors = run.result()
        if not text:
            return
        self.budget.add_paragraph()
        at = self.lines.at(anchors[0][1], anchors[1][0] if len(anchors) > 1 else len(text))
        further = tuple((inside, self.lines.at(offset)) for inside, offset in anchors[1:])
        heading = self._open[-1].heading if self._open else None
        self._emit(Paragraph(text=text, at=at, anchors=further, heading=heading), self.path())

    def _emit(self, block: Block, path: tuple[int, ...]) -> None:
        cell = self._tables[-1].cell if self._tables else None
        into = cell.blocks if cell else self._outer()
        into.append(Placed(block, path))

    def _outer(self) -> list[Placed]:
        """Where the text between the rows of a table goes: before the table."""
        for table in reversed(self._tables):
            if table.cell:
                return table.cell.blocks
        return self.blocks

    def path(self) -> tuple[int, ...]:
        """The numbers of the elements that are open, outermost first."""
        return tuple(self._numbers)

    # Tags

    def _in_hidden(self, tag: Tag) -> bool:
        """Whether a tag stands in an element that is not shown; <body> ends a head that was left open."""
        if tag.name == "body" or (tag.name in ("div", "table") and self.hidden == ["head"]):
            self.hidden.clear()
            return False
        if tag.name == "meta":
            self._meta(tag)
        elif tag.name == self.hidden[-1]:
            if tag.closing:
                self.hidden.pop()
            elif len(self.hidden) < self.budget.limits.nesting:
                self.hidden.append(tag.name)
        return True

    def _meta(self, tag: Tag) -> None:
        name = tag.attribute("name") or tag.attribute("property")
        content = tag.attribute("content")
        if name and content:
            self.meta.append((name.lower(), unescaped(content).strip(), tag.offset))

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name in _CELLS:  # first what a report has most of
            self._start_cell(tag)
        elif name in _HIDDEN and not tag.attributes.endswith("/"):
            self.hidden.append(name)
        elif name == "br":
            self._flush()
        elif name == "meta":
            self._meta(tag)
        elif name == "table":
            self._start_table(tag)
        elif name in ("tr", "tbody", "thead", "tfoot", "caption"):
            self._start_row(name)
        elif name in _BLOCKS:
            self._flush()
            self._close("p")
            for other in _CLOSES.get(name, ()):
                self._close(other)
            if name != "hr":
                self._push(name)

    def _end(self, name: str) -> None:
        if name in _CELLS:
            if self._tables:
                self._close_cell()
        elif name == "table":
            if self._tables:
                self._flush()
                self._close_table()
        elif name in ("tr", "tbody", "thead", "tfoot"):
            if self._tables:
                self._close_row()
        elif name in _BLOCKS or name == "caption":
            self._flush()
            self._close(name)

    def _push(self, name: str) -> None:
        self._elements += 1
        outer = self._open[-1].heading if self._open else None
        self._open.append(_Element(name, _HEADINGS.get(name, outer)))
        self._numbers.append(self._elements)
        self._count[name] = self._count.get(name, 0) + 1
        self.budget.nest(len(self._open))

    def _close(self, name: str) -> None:
        """Close the nearest open element of this name, and those in it; never beyond the current cell."""
        if not self._count.get(name):
            return
        for n in range(len(self._open) - 1, -1, -1):
            if self._open[n].name == name:
                self._pop(n)
                return
            if self._open[n].name in ("td", "table"):
                return

    def _pop(self, n: int) -> None:
        """Close the open elements from the one with this index on."""
        for element in self._open[n:]:
            self._count[element.name] -= 1
        del self._open[n:], self._numbers[n:]

    def _pop_until(self, name: str) -> None:
        """Close the innermost open element of this name, and those in it."""
        if self._open and self._open[-1].name == name:  # as almost always
            del self._open[-1], self._numbers[-1]
            self._count[name] -= 1
            return
        self._pop(next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n].name == name), 0))

    # Tables

    def _start_table(self, tag: Tag) -> None:
        self._flush()
        if self._tables and self._tables[-1].cell is None:
            self._close_table()  # a table between the rows of another ends that one
        self._close("p")
        self._push("table")
        self._tables.append(Table(tag.offset, self.path()))

    def _start_row(self, name: str) -> None:
        if self._tables:
            self._close_row()
            if name == "tr":
                self._tables[-1].rows.append([])
                self._tables[-1].in_row = True

    def _start_cell(self, tag: Tag) -> None:
        self._flush()
        if not self._tables:
            return
        self._leave_cell()
        table = self._tables[-1]
        if not table.in_row:
            table.rows.append([])
            table.in_row = True
        self.budget.add_cells(1)
        spans = "span" in tag.attributes.lower()
        rowspan, colspan = (span(tag, "rowspan", 0), span(tag, "colspan", 1)) if spans else (1, 1)
        table.cell = Cell(tag.offset, rowspan, colspan)
        table.rows[-1].append(table.cell)
        self._push("td")

    def _close_cell(self) -> None:
        self._flush()
        self._leave_cell()

    def _leave_cell(self) -> None:
        """Close the cell, whose last paragraph is at its end already."""
        table = self._tables[-1]
        if table.cell is not None:
            table.cell = None
            self._pop_until("td")

    def _close_row(self) -> None:
        self._close_cell()
        self._tables[-1].in_row = False

    def _close_table(self) -> None:
        self._close_row()
        table = self._tables.pop()
        self._pop_until("table")
        rows = [row for row in table.rows if row]
        cells = [cell for row in rows for cell in row]
        if len(cells) > 1 and not any(map(is_layout, cells)):
            self._emit(grid(table, rows, self.lines, self.budget), table.path)
            return
        cell = self._tables[-1].cell if self._tables else None
        into = cell.blocks if cell else self._outer()
        into += [placed for each in cells for placed in each.blocks]
