"""No home address of an applicant or party stands in a report (preview).

A building, a unit or a room, or a village group, after 住, 住址, 家住 or beside 申请人, 原告 in the same sentence. The office's own
address (地址：云川县城关镇府前路1号) is silent. The address is masked in every output.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each, sentence_before

_HOME = regex(
    r"[\u4e00-\u9fff]{2,12}\d{1,4}(?:号楼|栋|幢|单元)(?:\d{1,3}单元)?(?:\d{2,4}室?)?|[\u4e00-\u9fff]{2,6}村[\u4e00-\u9fff\d]{1,3}组(?:\d{1,4}号)?"
)
_PERSON = regex(r"申请人|原告|第三人|家住|住址|现住|住所")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _HOME.finditer(text):
        before = sentence_before(text, match.start(), 30)
        if _PERSON.search(before + match[0]):
            yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "shown", sign=_HOME, private=True)


RULE = Rule(
    id="GK846",
    name="pv-home-address",
    severity="info",
    summary=Text(zh="报告里没有个人住址", en="No home address"),
    advice=Text(zh="删去住址", en="Take the address out"),
    messages={"shown": Text(zh="出现个人住址：{words}", en="A home address is shown: {words}")},
    basis=(Cite("privacy-law-2021", "4"), Cite("privacy-law-2021", "51"), Cite("regulation-2019", "15")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("the office's own", sections={"other": "地址：云川县城关镇府前路1号3号楼201室。未收取信息处理费。"}),
        Valid("a place of works", sections={"other": "公开石桥村三组道路工程信息。未收取信息处理费。"}),
        Invalid("an applicant's", sections={"other": "申请人张某（住址：府前小区3号楼2单元401室）。未收取信息处理费。"}, keys=("shown",), at=("other",)),
        Invalid("a village group", sections={"other": "申请人张某，家住石桥村三组12号。未收取信息处理费。"}, keys=("shown",)),
    ),
)  # fmt: skip
