"""Regions are what a body's name or a given table says, and nothing else. All places but the municipalities are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import UsageError
from gongkai.report import Level
from gongkai.statistics import Gazetteer, gazetteer, region

NONE = Gazetteer()
TABLE = gazetteer(
    "name,parent\n云川市,青岳省\n南溪县,云川市\n石桥区,云川市\n石桥区,临江市\n临江市,青岳省\n河口市,云川市\n水库管理处,南溪县\n",
    "regions.csv",
)


@pytest.mark.parametrize(
    ("agency", "level", "told"),
    [
        ("青岳省云川市南溪县财政局", "county", "青岳省云川市南溪县"),
        ("青岳省云川市南溪县财政局", "city", "青岳省云川市"),
        ("青岳省云川市南溪县财政局", "province", "青岳省"),
        ("青岳省财政厅", "county", "青岳省本级"),
        ("青岳省财政厅", "province", "青岳省"),
        ("云川市财政局", "county", "云川市本级"),
        ("南溪县石桥镇人民政府", "county", "南溪县"),
        ("南溪县石桥镇人民政府", "township", "南溪县石桥镇"),
        ("南溪县财政局", "city", None),  # which city the county is in is not said
        ("石桥镇人民政府", "county", None),
        ("北京市云川区财政局", "city", "北京市"),
        ("北京市财政局", "city", "北京市"),
        ("水库管理处", "county", None),
        ("", "county", None),
        (None, "county", None),
    ],
)
def test_a_name_tells_its_region(agency: str | None, level: Level, told: str | None) -> None:
    assert region(agency, level, NONE) == told


@pytest.mark.parametrize(
    ("agency", "level", "told"),
    [
        ("南溪县财政局", "city", "青岳省云川市"),
        ("云川市南溪县财政局", "county", "青岳省云川市南溪县"),  # one county, however it is written
        ("南溪县财政局", "county", "青岳省云川市南溪县"),
        ("石桥区财政局", "city", None),  # two cities have one
        ("临江市石桥区财政局", "city", "青岳省临江市"),
        ("河口市财政局", "county", "青岳省云川市河口市"),  # a county-level city
        ("水库管理处", "county", "青岳省云川市南溪县"),
        ("白塔县财政局", "city", None),
    ],
)
def test_a_table_tells_what_the_name_does_not(agency: str, level: Level, told: str | None) -> None:
    assert region(agency, level, TABLE) == told


def test_a_table_in_which_a_place_is_part_of_itself_tells_nothing_and_ends() -> None:
    assert region("甲县财政局", "city", Gazetteer({"甲县": ("乙市",), "乙市": ("甲县",)})) is None


@pytest.mark.parametrize("text", ["", "a,b\n", "name,parent\n云川市\n", "name,parent\n,青岳省\n"])
def test_a_table_of_another_form_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError):
        gazetteer(text, "regions.csv")


def test_a_table_from_excel_is_read() -> None:
    assert gazetteer("\ufeff名称,上级\r\n南溪县,云川市\r\n\r\n", "r.csv").parents == {
        "南溪县": ("云川市",),
        "云川市": ("",),
    }


@given(st.text(), st.sampled_from(["province", "city", "county", "township"]))
def test_any_name_has_a_region_made_of_its_own_words_or_none(agency: str, level: Level) -> None:
    told = region(agency, level, NONE)
    assert told is None or told.removesuffix("本级")[:1] in agency
