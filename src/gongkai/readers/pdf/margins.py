"""Page numbers and running headers and footers: lines at a page's edge that are no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gongkai.patterns import regex
from gongkai.readers.pdf.lines import Line
from gongkai.readers.pdf.sheet import Sheet

__all__ = ["is_page_number", "without_margins"]

_DASH = r"[-—–－‐·•~～|\s]*"
_PAGE_NUMBER = regex(
    rf"{_DASH}(?:第\s*)?(?:\d{{1,4}}|[一二三四五六七八九十百]{{1,4}}页|[ivxlc]{{1,6}}|p(?:age|\.)?\s*\d{{1,4}})\s*(?:页)?"
    rf"\s*(?:(?:[/,，／]|of|共)\s*(?:共\s*)?\d{{1,4}}\s*页?)?{_DASH}",
    re.IGNORECASE,
)
# The shares of a page's height, from its upper and lower edge, where margins are looked for.
_EDGE = 0.13
_DEEPEST = 3


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number, as "- 4 -", "第4页 共9页" or "4/9"."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def without_margins(pages: Sequence[tuple[Sheet, list[Line]]]) -> list[list[Line]]:
    """For each page, its lines without page numbers and without what stands in one place on most pages."""
    edges = [_edge_lines(sheet, lines) for sheet, lines in pages]
    seen = Counter(mark for marks in edges for mark in set(marks.values()))
    kept = []
    for (_, lines), marks in zip(pages, edges, strict=True):
        running = {index for index, mark in marks.items() if seen[mark] >= 2 and seen[mark] * 2 > len(pages)}
        kept.append(
            [
                line
                for index, line in enumerate(lines)
                if not (index in running or (index in marks and is_page_number(line.text)))
            ]
        )
    return kept


def _edge_lines(sheet: Sheet, lines: Sequence[Line]) -> dict[int, tuple[str, int]]:
    """By index, the lines near the upper and lower edge: their words without numbers, and where they stand."""
    found = {}
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for index in list(order)[:_DEEPEST]:
            line = lines[index]
            upper, lower = line.box[1], sheet.height - line.box[3]
            if min(upper, lower) > _EDGE * sheet.height:
                break
            found[index] = (re.sub(r"\d+", "#", "".join(line.text.split())), round(upper / 4))
    return found
