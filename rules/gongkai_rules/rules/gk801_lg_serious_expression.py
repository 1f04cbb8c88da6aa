"""Names of institutions, official formulas and meetings are written without slips of the keyboard.

The list (words/serious.json) is exact and holds only what nobody would defend: 中华人民共合国, 国务员, a plenum that was never
held. It judges no opinion and no wording that is merely less usual. `extend` adds words of your own (“错词=正词”), `except`
takes some out. Nothing is ever corrected automatically.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._lists import LIST_OPTIONS, listed


def check(view: View) -> Iterator[Finding]:
    yield from listed(view, "serious")


RULE = Rule(
    id="GK801",
    name="lg-serious-expression",
    severity="error",
    summary=Text(zh="国家机构、重要提法和会议名称没有错字", en="No slip in names of institutions, formulas and meetings"),
    advice=Text(zh="对照权威文本改正", en="Correct it against the official text"),
    messages={"wrong": Text(zh="严重表述错误：“{words}”{repair}", en="A serious slip: “{words}” {repair}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    options=LIST_OPTIONS,
    examples=(
        Valid(),
        Valid(
            "right forms",
            sections={"other": "深入学习习近平新时代中国特色社会主义思想和党的二十届三中全会精神，贯彻党中央、国务院决策部署，坚持以人民为中心。未收取信息处理费。"},
        ),
        Invalid(
            "a dropped character",
            sections={"overview": "深入学习习近平新时代中国特色社会思想，推进公开工作，按时答复群众的申请。"},
            keys=("wrong",),
            at=("overview",),
        ),
        Invalid("in the opening", replace={"《中华人民共和国政府信息公开条例》": "《中华人民共合国政府信息公开条例》"}, keys=("wrong",), at=("",)),
        Invalid("a plenum never held", sections={"other": "学习党的十九届八中全会精神。未收取信息处理费。"}, keys=("wrong",), at=("other",)),
    ),
)  # fmt: skip
