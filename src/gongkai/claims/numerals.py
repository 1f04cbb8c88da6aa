"""Numbers as prose writes them: Arabic, full-width, Chinese, with 万 and 亿, with 余 (at least) and 约 (about)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from gongkai.patterns import alternation

__all__ = ["CHINESE", "NUMERAL", "UNITS", "Bound", "Numeral", "chinese_number", "read"]

Bound = Literal["exact", "at_least", "about"]

_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_ONE = Decimal(1)
_SCALE = {"": 1, "百": 100, "千": 1000, **_GROUPS, "万亿": 10**12}

# "" is none: such a number is a quantity only where a word asks for one.
UNITS = (
    "个工作日", "百分点", "个百分点", "批次", "件次", "人次", "件", "条", "宗", "次", "份", "项", "起", "个", "篇", "例", "封",
    "期", "场", "部", "人", "户", "家", "页", "号", "年", "月", "日", "天", "元", "%", "种", "类", "批", "名", "位", "栏", "章", "台",
)  # fmt: skip
_UNIT = alternation(UNITS)
CHINESE = "零〇一二两三四五六七八九十百千"
"""The characters of a Chinese numeral below 万."""
# Every repetition is bounded and gives nothing back, so that hostile text costs no more than its length.
# A Chinese numeral is a number only before a measure word: 一是, 三审三校 and 第三方 are none.
NUMERAL = (
    r"(?P<arabic>\d{1,3}(?:,\d{3}){1,6}+(?![\d,])(?:\.\d{1,9})?|\d{1,18}+(?:\.\d{1,9})?)"
    rf"(?P<over1>[余多])?(?P<scale>万亿|[百千万亿])?(?P<over2>[余多])?(?P<unit1>{_UNIT})?"
    rf"|(?P<share>百分之(?P<percent>[{CHINESE}]{{1,12}}+))"
    rf"|(?P<chinese>[{CHINESE}][{CHINESE}万亿]{{0,24}}+)(?P<over3>[余多])?(?P<scale3>[万亿])?(?P<over4>[余多])?(?P<unit2>{_UNIT})"
)
"""Source of a regular expression for a number with its measure word; `read` understands its matches."""


class Numeral(Struct, frozen=True, gc=False):
    """A number with its unit. `step` is the value of its last written place: 100 for 4.28万.

    Money is in 元. `bound` tells 余 and 多 from a plain number.
    """

    value: Decimal
    unit: str
    step: Decimal
    bound: Bound


def read(match: re.Match[str]) -> Numeral | None:
    """The number of a match of `NUMERAL`; None for signs that are no number (十十)."""
    arabic, over, scale, over_scale, unit = match.group("arabic", "over1", "scale", "over2", "unit1")
    if arabic:
        bound: Bound = "at_least" if over or over_scale else "exact"
        if not scale and arabic.isdigit():
            return Numeral(Decimal(arabic), unit or "", _ONE, bound)
        factor = Decimal(_SCALE[scale or ""])
        plain = Decimal(arabic.replace(",", ""))
        exponent = plain.as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * factor
        return Numeral(plain * factor, unit or "", step, bound)
    if match["share"]:
        whole = chinese_number(match["percent"])
        return None if whole is None else Numeral(Decimal(whole), "%", Decimal(1), "exact")
    scale3 = match["scale3"] or ""
    value = chinese_number(match["chinese"] + ("" if match["over3"] else scale3))
    if value is None:
        return None
    if match["over3"] and scale3:
        value *= _GROUPS[scale3]
    over = match["over3"] or match["over4"]
    return Numeral(Decimal(value), match["unit2"], Decimal(1), "at_least" if over else "exact")


def chinese_number(text: str) -> int | None:
    """A whole number written in Chinese: 三百零六, 两万五, 十, 一二三 (digit by digit). None for anything else."""
    if not text:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    for name in ("亿", "万"):
        head, found, tail = text.rpartition(name)
        if found:
            return _joined(_GROUPS[name], chinese_number(head), tail)
    return _below_wan(text)


def _joined(group: int, high: int | None, tail: str) -> int | None:
    if high is None:
        return None
    if not tail:
        return high * group
    if len(tail) == 1 and _DIGITS.get(tail):  # 两万五 is 25000
        return high * group + _DIGITS[tail] * group // 10
    rest = chinese_number(tail.lstrip("零〇") or tail)
    return None if rest is None or rest >= group else high * group + rest


def _below_wan(text: str) -> int | None:
    total, last, digit = 0, 10**4, None
    for n, char in enumerate(text):
        if char in _TENS:
            weight = _TENS[char]
            if weight >= last or (digit is None and not (char == "十" and n == 0)) or digit == 0:
                return None
            total += (1 if digit is None else digit) * weight
            last, digit = weight, None
        elif digit is not None and digit != 0:
            return None
        else:
            digit = _DIGITS[char]
    if digit and last > 10 and text[-2] not in "零〇":  # 三百五 is 350
        return total + digit * last // 10
    return total + (digit or 0)
