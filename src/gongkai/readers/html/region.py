"""The report on a page, and what is around it: the smallest element that holds all numbered headings and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from gongkai.document import Block
from gongkai.number import parse
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.readers.html.page import Page, Placed
from gongkai.readers.html.tables import Found

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
    anchors = [n for n, placed in enumerate(page.placed) if _is_anchor(placed.found)]
    title = next((content for name, content, _ in page.meta if name == _META_TITLE), "") or page.title
    inside = _common([page.placed[n].path for n in anchors])
    kept = [placed.path[: len(inside)] == inside for placed in page.placed]
    opening = _opening(page.placed[: kept.index(True)] if True in kept else (), title)
    around = [placed.found for placed, keep in zip(page.placed, kept, strict=True) if not keep]
    report = [placed.found for placed, keep in zip(page.placed, kept, strict=True) if keep]
    blocks = tuple(map(page.block, (*opening, *report)))
    return Region(blocks, tuple(_dates(page, around)), inside, anchors[0] if anchors else 0)


def _common(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The beginning that all paths share."""
    if not paths:
        return ()
    first, last = min(paths), max(paths)
    return tuple(a for n, a in enumerate(first) if first[: n + 1] == last[: n + 1])


def _is_anchor(found: Found) -> bool:
    if found.grid:
        numbers = (True for row in found.grid.rows for cell in row if parse(cell.text)[0] == "number")
        return sum(islice(numbers, _NUMBERS)) == _NUMBERS
    return len(found.text) <= _LONGEST_HEADING and _HEADING.match(found.text) is not None


def _opening(before: Sequence[Placed], title: str) -> Iterator[Found]:
    """Of what stands before the report: its title, and long paragraphs between that and the report."""
    plain = "".join(title.split())
    found = [placed.found for placed in before]
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
