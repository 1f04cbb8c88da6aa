"""Numbers as they stand in cells: a number, blank, a placeholder, or text. Never a guess."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from gongkai.patterns import regex

__all__ = ["PLACEHOLDERS", "Figures", "Kind", "State", "parse"]

State = Literal["number", "blank", "placeholder", "text"]
"""What stands in a cell. A blank is not zero."""
Kind = Literal["count", "amount", "change", "money"]
"""What a column holds: whole numbers; decimals in the column's unit; a signed difference; money in any unit."""

PLACEHOLDERS = frozenset({"/", "\\", "-", "--", "—", "——", "–", "−", "无", "空", "N/A", "n/a", "NA"})

_PLAIN = regex(r"[+-]?\s?(?:\d+|\d{1,3}(?:,\s?\d{3})+|\d{1,3}(?:\s\d{3})+)(?:\.\d+)?")
_MONEY = regex(rf"({_PLAIN.pattern})\s*(亿元|亿|万元|万|元)")
_CHANGE = regex(r"(增加|增|减少|减)(\d+)")
_DASHES = str.maketrans({"\u2212": "-", "\uff0d": "-", "\u2013": "-"})
# More characters are no number that a report can mean.
_LONGEST = 24
_ZERO: tuple[State, Decimal] = "number", Decimal(0)
# Money cells of the 2019 format may carry their own unit; values are kept in 万元 (10,000 yuan),
# the unit that the format's header asks for.
_WAN, _YI = Decimal(1), Decimal(10000)
_IN_WAN = {"亿元": _YI, "亿": _YI, "万元": _WAN, "万": _WAN, "元": Decimal("0.0001")}


def parse(text: str, kind: Kind = "count") -> tuple[State, Decimal | None]:
    """What stands in a cell, and its value if that is a number: of a `money` column in 万元, of a `change` below zero for 减少.

    Full-width digits and thousands apart by commas or spaces are understood. Only what is certain is a number: "约30",
    "12件" and "4 5" are text.
    """
    if text == "0":  # as most cells of a report
        return _ZERO
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return "number", Decimal(text)
    return _short(text, kind) if len(text) <= _LONGEST * 2 else _parse(text, kind)


class Figures(dict[str, tuple[str, State, Decimal | None]]):
    """The texts of cells of one kind: each without the blanks around it, and as `parse` reads it. The cells of a table
    repeat each other."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def __missing__(self, text: str) -> tuple[str, State, Decimal | None]:
        plain = text.strip()
        self[text] = found = (plain, *parse(plain, self.kind))
        return found


def _parse(text: str, kind: Kind) -> tuple[State, Decimal | None]:
    words = unicodedata.normalize("NFKC", text[: _LONGEST * 4]).strip("\u200b\ufeff").split()
    tight = "".join(words)
    if not tight:
        return "blank", None
    if tight in PLACEHOLDERS:
        return "placeholder", None
    if len(tight) > _LONGEST:
        return "text", None
    plain = " ".join(words).translate(_DASHES)
    if _PLAIN.fullmatch(plain):
        return "number", _decimal(plain)
    if kind == "change":
        return _change(tight)
    if kind == "money" and (money := _MONEY.fullmatch(plain)):
        return "number", _decimal(money[1]) * _IN_WAN[money[2]]
    return "text", None


# Labels are asked again and again whether they are numbers, in every report.
_short = lru_cache(maxsize=4096)(_parse)


def _decimal(plain: str) -> Decimal:
    return Decimal(plain.replace(",", "").replace(" ", ""))


def _change(tight: str) -> tuple[State, Decimal | None]:
    if tight == "持平":
        return "number", Decimal(0)
    if change := _CHANGE.fullmatch(tight):
        return "number", Decimal(change[2]) * (-1 if change[1].startswith("减") else 1)
    return "text", None
