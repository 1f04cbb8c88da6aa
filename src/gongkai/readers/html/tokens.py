"""Cutting a page into tags and text, with the offset of each.

The standard library's html.parser is not used: on markup left open it takes time quadratic in the page's length, and
it gives no offsets. The rules for tags, attributes, comments and raw text are those of the HTML standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from gongkai.patterns import regex

__all__ = ["Piece", "Tag", "tokens"]

# A quote opens a value only behind "=", as in browsers: in `<td width=100">` it is part of the value.
_TAG = regex(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]|=\s*+(?:"[^"]*+"|'[^']*+'|))*+)>""")
# A name without a value is matched as well: to look for "=" from each of its letters would take quadratic time.
_ATTRIBUTE = regex(r"""([^\s/>="'][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")
_RAW = frozenset({"script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes"})
# A tag is not longer than this; what looks like one is text. It bounds the search for a tag's end; on a page with
# more than a few of such, it is bounded more closely.
_LONGEST, _FEW, _SHORT = 20_000, 100, 500
# Only a tag that holds a picture itself may be longer.
_INLINE = regex(r"<img\s[^>]{0,500}?data:image/", re.IGNORECASE)


class Tag(Struct, frozen=True, gc=False):
    """A start or end tag; `name` in lower case, `attributes` still as written."""

    offset: int
    name: str
    closing: bool
    attributes: str

    def attribute(self, name: str) -> str | None:
        """The value of an attribute, with character references as written; "" if it has none."""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1].lower() == name:
                return next((value for value in match.groups()[1:] if value is not None), "")
        return None


class Piece(Struct, frozen=True, gc=False):
    """Text between tags as written. `raw` names the element whose contents are no markup (title, script)."""

    offset: int
    text: str
    raw: str = ""


def tokens(page: str) -> Iterator[Tag | Piece]:
    """The page's tags and text in order; comments and declarations are left out."""
    position = begun = failed = 0
    last = page.rfind(">")
    while (start := page.find("<", position)) >= 0 and start < last:
        if page[start + 1] in "!?":
            end = _behind_comment(page, start, last)
            tag = None
        else:
            longest = _LONGEST if failed < _FEW else _SHORT
            tag = _TAG.match(page, start, start + longest)
            near = tag is not None or page.find(">", start, start + longest) >= 0
            if not near and failed < _FEW and _INLINE.match(page, start):
                tag = _TAG.match(page, start, page.find(">", start) + 1)
            if tag is None:
                failed += 1
                # Without any ">" so near, no tag begins before one comes near.
                position = start + 1 if near else max(start + 1, page.find(">", start) + 1 - longest)
                continue
            end = tag.end()
        if start > begun:
            yield Piece(begun, page[begun:start])
        position = begun = end
        if tag is None:
            continue
        slash, name, attributes = tag.groups()
        name = name.lower()
        yield Tag(start, name, slash != "", attributes)
        if not slash and name in _RAW:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, end)
            position = begun = closing.start() if closing else len(page)
            if begun > end:
                yield Piece(end, page[end:begun], raw=name)
    if begun < len(page):
        yield Piece(begun, page[begun:])


def _behind_comment(page: str, start: int, last: int) -> int:
    """The offset behind a comment or declaration; a comment left open hides the rest of the page, as in browsers."""
    if page.startswith("<!--", start):
        if page.startswith((">", "->"), start + 4):
            return page.index(">", start) + 1
        end = page.find("-->", start + 4)
        return end + 3 if end >= 0 else len(page)
    return page.find(">", start, last + 1) + 1
