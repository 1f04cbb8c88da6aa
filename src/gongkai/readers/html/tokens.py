"""Cutting a page into tags and text, with the offset of each.

The standard library's html.parser is not used: on markup left open it takes time quadratic in the page's length, and
it gives no offsets. The rules for tags, attributes, comments and raw text are those of the HTML standard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import TypeAlias

from gongkai.patterns import regex

__all__ = ["RAW", "Token", "attribute", "attributes", "tokens"]

Token: TypeAlias = tuple[int, str, str, str, str | None]
"""Text and the tag behind it: the text's offset, the text as written ("" if there is none), the tag's name in lower
case ("/td" for an end tag, "" if there is no tag) and its attributes as written. Where only text stands between a
start tag and its end tag, that text, and the end tag is no token of its own; of an element in RAW, its contents; else
None. A plain tuple, because a page has thousands."""

RAW = frozenset({"script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes"})
"""Elements whose contents are no markup."""

# A quote opens a value only behind "=", as in browsers: in `<td width=100">` it is part of the value.
_NEXT = regex(
    r"""([^<]*+)<(/?+[a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>"""
    r"""(?:([^<]*+)</\2>)?+"""
)
# A name without a value is matched as well: to look for "=" from each of its letters would take quadratic time.
_ATTRIBUTE = regex(r"""([^\s/>="'][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")
# Behind these a cell may begin (behind "td" if it was a whole cell).
_BEFORE_CELLS = frozenset({"tr", "td", "/td", "/th"})
# A tag is not longer than this; what looks like one is text. It bounds the search for a tag's end; on a page with
# more than a few of such, it is bounded more closely.
_LONGEST, _FEW, _SHORT = 20_000, 100, 500
# Only a tag that holds a picture itself may be longer.
_INLINE = regex(r"<img\s[^>]{0,500}?data:image/", re.IGNORECASE)


def attributes(written: str) -> Iterator[tuple[str, str]]:
    """The name in lower case and the value of each of a tag's attributes, with character references as written; ""
    if it has no value."""
    for match in _ATTRIBUTE.finditer(written):
        name, *values = match.groups("")
        yield name.lower(), "".join(values)


def attribute(written: str, name: str) -> str | None:
    """The value of the first attribute of this name among a tag's attributes; None if there is none."""
    return next((value for each, value in attributes(written) if each == name), None)


def tokens(page: str, wanted: Collection[str], cells: Callable[[int], int]) -> Iterator[Token]:
    """The page's text, and its tags whose names are in `wanted`, in order.

    `cells` is asked wherever a cell may begin, when the token before it was taken: it gets that offset, and gives the
    one behind the cells that it took itself."""
    # Where the text begins that was not given out yet, and where the next tag is looked for.
    begun = position = failed = 0
    longest = _LONGEST
    last = page.rfind(">")
    while True:
        match = _NEXT.match(page, position, position + longest)
        if match is None:  # a comment, or a long text before the tag, or no tag at all
            start = page.find("<", position)
            if not 0 <= start < last:
                break
            if page[start + 1] in "!?":
                if start > begun:
                    yield begun, page[begun:start], "", "", None
                begun = position = _behind_comment(page, start, last)
                continue
            position = start
            match = _NEXT.match(page, start, start + longest)
            near = match is not None or page.find(">", start, start + longest) >= 0
            if not near and failed < _FEW and _INLINE.match(page, start):
                match = _NEXT.match(page, start, page.find(">", start) + 1)
            if match is None:
                failed += 1
                # Without any ">" so near, no tag begins before one comes near.
                position = start + 1 if near else max(start + 1, page.find(">", start) + 1 - longest)
                longest = _LONGEST if failed < _FEW else _SHORT
                continue
        words, name, written, inside = match.groups()
        name = name.lower()
        if position != begun:
            words = page[begun : match.start(2) - 1]
        offset, begun = begun, match.end()
        if name in RAW:
            start = match.end(3) + 1
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, start)
            begun = closing.start() if closing else len(page)
            inside = page[start:begun]
        position = begun
        if words or inside or name in wanted:
            yield offset, words, name, written, inside
            if name in _BEFORE_CELLS:
                begun = position = cells(begun)
    if begun < len(page):
        yield begun, page[begun:], "", "", None


def _behind_comment(page: str, start: int, last: int) -> int:
    """The offset behind a comment or declaration; a comment left open hides the rest of the page, as in browsers."""
    if page.startswith("<!--", start):
        if page.startswith((">", "->"), start + 4):
            return page.index(">", start) + 1
        end = page.find("-->", start + 4)
        return end + 3 if end >= 0 else len(page)
    return page.find(">", start, last + 1) + 1
