"""The report on a page, and what is around it: the smallest element that holds all numbered headings and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from gongkai.document import Block, Grid, Paragraph
from gongkai.number import parse
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.readers.html.page import Page, Placed

__all__ = ["Region", "report_region"]

_HEADING = regex(r"[一二三四五六七八九十]{1,2}\s*、")
_LONGEST_HEADING = 40
# Numbers that a table of data has at least; a site's own tables have dates and counters.
_NUMBERS = 3
# Paragraphs between title and report of at least this length are its preamble; shorter ones are dates, sources,
# font sizes.
_PREAMBLE = 40
_DAY = regex(r"(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_PUBLISHED = regex(r"(?:发布|公布|发文|成文|公开)(?:时间|日期)|发布于|^日期")
# Names under which sites give the publication date in a page's head; PubDate is that of government sites.
_META_DATES = frozenset({"pubdate", "publishdate", "publish_date", "article:published_time", "dc.date.issued"})
_META_TITLE = "articletitle"


class Region(Struct, frozen=True):
    """The report's blocks, and publication dates (ISO form) that the page gives, with their places.

    `inside` are the numbers of the elements that the report stands in; `above` is how many of the page's blocks come
    before its first numbered heading or table of data.
    """

    blocks: tuple[Block, ...]
    published: tuple[tuple[str, At], ...]
    inside: tuple[int, ...]
    above: int


def report_region(page: Page) -> Region:
    """Find the report on the page. Where it has neither numbered headings nor tables of data, all is kept."""
    anchors = [n for n, placed in enumerate(page.blocks) if _is_anchor(placed.block)]
    title = next((content for name, content, _ in page.meta if name == _META_TITLE), "") or page.title
    inside = _common([page.blocks[n].path for n in anchors])
    kept = [placed.path[: len(inside)] == inside for placed in page.blocks]
    first = kept.index(True) if True in kept else 0
    opening = list(_opening(page.blocks[:first], title))
    around = [placed for placed, keep in zip(page.blocks, kept, strict=True) if not keep]
    blocks = (*opening, *(placed.block for placed, keep in zip(page.blocks, kept, strict=True) if keep))
    return Region(blocks, tuple(_dates(page, around)), inside, anchors[0] if anchors else 0)


def _common(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The beginning that all paths share."""
    if not paths:
        return ()
    first, last = min(paths), max(paths)
    return tuple(a for n, a in enumerate(first) if first[: n + 1] == last[: n + 1])


def _is_anchor(block: Block) -> bool:
    if isinstance(block, Grid):
        numbers = (True for row in block.rows for cell in row if parse(cell.text)[0] == "number")
        return sum(islice(numbers, _NUMBERS)) == _NUMBERS
    return len(block.text) <= _LONGEST_HEADING and _HEADING.match(block.text) is not None


def _opening(before: Sequence[Placed], title: str) -> Iterator[Block]:
    """Of what stands before the report: its title, and long paragraphs between that and the report."""
    plain = "".join(title.split())
    found = [_is_title(placed.block, plain) for placed in before]
    if True not in found:
        return
    # The title nearest to the report: a site repeats it in its breadcrumbs.
    last = len(found) - 1 - found[::-1].index(True)
    start = last
    while start and found[start - 1]:
        start -= 1
    yield from (placed.block for placed in before[start : last + 1])
    for placed in before[last + 1 :]:
        if isinstance(placed.block, Paragraph) and len(placed.block.text) >= _PREAMBLE and "。" in placed.block.text:
            yield placed.block


def _is_title(block: Block, title: str) -> bool:
    if not isinstance(block, Paragraph):
        return False
    text = "".join(block.text.split())
    return block.heading == 1 or (len(text) >= 4 and text in title)


def _dates(page: Page, around: Sequence[Placed]) -> Iterator[tuple[str, At]]:
    for name, content, offset in page.meta:
        if name in _META_DATES and (day := _day(content)):
            yield day, page.lines.at(offset)
    for placed in around:
        block = placed.block
        lines = (
            [(block.text, block.at)]
            if isinstance(block, Paragraph)
            else [(" ".join(cell.text for cell in row), row[0].at) for row in block.rows]
        )
        for text, at in lines:
            if (label := _PUBLISHED.search(text)) and (day := _day(text[label.end() : label.end() + 30])):
                yield day, at


def _day(text: str) -> str | None:
    match = _DAY.search(text)
    if not match or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3]) <= 31:
        return None
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
