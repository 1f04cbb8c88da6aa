"""What a backend gives for each page: runs of characters and ruling lines, measured from the page's top left corner.

All lengths are points (1/72 inch); y grows downwards. A box is left, top, right, bottom. This is the whole interface
between a PDF library and the rest of the reader.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

__all__ = ["Box", "Pdf", "Rule", "Run", "Sheet", "around"]

Box: TypeAlias = tuple[float, float, float, float]


class Run(Struct, frozen=True, gc=False):
    """Characters that follow each other on one line. `lefts` has the left edge of each character."""

    text: str
    box: Box
    lefts: tuple[float, ...]


class Rule(Struct, frozen=True, gc=False):
    """A ruling line: `at` is its y if it lies and its x if it stands; `start` to `end` its extent the other way."""

    at: float
    start: float
    end: float


class Sheet(Struct, frozen=True, kw_only=True):
    """One page. `pictures` is the share of its area, 0 to 1, that its largest picture covers."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...] = ()
    lying: tuple[Rule, ...] = ()
    standing: tuple[Rule, ...] = ()
    pictures: float = 0.0


class Pdf(Struct, frozen=True, kw_only=True):
    """A whole file: its pages and its metadata ("" where there is none)."""

    sheets: tuple[Sheet, ...]
    title: str = ""
    author: str = ""
    producer: str = ""


def around(boxes: list[Box]) -> Box:
    """The smallest box around all of them; there must be at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
