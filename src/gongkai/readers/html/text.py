"""Text of a page as it is shown: white space joined, character references resolved, positions kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from gongkai.patterns import regex
from gongkai.place import At

__all__ = ["Lines", "Run", "unescaped"]

_WORDS = regex(r"([ \t\r\n\f]+)|(&(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?)|[^ \t\r\n\f&]+|&")
_SPACE = " \t\r\n\f"
_CUT = regex(r"[ \t\r\n\f&]")
_LINE_END = regex(r"\r\n|\r|\n")
_BLANK = " \t\r\n\f\u00a0\u3000\u200b\ufeff"


class Lines:
    """Lines and columns (from 1, in code points) of a page's offsets."""

    def __init__(self, page: str) -> None:
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(page))]

    def at(self, offset: int, length: int = 0) -> At:
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        if not length:
            return At(line=line, column=column)
        return At(line=line, column=column, end_line=line, end_column=column + length)


class Run:
    """Text of one paragraph or cell while it is collected from its pieces."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.anchors: list[tuple[int, int]] = []  # offsets in the text and in the page, where they part
        self.gap = ""

    def add(self, text: str, offset: int) -> None:
        """Add a piece of the page's text."""
        if not text.strip(_SPACE):
            self._space(text)
            return
        if not _CUT.search(text):
            self._word(text.replace("\u00a0", " "), offset)
            return
        for match in _WORDS.finditer(text):
            if match[1]:
                self._space(match[1])
                continue
            word = unescaped(match[0]).replace("\u00a0", " ") if match[2] else match[0].replace("\u00a0", " ")
            self._word(word, offset + match.start())

    def _space(self, space: str) -> None:
        self.gap = "\n" if "\n" in space or "\r" in space else self.gap or space

    def _word(self, word: str, offset: int) -> None:
        if self.gap and self.parts:
            # A line break in the page's source is no space between Chinese characters: editors wrap lines anywhere.
            wrapped = self.gap == "\n" and not self.parts[-1][-1:].isascii() and not word[:1].isascii()
            if not wrapped:
                self.parts.append(" ")
                self.length += 1
        self.gap = ""
        if not self.anchors or self.anchors[-1][1] + self.length - self.anchors[-1][0] != offset:
            self.anchors.append((self.length, offset))
        self.parts.append(word)
        self.length += len(word)

    def result(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The text without blanks around it, and for stretches of it (offset in the text, offset in the page)."""
        text = "".join(self.parts)
        if len(self.anchors) == 1 and text == text.strip(_BLANK):
            return text, tuple(self.anchors)
        lead = len(text) - len(text.lstrip(_BLANK))
        text = text.strip(_BLANK)
        return text, tuple(_shifted(self.anchors, lead, len(text)))


def _shifted(anchors: list[tuple[int, int]], lead: int, length: int) -> Iterator[tuple[int, int]]:
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

    return unescape(text)
