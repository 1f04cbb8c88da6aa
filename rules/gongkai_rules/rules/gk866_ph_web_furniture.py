"""No part of a web page is left in the text: 字体：大 中 小, 浏览次数, 分享到, 打印本页, 扫一扫 (preview).

Copies of pages bring it along; it belongs to the page, not to the report.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each

_FURNITURE = regex(
    r"(?:字体|字号)\s?[:：]?\s?[\[【]?\s?大\s?[|｜]?\s?中\s?[|｜]?\s?小|(?:浏览|访问|阅读|点击)(?:次数|量|数)\s?[:：]\s?\d*|分享到\s?[:：]?|【?打印(?:本页)?】?\s?【?关闭(?:窗口)?】?|扫一扫(?:在手机打开)?|视力保护色|当前位置\s?[:：]|无障碍浏览|智能问答|上一篇\s?[:：]|下一篇\s?[:：]"
)


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _FURNITURE.finditer(text):
        yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "left", "prose", sign=_FURNITURE)


RULE = Rule(
    id="GK866",
    name="ph-web-furniture",
    severity="info",
    summary=Text(zh="正文没有混入网页部件", en="No part of a web page is left in the text"),
    advice=Text(zh="从正文中删去", en="Take it out of the text"),
    messages={"left": Text(zh="正文混入网页部件：{words}", en="Parts of a web page stand in the text: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "24")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Invalid("a counter", sections={"other": "未收取信息处理费。\n浏览次数：128 【打印】【关闭】"}, keys=("left",), at=("other",)),
    ),
)  # fmt: skip
