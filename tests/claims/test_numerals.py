"""Numbers in prose: what is written comes back as the number it means."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.claims.numerals import NUMERAL, chinese_number, read

_DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number below 10^12 in formal Chinese: 10203 is 一万零二百零三."""
    if number >= 10**8:
        return _grouped(number, 10**8, "亿")
    if number >= 10**4:
        return _grouped(number, 10**4, "万")
    text, gap = "", False
    for weight, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // weight % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    return text or "零"


def _grouped(number: int, group: int, name: str) -> str:
    high, low = divmod(number, group)
    between = "零" if low and low < group // 10 else ""
    return written(high) + name + (between + written(low) if low else "")


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_chinese_number_comes_back(number: int) -> None:
    assert chinese_number(written(number)) == number


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from("件条宗项起"))
def test_an_arabic_number_comes_back_with_or_without_separators(number: int, unit: str) -> None:
    for text in (f"{number}{unit}", f"{number:,}{unit}"):
        match = re.fullmatch(NUMERAL, text)
        assert match
        found = read(match)
        assert found
        assert (found.value, found.unit, found.bound) == (number, unit, "exact")


@given(st.text(alphabet=_DIGITS + "十百千万亿两〇", max_size=12))
def test_any_row_of_numerals_is_a_number_or_nothing(text: str) -> None:
    number = chinese_number(text)
    assert number is None or number >= 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("三百零六", 306), ("三百五", 350), ("两万五", 25000), ("一万零五十", 10050),
        ("二〇二五", 2025), ("一二三", 123), ("", None), ("十十", None), ("百", None), ("零十", None),
    ],
)  # fmt: skip
def test_usual_and_odd_writings(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("text", "value", "unit", "step", "bound"),
    [
        ("4.28万件", "42800", "件", "100", "exact"),
        ("12.5万元", "125000", "元", "1000", "exact"),
        ("260余条", "260", "条", "1", "at_least"),
        ("10余万件", "100000", "件", "10000", "at_least"),
        ("三十余件", "30", "件", "1", "at_least"),
        ("33.9%", "33.9", "%", "0.1", "exact"),
        ("百分之九十八", "98", "%", "1", "exact"),
        ("两件", "2", "件", "1", "exact"),
    ],
)
def test_units_scales_and_bounds(text: str, value: str, unit: str, step: str, bound: str) -> None:
    match = re.fullmatch(NUMERAL, text)
    assert match
    found = read(match)
    assert found
    assert (found.value, found.unit, found.step, found.bound) == (Decimal(value), unit, Decimal(step), bound)
