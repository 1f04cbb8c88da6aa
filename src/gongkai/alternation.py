"""Many words as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

__all__ = ["alternation"]


def alternation(words: Iterable[str]) -> str:
    """An alternation that finds the longest word, grouped by first character so that most places fail at once.

    Words of one character that begin no other, most of them punctuation, come first as one set.
    """
    ordered = sorted(words, key=lambda w: (w[0], -len(w), w))
    alone: list[str] = []
    parts: list[str] = []
    for first, group in groupby(ordered, key=lambda w: w[0]):
        rests = [_literal(word[1:]) for word in group]
        if rests == [""]:
            alone.append(_literal(first))
        else:
            parts.append(_literal(first) + (f"(?:{'|'.join(rests)})" if len(rests) > 1 else rests[0]))
    return "|".join([f"[{''.join(alone)}]", *parts] if alone else parts)


def _literal(text: str) -> str:
    """`re.escape`, at once where there is nothing to escape, as in nearly every word."""
    return text if text.isalnum() else re.escape(text)
