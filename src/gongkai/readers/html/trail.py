"""The path of columns that stands above a page's text: 当前位置：首页 > 政务公开 > 政府信息公开年报."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.document import Reading
from gongkai.place import NOWHERE
from gongkai.readers.html.page import Page
from gongkai.readers.html.tables import Found

__all__ = ["trail"]

_LABEL = re.compile(r"(?:您|你)?(?:现在|当前|目前)?的?(?:所在|所处)?的?位置(?:是|为)?\s*[:：]?\s*")
_SEPARATOR = re.compile(r"\s*(?:>+|＞+|»|›|→|≫|/)\s*")
_LONGEST = 300
# Pieces of a path that stands in elements of its own, and the length of one.
_PIECES, _PIECE = 12, 40


def trail(page: Page, above: int) -> Iterator[Reading]:
    """The first path of columns in so many of a page's blocks from its top, its pieces joined by “ > ”."""
    blocks = page.found[:above]
    for n, found in enumerate(blocks):
        if found.grid:
            cells = [cell for row in found.grid.rows[:2] for cell in row[:4]]
            value, at = next(((path, cell.at) for cell in cells if (path := _path(cell.text))), ("", NOWHERE.at))
        elif "位置" in found.text or "首页" in found.text:  # as in every path, and in few other lines
            value, at = _path(found.text) or _apart(blocks[n : n + _PIECES]), page.at(found)
        else:
            continue
        if value:
            yield Reading(name="breadcrumb", value=value[:_LONGEST], at=at)
            return


def _path(text: str) -> str:
    """The columns that one line of text names; "" if it is no path. Without 当前位置 it begins with 首页."""
    label = _LABEL.match(text)
    rest = text[label.end() if label else 0 :][:_LONGEST]
    pieces = [piece.strip() for piece in _SEPARATOR.split(rest) if piece.strip()]
    if len(pieces) > 1 and (label or pieces[0].endswith("首页")):
        return " > ".join(pieces)
    return ""


def _apart(blocks: Sequence[Found]) -> str:
    """The columns behind 当前位置 where each stands in an element of its own, in the same element as the label."""
    first = blocks[0]
    label = _LABEL.match(first.text)
    if label is None or first.text[label.end() :] not in ("", "首页"):
        return ""
    pieces = [first.text[label.end() :]]
    for found in blocks[1:]:
        if not found.inside.stands_in(first.inside) or found.grid or len(found.text) > _PIECE:
            break
        pieces.append(_SEPARATOR.sub("", found.text))
    pieces = [piece for piece in pieces if piece]
    return " > ".join(pieces) if len(pieces) > 1 else ""
