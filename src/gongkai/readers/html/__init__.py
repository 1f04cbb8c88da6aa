"""Web pages: the report's paragraphs and tables, without the site around them.

The page is read as browsers do where that matters for tables (cells and rows left open, tables in layout tables,
text between rows), in one pass and in time linear in its length. Text that is not shown, or shown struck out, is left out.
"""

from __future__ import annotations

import re

from gongkai.bilingual import Text
from gongkai.document import Document, Reading
from gongkai.patterns import regex
from gongkai.reader import Reader, Source
from gongkai.readers.budget import Budget
from gongkai.readers.text import decoded

__all__ = ["READER"]

_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml")
_START = regex(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAGS = regex(rb"<(?:html|head|body|table|div|p|meta|title)\b", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BIG5 = regex(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*big5", re.IGNORECASE)


def _claim(source: Source) -> int:
    head = source.head
    for mark, name in _MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].decode(name, "ignore").encode()
    if _START.match(head):
        return 95
    if _TAGS.search(head) and b"\0" not in head:
        return 90 if source.suffix in _SUFFIXES else 70
    return 50 if source.suffix in _SUFFIXES and b"\0" not in head else 0


def _text(data: bytes) -> tuple[str, str]:
    """The page's text and its encoding. A declared one is often wrong, so the bytes decide; only Big5 looks like
    GB18030."""
    if data.isascii() and b"\0" not in data:
        return data.decode("ascii"), "ascii"
    head = data[:4096]
    if b"big5" in head.lower() and _BIG5.search(head):
        try:
            return data.decode("big5"), "big5"
        except UnicodeDecodeError:
            pass
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and data.count(b"\0", 0, 4096) < 4:
        data = data.replace(b"\0", b"")  # as browsers do in a page's text
    return decoded(data)


def _read(source: Source) -> Document:
    # Checking other formats does not import these.
    from gongkai.readers.html.facts import NOTED, TAGS, Facts
    from gongkai.readers.html.page import Page
    from gongkai.readers.html.region import report_region
    from gongkai.readers.html.struck import renamed
    from gongkai.readers.html.tokens import RAW, tokens

    budget = Budget(source.limits)
    budget.text(len(source.data))
    text, used = _text(source.data)
    text = renamed(text)
    page, facts = Page(text, budget), Facts()
    for texts, offset, name, written, inside in tokens(text, TAGS, page.plain):
        page.take(texts, name, written, offset)
        if name in NOTED:
            facts.note(name, written, offset, page)
        if inside is None:
            continue
        if name in RAW:
            page.raw(name, inside)
        else:
            page.take(inside, f"/{name}", "", offset)
    page.close()
    region = report_region(page)
    mark = next((name for start, name in _MARKS if source.data.startswith(start)), "")
    published = (Reading(name="published", value=day, at=at) for day, at in region.published)
    readings = (*published, *facts.readings(text, page, region, used, mark))
    return Document(
        path=source.path, format="html", blocks=region.blocks, title=page.title or None, readings=readings
    )


READER = Reader(
    name="html",
    title=Text(zh="网页", en="web page"),
    suffixes=_SUFFIXES,
    claim=_claim,
    read=_read,
)
