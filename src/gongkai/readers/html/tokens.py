"""Cutting a page into tags and text, with the offset of each.

The standard library's html.parser is not used: on markup left open it takes time quadratic in the page's length, and
it gives no offsets. The rules for tags, attributes, comments and raw text are those of the HTML standard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeAlias

from gongkai.patterns import regex

__all__ = ["RAW", "Texts", "Token", "attributes", "tokens"]

Texts: TypeAlias = Sequence[tuple[str, int]]
"""Pieces of the page's text as written, each with its offset; no piece is empty."""

Token: TypeAlias = tuple[Texts, int, str, str, Texts | None]
"""Text and the tag behind it: the text, the tag's offset, its name in lower case ("/td" for an end tag, "" if there is no
tag) and its attributes as written. Where only text stands between a start tag and its end tag, that text, and the end
tag is no token of its own; of an element in RAW, its contents; else None. Tags that are not wanted only part texts.
A plain tuple, because a page has thousands."""

RAW = frozenset({"script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes"})
"""Elements whose contents are no markup."""

# The next tag, and its end tag where only text stands between them: its name, its attributes and that text. A quote opens
# a value only behind "=", as in browsers: in `<td width=100">` it is part of the value.
_NEXT = regex(r"""[^<]*+<(/?+[a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>(?:([^<]*+)</\1>)?+""")
# A name without a value is matched as well: to look for "=" from each of its letters would take quadratic time.
_ATTRIBUTE = regex(r"""([^\s/>="'][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")
# Behind these a plain cell or block may begin (behind one that has an end tag if that was taken with it).
_BEFORE_PLAIN = frozenset({
    "table", "tr", "td", "/td", "/th", "/table", "body", "article", "div", "/div", "ul", "/ul", "p", "/p", "li", "/li",
    "h1", "h2", "h3", "h4", "/h1", "/h2", "/h3", "/h4",
})  # fmt: skip
# A tag is not longer than this; what looks like one is text. It bounds the search for a tag's end; on a page with
# more than a few of such, it is bounded more closely.
_LONGEST, _FEW, _SHORT = 20_000, 100, 500
# What begins so is no tag and not shown, as in browsers: <!-- -->, <!DOCTYPE>, <?xml?>, </ td>.
_COMMENT = regex(r"<(?:[!?]|/[^a-zA-Z])")
_COMMENT_END = regex(r"--!?>")
# Only a tag that holds a picture itself may be longer.
_INLINE = regex(r"<img\s[^>]{0,500}?data:image/", re.IGNORECASE)


def attributes(written: str) -> dict[str, str]:
    """A tag's attributes by their names in lower case: of each name the first value, with character references as written;
    "" if it has no value."""
    found: dict[str, str] = {}
    for name, quoted, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), quoted or single or bare)
    return found


def tokens(page: str, wanted: Collection[str], plain: Callable[[int], int]) -> Iterator[Token]:
    """The page's text, and its tags whose names are in `wanted`, in order.

    `plain` is asked wherever a plain cell or block may begin, when the token before it was taken: it gets that offset, and
    gives the one behind the cells and blocks that it took itself."""
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
            if _COMMENT.match(page, start):
                if start > begun:
                    yield ((page[begun:start], begun),), start, "", "", None
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
        name, written, inside = match.groups()
        name = name.lower()
        offset = match.start(1) - 1
        before = _piece(page[begun:offset], begun)
        begun = match.end()
        within = None if inside is None else _piece(inside, match.start(3))
        if name in RAW:
            start = match.end(2) + 1
            begun = _end_of_raw(page, name, start)
            within = ((page[start:begun], start),)
        position = begun
        if before or within or name in wanted:
            yield before, offset, name, written, within
            if name in _BEFORE_PLAIN:
                begun = position = plain(begun)
    if begun < len(page):
        yield ((page[begun:], begun),), len(page), "", "", None


def _piece(written: str, offset: int) -> Texts:
    return ((written, offset),) if written else ()


def _end_of_raw(page: str, name: str, start: int) -> int:
    """The offset of the end tag of an element in RAW whose contents begin at `start`; the page's end if there is none."""
    closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, start)
    return closing.start() if closing else len(page)


def _behind_comment(page: str, start: int, last: int) -> int:
    """The offset behind what `_COMMENT` begins; a comment left open hides the rest of the page, as in browsers."""
    if page.startswith("<!--", start):
        if page.startswith((">", "->"), start + 4):
            return page.index(">", start) + 1
        end = _COMMENT_END.search(page, start + 4)
        return end.end() if end else len(page)
    return page.find(">", start, last + 1) + 1
