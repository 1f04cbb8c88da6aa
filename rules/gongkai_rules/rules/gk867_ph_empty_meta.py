"""No field of the page is empty or filled with junk: 来源：1, 文号：无〔〕号, 下载() (preview)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each

_EMPTY = regex(
    r"(?:来源|信息来源|作者|发布机构|索引号|文号)\s?[:：]\s?(?:\d|无〔〕号|null|undefined|无)?\s?$|(?:下载|附件)\s?[（(]\s?[）)]"
)
_SIGN = regex(r"[:：]|(?:下载|附件)\s?[（(]")


def _find(text: str) -> Iterator[tuple[int, int]]:
    if len(text) <= 60:
        for match in _EMPTY.finditer(text):
            yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "empty", "prose", sign=_SIGN)


RULE = Rule(
    id="GK867",
    name="ph-empty-meta",
    severity="info",
    summary=Text(zh="页面字段不空缺", en="No field of the page is empty"),
    advice=Text(zh="补全字段或者删去", en="Fill the field in or take it out"),
    messages={"empty": Text(zh="字段空缺：{words}", en="An empty field: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "24")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("filled in", replace={"工作年度报告\n": "工作年度报告\n来源：云川县人民政府办公室\n"}),
        Invalid("junk", replace={"工作年度报告\n": "工作年度报告\n来源：1\n"}, keys=("empty",)),
    ),
)
