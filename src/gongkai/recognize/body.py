"""What a body's name tells about it: its kind, and the level of the territory it belongs to."""

from __future__ import annotations

import re

from gongkai.patterns import regex
from gongkai.report import Body, Level

__all__ = ["body", "parted", "territory"]

# One step of a territorial name each, from the widest down. A name of a place is short and holds no other step.
_PLACE = r"[^省市县区州盟旗镇乡]"
_STEPS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("province", regex(rf"{_PLACE}{{1,8}}?(?:省|自治区)|(?:北京|天津|上海|重庆)市")),
    # 景德镇市, 新乡市, 杭州市 and 通州市 hold a step's word in the name itself.
    (
        "city",
        regex(rf"{_PLACE}{{1,10}}自治州|(?:{_PLACE}|[镇乡州]){{1,8}}?(?:市(?!场)|地区|盟)|{_PLACE}{{2,4}}州(?=市)"),
    ),
    ("county", regex(rf"(?:{_PLACE}|[州镇乡]){{1,10}}?(?:自治县|自治旗|县|旗|区|市(?!场|政|容))")),
    ("township", regex(r"[^省市县区盟旗]{1,8}?(?:镇|(?<!城)乡(?!村|镇|土|建)|街道|苏木)")),
)
_REMARKS = regex(r"[（(].*?[）)]|\s")
_STATE = regex(r"^(?:国家|中华人民共和国)")
# What of the state's body itself stands before the territory: 税务总局 in 国家税务总局云川县税务局.
_STATE_BODY = regex(r"[^省市县区州盟旗]{2,8}?(?:总局|局)(?=.)")
_STATE_ALONE = regex(r"国务院|国家(?!.{2,}(?:县|市|区|省))")
_PROVINCIAL = regex(r"[^客大门]厅$")
# Zones with a committee of their own: whose territory they are part of is not told by the word 区.
_ZONE = regex(
    r"(?:开发|高新|园|新|示范|试验|实验|保税|合作|风景|风景名胜|名胜|度假|景|社|保护|自贸|功能|管理|集聚|地|小|灌|库|矿|林|牧|垦|农)区$"
)
_IN_ZONE = regex(r"(?:开发|高新|园|新|示范|试验|实验|保税|合作|度假|名胜|集聚)区")
_BARE = regex(r"(省|市|县|旗|区|镇|乡|街道)")
_BARE_LEVELS: dict[str, Level] = {
    "省": "province", "市": "city", "县": "county", "旗": "county", "区": "county",
    "镇": "township", "乡": "township", "街道": "township",
}  # fmt: skip
_NATIONAL = regex(r"国务院|国家|中华人民共和国|中国人民银行$|[^省市县区州盟旗镇乡委]{2,10}部$|海关总署$|审计署$")
_GOVERNMENT = regex(r"人民政府$|(?:省|市|县|区|州|盟|旗|镇|乡|苏木)政府$|(?:[^城]镇|[^城]乡|苏木)$|行政公署$")
_SUBDISTRICT = regex(r"街道(?:办|办事处)?$")
_SERVICE = regex(
    r"(?:学校|中学|小学|幼儿园|大学|学院|医院|卫生院|保健院|敬老院|福利院|图书馆|博物馆|文化馆|电视台|公司|集团|水厂)$"
)
_DEPARTMENT = regex(
    r"(?:局|委|委员会|办公室|办公厅|厅|办|中心|院|管委会|总队|支队|大队|分局|所|站|处|署|会|社|馆|段|部|海关|关|厂|队)$"
)


def body(name: str | None) -> Body:
    """Kind and level as far as the name's words say; anything else is left open.

    A lone 某某市 is taken for a city with districts: its name does not tell it from a county-level city.
    """
    if not name:
        return Body()
    name = _plain(name)
    places, rest = _steps(name)
    steps = tuple(level for level, _ in places)
    level = _level(name, steps, rest)
    if _SUBDISTRICT.search(name):
        return Body("subdistrict", "township")
    if _GOVERNMENT.search(name):
        return Body("government", level)
    if level == "national" or (not steps and _NATIONAL.match(name) and not name.startswith("中共")):
        return Body("national", "national")
    if _SERVICE.search(name):
        return Body("public_service", level)
    if steps and not rest:  # 云川县: the government is meant
        return Body("government", level)
    return Body("department", level) if _DEPARTMENT.search(name) else Body(None, level)


def territory(name: str) -> tuple[tuple[Level, str], ...]:
    """The territories that a body's name goes through, from the widest down, each with its level: only what the name
    says. A lone 某某市 counts as a city, as in `body`."""
    return _steps(_plain(name))[0]


def parted(name: str) -> tuple[tuple[tuple[Level, str], ...], str]:
    """The territories that a body's name goes through, as `territory` gives them, and the words that follow them."""
    return _steps(_plain(name))


def _plain(name: str) -> str:
    return _REMARKS.sub("", name)


def _steps(name: str) -> tuple[tuple[tuple[Level, str], ...], str]:
    """The territories that the name goes through, with their levels, and what follows them."""
    rest = _STATE.sub("", name)
    if rest != name:
        own = _STATE_BODY.match(rest)
        rest = rest[own.end() :] if own else rest
    places: list[tuple[Level, str]] = []
    for level, pattern in _STEPS:
        match = pattern.match(rest)
        if match and not _ZONE.search(match[0]) and not match[0].endswith(("城市", "全市")):
            places.append((level, match[0]))
            rest = rest[match.end() :]
    return tuple(places), rest


def _level(name: str, steps: tuple[Level, ...], rest: str) -> Level | None:
    if steps:
        return None if _zone(rest) else steps[-1]
    if bare := _BARE.match(name):
        return None if _zone(name) else _BARE_LEVELS[bare[1]]
    if _STATE_ALONE.match(name):
        return "national"
    return "province" if _PROVINCIAL.search(name) and not _zone(name) else None


def _zone(words: str) -> bool:
    return _IN_ZONE.search(words) is not None
