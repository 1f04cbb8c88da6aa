"""No passport number and no number plate stand in a report.

A passport number (a letter and eight digits, or two letters and seven) needs 护照 or 通行证 before it. A plate needs the sign of
its province, a letter, and five or six characters with at least three digits, none of them joined to more letters or digits;
公务用车, 执法车 and other cars of the office before it silence the rule. Both are masked in every output.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each, sentence_before

_PASSPORT = regex(r"(?<![0-9A-Za-z])(?:[A-Z]\d{8}|[A-Z]{2}\d{7})(?![0-9A-Za-z])")
_TRAVEL = regex(r"护照|通行证")
_PLATE = regex(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. ]?"
    r"(?=[A-Z]{0,3}\d{0,6}[A-Z]{0,3}(?![0-9A-Z]))(?=[A-Z]*\d[A-Z]*\d[A-Z]*\d)[A-HJ-NP-Z0-9]{5,6}(?![0-9A-Za-z号\-—])"
)
_CAR = regex(r"车|牌")
_OWN = regex(r"公务|执法车|公车|执勤|清扫|洒水|巡逻|公交")
_SIGN = regex(r"[A-Z][·•. A-HJ-NP-Z\d]")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _PASSPORT.finditer(text):
        if _TRAVEL.search(sentence_before(text, match.start(), 20)):
            yield match.span()
    for match in _PLATE.finditer(text):
        around = sentence_before(text, match.start(), 30) + text[match.end() : match.end() + 6]
        if _CAR.search(around) and not _OWN.search(around):
            yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "shown", "cells", sign=_SIGN, shape=b"A", private=True)


RULE = Rule(
    id="GK847",
    name="pv-passport-plate",
    severity="warning",
    summary=Text(zh="报告里没有护照号和车牌号", en="No passport number, no number plate"),
    advice=Text(zh="删去号码，或者遮挡后再公布", en="Take it out, or mask it before publishing"),
    messages={"shown": Text(zh="出现护照号或车牌号：{words}", en="A passport number or number plate is shown: {words}")},
    basis=(Cite("privacy-law-2021", "4"), Cite("privacy-law-2021", "51"), Cite("regulation-2019", "15")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("other codes", sections={"other": "网站备案粤B2-20250001，编号G12345678，新A20250号文件。未收取信息处理费。"}),
        Valid("the office's cars", sections={"other": "公开公务用车云A12345处置信息。未收取信息处理费。"}),
        Invalid("a plate", sections={"other": "申请公开云A12345号牌车辆违法记录，车主云A1234D。未收取信息处理费。"}, keys=("shown",), at=("other",)),
        Invalid("a passport", sections={"other": "申请人护照号E12345678。未收取信息处理费。"}, keys=("shown",)),
    ),
)  # fmt: skip
