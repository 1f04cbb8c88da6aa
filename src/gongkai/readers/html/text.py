"""Text of a page as it is shown: white space joined, character references resolved, positions kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from gongkai.patterns import regex
from gongkai.place import At

__all__ = ["CLEAN", "UNCHANGED", "Anchors", "Lines", "shown", "unescaped"]

_WORDS = regex(r"([ \t\r\n\f]+)|(&(?:#[xX]?[0-9a-fA-F]{1,32}|[a-zA-Z][a-zA-Z0-9]{1,31});?)|[^ \t\r\n\f&]+|&")
_SPACE = " \t\r\n\f"
_BREAK = regex(r"[\t\r\n\f]")
_LINE_END = regex(r"\r\n|\r|\n")
_BLANK = " \t\r\n\f\u00a0\u3000\u200b\ufeff"
UNCHANGED = rf"[^<&{_BLANK}]"
"""A character that is shown as it is written, and no blank."""
CLEAN = rf"{UNCHANGED}*+"
"""Text, perhaps none, of such characters."""

Anchors: TypeAlias = Sequence[tuple[int, int]]
"""For stretches of a text: the offset in the text, and where in the page it stands."""


class Lines:
    """Lines and columns (from 1, in code points) of a page's offsets. `starts` are the offsets at which the lines begin, and
    behind the last one."""

    def __init__(self, page: str) -> None:
        if "\r" not in page or page.count("\r") == page.count("\r\n"):
            starts, start = [0], 0
            while start := page.find("\n", start) + 1:
                starts.append(start)
            self.starts = [*starts, len(page) + 1]
        else:
            self.starts = [0, *(match.end() for match in _LINE_END.finditer(page)), len(page) + 1]

    def at(self, offset: int, length: int = 0) -> At:
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        return At(line, column, line, column + length) if length else At(line, column)

    def offset(self, at: At) -> int:
        """Where a position that this gave stands in the page."""
        return self.starts[(at.line or 1) - 1] + (at.column or 1) - 1

    def span(self, anchors: Anchors, length: int) -> At:
        """The first stretch of a text of this length."""
        return self.at(anchors[0][1], anchors[1][0] if len(anchors) > 1 else length)


def shown(pieces: Sequence[tuple[str, int]]) -> tuple[str, Anchors]:
    """The text that pieces of the page, each with its offset, are shown as, without blanks around it; "" if they are
    blank. Between two pieces stands something else."""
    whole = pieces[0][0] if len(pieces) == 1 else "".join([piece for piece, _ in pieces])
    if not whole.strip(_BLANK):
        return "", ()
    if _stays(whole):  # as most
        return _stripped(whole.replace("\u00a0", " "), _stretches(pieces))
    run = _Run()
    for piece, offset in pieces:
        run.add(piece, offset)
    return _stripped("".join(run.parts), run.anchors)


def _stretches(pieces: Sequence[tuple[str, int]]) -> Anchors:
    """Where the pieces stand in a text that is put together from them. A space between two belongs to the first of them."""
    anchors, length = [], 0
    for piece, offset in pieces:
        if piece[0] != " ":
            anchors.append((length, offset))
        elif piece != " ":
            anchors.append((length + 1, offset + 1))
        length += len(piece)
    return anchors


def _stays(text: str) -> bool:
    """Whether a text is shown as it is written, but for blanks around it. Of blanks only the space is printable."""
    return "  " not in text and "&" not in text and (text.isprintable() or not _BREAK.search(text))


def _stripped(whole: str, anchors: Anchors) -> tuple[str, Anchors]:
    """A text without blanks around it, and its stretches."""
    text = whole.strip(_BLANK)
    if len(text) == len(whole):
        return text, anchors
    lead = len(whole) - len(whole.lstrip(_BLANK))
    return text, list(_shifted(anchors, lead, len(text)))


class _Run:
    """Text while it is collected from its pieces."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.anchors: list[tuple[int, int]] = []
        self.gap = ""

    def add(self, text: str, offset: int) -> None:
        """Add a piece of the page's text."""
        for match in _WORDS.finditer(text):
            if match[1]:
                self.gap = "\n" if "\n" in match[1] or "\r" in match[1] else self.gap or match[1]
            else:
                self._word(unescaped(match[0]) if match[2] else match[0], offset + match.start())

    def _word(self, word: str, offset: int) -> None:
        word = word.replace("\u00a0", " ")
        if not self.parts:
            self.anchors.append((0, offset))
        else:
            # A line break in the page's source is no space between Chinese characters: editors wrap lines anywhere.
            if self.gap and not (self.gap == "\n" and not self.parts[-1][-1:].isascii() and not word[:1].isascii()):
                self.parts.append(" ")
                self.length += 1
            inside, place = self.anchors[-1]
            if place + self.length - inside != offset:
                self.anchors.append((self.length, offset))
        self.gap = ""
        self.parts.append(word)
        self.length += len(word)


def _shifted(anchors: Anchors, lead: int, length: int) -> Iterator[tuple[int, int]]:
    for n, (inside, offset) in enumerate(anchors):
        end = anchors[n + 1][0] if n + 1 < len(anchors) else lead + length
        if end > lead and inside < lead + length:
            cut = max(0, lead - inside)
            yield inside + cut - lead, offset + cut


def unescaped(text: str) -> str:
    """The text with its character references resolved."""
    if "&" not in text:
        return text
    from html import unescape

    try:
        return unescape(text)
    except ValueError:  # a number of thousands of digits, which is no character's
        return text
