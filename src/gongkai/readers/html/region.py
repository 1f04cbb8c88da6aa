"""The report on a page, and what is around it: the smallest element that holds all numbered headings and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, islice

from msgspec import Struct

from gongkai.document import Block
from gongkai.number import parse
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.readers.html.elements import Element
from gongkai.readers.html.page import Page
from gongkai.readers.html.tables import Found

__all__ = ["Region", "report_region"]

_NUMERALS = "一二三四五六七八九十"
_HEADING = regex(rf"[{_NUMERALS}]{{1,2}}\s*、")
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

    `inside` is the element that the report stands in; `above` is how many of the page's blocks come before its first
    numbered heading or table of data.
    """

    blocks: tuple[Block, ...]
    published: tuple[tuple[str, At], ...]
    inside: Element
    above: int


def report_region(page: Page) -> Region:
    """Find the report on the page. Where it has neither numbered headings nor tables of data, all is kept."""
    anchors = [n for n, found in enumerate(page.found) if _is_anchor(found)]
    title = next((content for name, content, _ in page.meta if name == _META_TITLE), "") or page.title
    inside = _common([page.found[n].inside for n in anchors]) if anchors else page.elements.page
    kept = [found.inside.stands_in(inside) for found in page.found]
    opening = _opening(page.found[: kept.index(True)] if True in kept else (), title)
    around = [found for found, keep in zip(page.found, kept, strict=True) if not keep]
    report = compress(page.found, kept)
    blocks = tuple(map(page.block, (*opening, *report)))
    return Region(blocks, tuple(_dates(page, around)), inside, anchors[0] if anchors else 0)


def _common(elements: Sequence[Element]) -> Element:
    """The innermost element that all stand in."""
    common = elements[0]
    for element in elements:
        while not element.stands_in(common) and common.around:
            common = common.around
    return common


def _is_anchor(found: Found) -> bool:
    if found.grid:
        numbers = (True for row in found.grid.rows for cell in row if parse(cell.text)[0] == "number")
        return sum(islice(numbers, _NUMBERS)) == _NUMBERS
    text = found.text
    return len(text) <= _LONGEST_HEADING and _HEADING.match(text) is not None


def _opening(found: Sequence[Found], title: str) -> Iterator[Found]:
    """Of what stands before the report: its title, and long paragraphs between that and the report."""
    plain = "".join(title.split())
    # The title nearest to the report: a site repeats it in its breadcrumbs.
    last = next((n for n in reversed(range(len(found))) if _is_title(found[n], plain)), None)
    if last is None:
        return
    start = last
    while start and _is_title(found[start - 1], plain):
        start -= 1
    yield from found[start : last + 1]
    for each in found[last + 1 :]:
        if not each.grid and len(each.text) >= _PREAMBLE and "。" in each.text:
            yield each


def _is_title(found: Found, title: str) -> bool:
    if found.grid:
        return False
    text = "".join(found.text.split())
    return found.inside.heading == 1 or (len(text) >= 4 and text in title)


def _dates(page: Page, around: Sequence[Found]) -> Iterator[tuple[str, At]]:
    for name, content, offset in page.meta:
        if name in _META_DATES and (day := _day(content)):
            yield day, page.lines.at(offset)
    for found in around:
        if found.grid is None:
            if day := _published(found.text):
                yield day, page.at(found)
            continue
        for row in found.grid.rows:
            if day := _published(" ".join([cell.text for cell in row])):
                yield day, row[0].at


def _published(text: str) -> str | None:
    """The publication date that a line of text gives."""
    label = _PUBLISHED.search(text) if "日期" in text or "时间" in text or "发布于" in text else None
    return _day(text[label.end() : label.end() + 30]) if label else None


def _day(text: str) -> str | None:
    match = _DAY.search(text)
    if not match or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3]) <= 31:
        return None
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
