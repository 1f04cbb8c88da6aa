"""From lines to paragraphs: a line goes on in the next one when it is full and the next is not indented."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from gongkai.document import Paragraph
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.readers.pdf.lines import Line, glue

__all__ = ["Measure", "Placed", "measure", "paragraphs"]

_ORDINAL = regex(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、]|第[一二三四五六七八九十]{1,3}|\d{1,2}[.．、]|[（(]\d{1,2}[）)]"
)
_ENDS = tuple("。！？；：!?;:")
_CLOSING = "，。、；：！？）》」』】〕”’,.;:!?)]"
# A shorter line tells nothing about where full lines end.
_LONG = 12
_FIRST_WORD = regex(r"[!-~]+|.")


class Placed(Struct, frozen=True, gc=False):
    """A line with its page."""

    page: int
    line: Line


class Measure(Struct, frozen=True):
    """The body of the text: its left and right edge, and the usual distance from line to line in ems."""

    left: float
    right: float
    pitch: float


def measure(lines: Iterable[Placed]) -> Measure:
    """The edges that full lines have, as most of the text shows them."""
    every = list(lines)
    long = [placed.line for placed in every if len(placed.line.text) >= _LONG]
    if not long:
        return Measure(0, math.inf, 0)  # no line is full
    lefts = Counter(round(line.box[0]) for line in long)
    # The leftmost edge that more than a stray line has.
    often = [x for x, n in lefts.items() if n >= max(2, len(long) // 20)] or list(lefts)
    rights = sorted(line.box[2] for line in long)
    pitches = Counter(
        round((b.line.box[1] - a.line.box[1]) / a.line.em, 1)
        for a, b in pairwise(every)
        if a.page == b.page and abs(a.line.em - b.line.em) < 1 and b.line.box[1] > a.line.box[1] and a.line.em > 0
    )
    # Of the distances that are usual, the smallest: paragraphs may stand further apart than lines.
    usual = [p for p, n in pitches.items() if n >= max(2, pitches.total() // 6)]
    return Measure(min(often), rights[-1 - len(rights) // 50], min(usual, default=2.0))


def paragraphs(lines: Sequence[Placed], body: Measure, first: int) -> list[Paragraph]:
    """The paragraphs of a stretch of lines without tables between them, numbered from `first`."""
    groups: list[list[Placed]] = []
    for placed in lines:
        if groups and _goes_on(groups[-1][-1], placed, body):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    return [_paragraph(group, number) for number, group in enumerate(groups, first)]


def _goes_on(before: Placed, after: Placed, body: Measure) -> bool:
    a, b = before.line, after.line
    size, other = a.em, b.em
    if abs(size - other) > 0.2 * size or b.box[0] > body.left + size:
        return False
    if before.page == after.page and (b.box[1] - a.box[1]) > 1.3 * body.pitch * size:
        return False
    if a.text.endswith(_ENDS) and _ORDINAL.match(b.text):
        return False
    if a.box[0] > body.left + size / 2 and abs(a.box[0] - body.left - body.right + a.box[2]) < size:
        return False  # a centred line
    return body.right - a.box[2] < _needed(b.text) * size


def _needed(text: str) -> float:
    """The room in ems that the next line's beginning would have taken: a word, and closing marks behind it."""
    word = _FIRST_WORD.match(text)
    head = word[0] if word else ""
    closing = next((n for n, char in enumerate(text[len(head) :]) if char not in _CLOSING), 1)
    return sum(0.6 if char.isascii() else 1.0 for char in head) + closing + 0.6


def _paragraph(group: Sequence[Placed], number: int) -> Paragraph:
    text, anchors = "", []
    for placed in group:
        joined = glue(text, placed.line.text)
        anchors.append((len(joined) - len(placed.line.text), _at(placed, number)))
        text = joined
    return Paragraph(text=text, at=anchors[0][1], anchors=tuple(anchors[1:]))


def _at(placed: Placed, number: int) -> At:
    left, top, right, bottom = placed.line.box
    box = (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
    return At(page=placed.page, paragraph=number, box=box)
