"""Blocks that follow each other with no text between them: as most paragraphs and headings of a report do, and nearly all
items of the menus around it. What begins or ends a block is taken in one step, and a plain block as a whole, which holds
one text and nothing else than links and marks of its looks.
"""

from __future__ import annotations

from itertools import islice

from gongkai.patterns import regex
from gongkai.readers.budget import Budget
from gongkai.readers.html.elements import Elements
from gongkai.readers.html.marks import LONGEST_PLAIN, MARKS, SPACE, WRITTEN, texts
from gongkai.readers.html.tables import Found
from gongkai.readers.html.text import CLEAN, Anchors, shown

__all__ = ["BLOCKS", "Blocks"]

BLOCKS = (
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul",
)  # fmt: skip
# What they close that was left open before them; all others only a paragraph.
_CLOSES = {"li": ("p", "li"), "dt": ("p", "dt", "dd"), "dd": ("p", "dt", "dd")}
_PARAGRAPH = ("p",)
# More than pages have, and bounded for hostile ones.
_MOST_LINKS = 1000

_NAME = "[pP]|[dD][iI][vV]|[lL][iI]|[uUoO][lL]|[hH][1-6]|[dD][dDlLtT]"
_MARK = rf"</?+(?:{MARKS}){WRITTEN}>|</[aA]{WRITTEN}>"
_LINK = rf"<[aA](){WRITTEN}>"
# The name of a block that ends, or of one that begins. Behind that, up to where the same block ends or any other begins or
# ends: marks and links, the block's text as far as that is shown as it is written, and the rest of it. Where no block
# begins or ends, nothing is matched.
_NEXT = regex(
    rf"{SPACE}<(?:/({_NAME})>|({_NAME}){WRITTEN}>"
    rf"(?:{SPACE}(?:(?:{_MARK}|{_LINK}){SPACE})*+({CLEAN}){SPACE}"
    rf"(?:(?:{_MARK}){SPACE})*+((?:[^<]|(?=<[aA]))(?:[^<]++|{_MARK}|{_LINK})*+)?+"
    rf"(?:</\2>()|(?=</?+(?:{_NAME}){WRITTEN}>)))?+)|"
)


class Blocks:
    """Opens and closes a page's blocks. `linked` are stretches of the page whose links were taken with plain ones."""

    def __init__(self, page: str, elements: Elements, budget: Budget) -> None:
        self._page, self._elements, self._budget = page, elements, budget
        self.linked: list[tuple[int, int]] = []

    def begin(self, name: str) -> None:
        """A block begins behind all text before it."""
        for other in _CLOSES.get(name, _PARAGRAPH):
            self._elements.close(other)
        if name != "hr":
            self._elements.open(name)

    def take(self, into: list[Found], position: int) -> int:
        """Open and close the blocks that begin and end from an offset on, and add what the plain ones hold; gives the offset
        behind them."""
        page, elements = self._page, self._elements
        paragraphs = linked = end = 0
        closed = ""  # the name of a block at whose begin nothing is left to close
        for match in islice(_NEXT.finditer(page, position), self._budget.room):
            ended, name, link, words, rest, further, plain = match.groups()
            behind = match.end()
            if behind - position > LONGEST_PLAIN:
                break
            position = behind
            if ended:
                elements.close(ended.lower())
                closed = ""
                continue
            if not name:
                break
            if name != closed:
                closed = name = name.lower()
                for other in _CLOSES.get(name, _PARAGRAPH):
                    elements.close(other)
            if plain is not None:
                element = elements.within(name, elements.inner)
            else:
                element = elements.open(name)
                closed = ""
            offset = match.start(4)
            anchors: Anchors = ((0, offset),)
            if rest:
                words, anchors = shown(texts(page[offset : match.end(5)], offset))
            if words:
                paragraphs += 1
                into.append(Found(words, anchors, element))
            if link is not None or further is not None:
                linked, end = linked or match.start(2), position
        if linked and len(self.linked) < _MOST_LINKS:
            self.linked.append((linked, end))
        self._budget.add_paragraphs(paragraphs)
        return position
