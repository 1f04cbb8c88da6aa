"""Numbers as they stand in cells: a number, blank, a placeholder, or text. Never a guess."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Literal

__all__ = ["PLACEHOLDERS", "Kind", "State", "parse"]

State = Literal["number", "blank", "placeholder", "text"]
"""What stands in a cell. A blank is not zero."""
Kind = Literal["count", "amount", "change", "money"]
"""What a column holds: whole numbers; decimals in the column's unit; a signed difference; money in any unit."""

PLACEHOLDERS = frozenset({"/", "\\", "-", "--", "—", "——", "–", "−", "无", "空", "N/A", "n/a", "NA"})

_PLAIN = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_MONEY = re.compile(rf"({_PLAIN.pattern})\s*(亿元|万元|元)")
_CHANGE = re.compile(r"(增加|增|减少|减)(\d+)")
# Money cells of the 2019 format may carry their own unit; values are kept in 万元 (10,000 yuan),
# the unit that the format's header asks for.
_IN_WAN = {"亿元": Decimal(10000), "万元": Decimal(1), "元": Decimal("0.0001")}


def parse(text: str, kind: Kind = "count") -> tuple[State, Decimal | None]:
    """Read a cell's text. Full-width digits, inner spaces and thousands separators are understood.

    Only what is certain is a number: "约30", "12件" and "4 | 5" are text.
    """
    if text.isascii() and text.isdigit():
        return "number", Decimal(text)
    tight = "".join(unicodedata.normalize("NFKC", text).split()).strip("\u200b\ufeff")
    if not tight:
        return "blank", None
    if tight in PLACEHOLDERS:
        return "placeholder", None
    tight = tight.replace("\u2212", "-").replace("\uff0d", "-").replace("\u2013", "-")
    if _PLAIN.fullmatch(tight):
        return "number", Decimal(tight.replace(",", ""))
    if kind == "change":
        return _change(tight)
    if kind == "money" and (money := _MONEY.fullmatch(tight)):
        return "number", Decimal(money[1].replace(",", "")) * _IN_WAN[money[2]]
    return "text", None


def _change(tight: str) -> tuple[State, Decimal | None]:
    if tight == "持平":
        return "number", Decimal(0)
    if change := _CHANGE.fullmatch(tight):
        return "number", Decimal(change[2]) * (-1 if change[1].startswith("减") else 1)
    return "text", None
