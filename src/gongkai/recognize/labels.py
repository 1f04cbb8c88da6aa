"""Comparing the words of labels and headings: what differs only in numbering, spaces and punctuation is equal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from gongkai.patterns import regex

__all__ = ["chinese_ordinal", "key", "ordinal_of", "similarity", "split_ordinal"]

_NUMERALS = "一二三四五六七八九十"
_ORDINAL = regex(
    rf"\s*(?:第([{_NUMERALS}]{{1,3}})部分[、：:]?|([{_NUMERALS}]{{1,3}})\s*[、，.．,:：]|[（(]\s*([{_NUMERALS}]{{1,3}})\s*[）)]"
    r"|(\d{1,2})\s*(?:[.．、]|[）)]))\s*"
)
_WORD = regex(r"[^\W_]+")


def split_ordinal(text: str) -> tuple[str, str]:
    """Split "三、申请情况" into ("三", "申请情况") and "（二）部分公开" into ("（二）", "部分公开").

    Only first-level ordinals ("三、", "第三部分") come back bare; others keep their brackets or dot. No ordinal
    gives "".
    """
    found = _ORDINAL.match(text)
    if not found:
        return "", text.strip()
    rest = text[found.end() :].strip()
    if bare := found[1] or found[2]:
        return bare, rest
    return (f"（{found[3]}）" if found[3] else f"{found[4]}."), rest


@lru_cache(maxsize=256)
def chinese_ordinal(ordinal: str) -> int | None:
    """The number of a bare first-level ordinal from 一 to 九十九; None for anything else."""
    if not ordinal or any(char not in _NUMERALS for char in ordinal):
        return None
    tens, ten, ones = ordinal.rpartition("十")
    units = _NUMERALS.index(ones) + 1 if len(ones) == 1 else 0 if not ones else None
    if units is None or units == 10:
        return None
    if not ten:
        return units
    if len(tens) > 1 or tens == "十":
        return None
    return (_NUMERALS.index(tens) + 1 if tens else 1) * 10 + units


@lru_cache(maxsize=4096)
def ordinal_of(text: str) -> str:
    """The ordinal of a label, as `split_ordinal` gives it."""
    return split_ordinal(text)[0]


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The words of a label: without its ordinal, spaces and punctuation, in one character width."""
    _, rest = split_ordinal(text)
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", rest)))


def similarity(text: str, candidates: Iterable[str]) -> float:
    """The best likeness, 0 to 1, of a label to any of the candidates.

    Equal words are 1; one inside the other is at least 0.8, as in 规范性文件 for 行政规范性文件.
    """
    mine = key(text)
    best = 0.0
    rest = []
    for candidate in candidates:
        other = key(candidate)
        if mine == other:
            return 1.0
        short, long = (mine, other) if len(mine) <= len(other) else (other, mine)
        if len(short) >= 4 and short in long:
            best = max(best, 0.8)
        elif mine and other:
            rest.append(other)
    if rest and best < 0.8:
        # Imported on first need: a report with official labels never gets here.
        from rapidfuzz import fuzz

        best = max([fuzz.ratio(mine, other) for other in rest]) / 100
    return best
