"""Words that a style strikes out. Editors write them as <span style="text-decoration: line-through"> rather than as <s>."""

from __future__ import annotations

import re

from gongkai.patterns import regex

__all__ = ["STRUCK", "renamed"]

STRUCK = ("del", "s", "strike")
"""Elements whose text is shown struck out."""

_SPAN = regex(r"<(/?+)span\b([^<>]*+)>", re.IGNORECASE)
_STYLE = "line-through"


def renamed(page: str) -> str:
    """The page, in which each <span> that is struck out is a <del>. All else stays where it is: the tags are as long."""
    if _STYLE not in page:
        return page
    pieces: list[str] = []
    strikes: list[bool] = []  # of each open <span>, whether it strikes out
    position = 0
    for tag in _SPAN.finditer(page):
        if not tag[1]:
            strikes.append(_STYLE in tag[2])
            struck = strikes[-1]
        else:
            struck = bool(strikes) and strikes.pop()
        if struck:
            pieces += page[position : tag.start()], "</del " if tag[1] else "<del "
            position = tag.start(2)
    return "".join((*pieces, page[position:]))
