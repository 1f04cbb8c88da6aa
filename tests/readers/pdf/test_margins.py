"""Page numbers in their many shapes, and what is none."""

from __future__ import annotations

import pytest

from gongkai.readers.pdf.margins import is_page_number


@pytest.mark.parametrize(
    "text",
    ["4", "- 4 -", "—4—", "－ 12 －", "第4页", "第 4 页 共 9 页", "第4页，共9页", "4/9", "Page 3", "P. 9", "~ 3 ~", "· 2 ·", "iv", "3 of 9", "第三页"],
)  # fmt: skip
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["2025年", "一、总体情况", "3.其他", "12件", "共3项", "无", "第一部分", "12345678"])
def test_other_lines(text: str) -> None:
    assert not is_page_number(text)
