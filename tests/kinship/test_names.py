"""Whether two names mean one body. All places are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kinship.names import match, parse


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("云川市人民政府办公室", "云川市政府办", "equal"),
        ("云川市人民政府", "云川市人民政府办公室", "different"),
        ("东湖区教育局", "西湖区教育局", "different"),
        ("市教育局", "县教育局", "different"),
        ("云川县教育局", "云川县教育体育局", "different"),
        ("石桥街道办事处", "石桥镇人民政府", "different"),
        ("市教育局", "云川市教育局", "ambiguous"),
        ("云川市文旅局", "云川市文化和旅游局", "ambiguous"),
        ("云川县 教育局（本级）", "云川县教育局", "equal"),
    ],
)
def test_names_are_matched_by_place_and_organ(first: str, second: str, verdict: str) -> None:
    assert match(first, second).verdict == verdict


def test_a_match_says_why() -> None:
    assert match("市教育局", "云川市教育局").reason.zh == "其中一个没有写明是哪个地方的"
    assert match("云川市文旅局", "云川市文化和旅游局").reason.zh == "简称可以指几个机关"


@pytest.mark.parametrize("name", ["市场监督管理局", "市政园林局", "乡村振兴局", "县域经济办公室"])
def test_words_that_begin_like_a_territory_are_none(name: str) -> None:
    assert parse(name).bare == ""


NAMES = st.text(alphabet="云川省市县区镇街道教育局人民政府办公室委员会和发改国家 （）", max_size=24)


@given(NAMES, NAMES)
def test_matching_does_not_depend_on_the_order(first: str, second: str) -> None:
    assert match(first, second).verdict == match(second, first).verdict


@given(NAMES)
def test_a_name_matches_itself(name: str) -> None:
    assert match(name, name).verdict == "equal"
