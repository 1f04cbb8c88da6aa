"""Marks of a text's looks, of which nothing is kept: what is written plainly enough to be taken without a look at each."""

from __future__ import annotations

from gongkai.patterns import regex
from gongkai.readers.html.tokens import Texts

__all__ = ["LONGEST_PLAIN", "MARK", "MARKS", "SPACE", "TAG", "WRITTEN", "texts"]

LONGEST_PLAIN = 4000
"""A cell or block that is written with more characters is not taken in one step: its tags might be longer."""
SPACE = r"[ \t\r\n\f]*+"
# The attributes of a tag that are read in one way only. Tags with others, and marks whose names are in mixed case, are no
# part of what is plain.
WRITTEN = r"""(?:[ \t\r\n\f][^"'=<>]*+(?:="[^"]*+"[^"'=<>]*+|=(?!\s)(?:'[^']*+')?+[^"'=<>]*+)*+)?+/?+"""
MARKS = "font|span|b|strong|i|em|u|o:p|FONT|SPAN|B|STRONG|I|EM|U|O:P"
MARK = rf"</?+(?:{MARKS}){WRITTEN}>"
# A tag in text with marks in it: its name and its attributes.
TAG = regex(rf"<(/?+[a-zA-Z][a-zA-Z0-9:]*+)({WRITTEN})>")
# A link's words are text around it, too.
_RUN = regex(rf"(?:</?+(?:{MARKS}|a|A){WRITTEN}>)++")


def texts(written: str, offset: int) -> Texts:
    """The pieces of a text with marks of its looks."""
    if "<" not in written:
        return ((written, offset),) if written else ()
    pieces: list[tuple[str, int]] = []
    start = 0
    for marks in _RUN.finditer(written):
        end = marks.start()
        if end > start:
            pieces.append((written[start:end], offset + start))
        start = marks.end()
    if start < len(written):
        pieces.append((written[start:], offset + start))
    return pieces
