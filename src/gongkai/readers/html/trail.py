"""The path of columns that stands above a page's text: 当前位置：首页 > 政务公开 > 政府信息公开年报."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.document import Paragraph, Reading
from gongkai.readers.html.page import Placed

__all__ = ["trail"]

_LABEL = re.compile(r"(?:您|你)?(?:现在|当前|目前)?的?(?:所在|所处)?的?位置(?:是|为)?\s*[:：]?\s*")
# One of these is in every path, and in few other lines.
_SIGNS = ("位置", "首页")
_SEPARATOR = re.compile(r"\s*(?:>+|＞+|»|›|→|≫|/)\s*")
_LONGEST = 300
# Pieces of a path that stands in elements of its own, and the length of one.
_PIECES, _PIECE = 12, 40


def trail(above: Sequence[Placed]) -> Iterator[Reading]:
    """The first path of columns in the blocks above a report, its pieces joined by “ > ”."""
    for n, placed in enumerate(above):
        block = placed.block
        cells = [block] if isinstance(block, Paragraph) else [cell for row in block.rows[:2] for cell in row[:4]]
        for text, at in [(cell.text, cell.at) for cell in cells]:
            if not any(sign in text for sign in _SIGNS):
                continue
            if value := _path(text) or (_apart(above[n : n + _PIECES]) if cells == [block] else ""):
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


def _apart(blocks: Sequence[Placed]) -> str:
    """The columns behind 当前位置 where each stands in an element of its own, in the same element as the label."""
    first = blocks[0]
    label = _LABEL.match(first.block.text) if isinstance(first.block, Paragraph) else None
    if label is None or not isinstance(first.block, Paragraph) or first.block.text[label.end() :] not in ("", "首页"):
        return ""
    pieces = [first.block.text[label.end() :]]
    for placed in blocks[1:]:
        block = placed.block
        if (
            placed.path[: len(first.path)] != first.path
            or not isinstance(block, Paragraph)
            or len(block.text) > _PIECE
        ):
            break
        pieces.append(_SEPARATOR.sub("", block.text))
    pieces = [piece for piece in pieces if piece]
    return " > ".join(pieces) if len(pieces) > 1 else ""
