"""What names tell of bodies. All places are made up."""

from __future__ import annotations

import pytest

from gongkai.recognize.body import body, territory
from gongkai.report import Body

NAMES = {
    "云川县人民政府": ("government", "county"),
    "云川县": ("government", "county"),
    "云川市人民政府": ("government", "city"),
    "青岳省人民政府": ("government", "province"),
    "青岳省云川市人民政府": ("government", "city"),
    "青岳省云川市南溪县人民政府": ("government", "county"),
    "云川市南溪区人民政府": ("government", "county"),
    "云川市南溪市人民政府": ("government", "county"),
    "云川土家族自治州人民政府": ("government", "city"),
    "云川自治州南溪县财政局": ("department", "county"),
    "云川盟行政公署": ("government", "city"),
    "云川盟南溪旗人民政府": ("government", "county"),
    "云川瑶族自治县人民政府": ("government", "county"),
    "北京市人民政府": ("government", "province"),
    "上海市云川区人民政府": ("government", "county"),
    "重庆市云川县财政局": ("department", "county"),
    "天津市农业农村委员会": ("department", "province"),
    "云川县石桥镇人民政府": ("government", "township"),
    "云川县石桥镇": ("government", "township"),
    "石桥镇人民政府": ("government", "township"),
    "石桥镇政府": ("government", "township"),
    "云川县石桥乡人民政府": ("government", "township"),
    "云川县石桥苗族乡人民政府": ("government", "township"),
    "云川旗石桥苏木人民政府": ("government", "township"),
    "云川区南街街道办事处": ("subdistrict", "township"),
    "南街街道": ("subdistrict", "township"),
    "云川市南溪区南街街道办": ("subdistrict", "township"),
    "云川县财政局": ("department", "county"),
    "云川县人民政府办公室": ("department", "county"),
    "云川市人民政府办公厅": ("department", "city"),
    "云川县市场监督管理局": ("department", "county"),
    "云川市市场监督管理局": ("department", "city"),
    "云川市政务服务和数据管理局": ("department", "city"),
    "云川县市政园林局": ("department", "county"),
    "云川县乡村振兴局": ("department", "county"),
    "云川市城乡建设局": ("department", "city"),
    "云川县城乡规划局": ("department", "county"),
    "云川市南溪区住房和城乡建设局": ("department", "county"),
    "云川县石桥镇综合行政执法队": ("department", "township"),
    "镇川市财政局": ("department", "city"),
    "新乡川市财政局": ("department", "city"),
    "云州市财政局": ("department", "city"),
    "云州市石州区教育局": ("department", "county"),
    "云川市财政局南溪分局": ("department", "city"),
    "青岳省自然资源厅": ("department", "province"),
    "自然资源厅": ("department", "province"),
    "市发改委": ("department", "city"),
    "区农业农村局": ("department", "county"),
    "县审计局": ("department", "county"),
    "审计局": ("department", None),
    "国家税务总局云川县税务局": ("department", "county"),
    "国家税务总局青岳省税务局": ("department", "province"),
    "云川市气象局": ("department", "city"),
    "云川市高新技术产业开发区管理委员会": ("department", None),
    "云川经济开发区管委会": ("department", None),
    "云川市南湖风景名胜区管理委员会": ("department", None),
    "国务院办公厅": ("national", "national"),
    "国家数据局": ("national", "national"),
    "文化和旅游部": ("national", "national"),
    "中华人民共和国民政部": ("national", "national"),
    "云川县第一中学": ("public_service", "county"),
    "云川市人民医院": ("public_service", "city"),
    "云川县自来水公司": ("public_service", "county"),
    "青岳大学": ("public_service", None),
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_kind_and_level_come_from_the_name(name: str, expected: tuple[str | None, str | None]) -> None:
    found = body(name)
    assert (found.kind, found.level) == expected


def test_nothing_is_made_up_where_the_name_tells_nothing() -> None:
    assert body(None) == body("") == Body()
    assert body("信息公开") == Body()


def test_the_territories_of_a_name_are_told_from_the_widest_down() -> None:
    assert territory("青岳省云川市南溪县石桥镇人民政府（本级）") == (
        ("province", "青岳省"), ("city", "云川市"), ("county", "南溪县"), ("township", "石桥镇"),
    )  # fmt: skip
    assert territory("国家税务总局云川县税务局") == (("county", "云川县"),)
    assert territory("云川市经济开发区管理委员会") == (("city", "云川市"),)
    assert territory("审计署") == ()
