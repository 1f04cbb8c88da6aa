"""The report says which period its data cover, as most reports do in the opening.

The duty was not seen in the format, and about a third of small bodies leave the period out: this is advice. Any
wording counts: 统计期限, 数据时间, 截止日期, or dates from 1 January to 31 December. GK523 asks whether they are right.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._prose import prose

_STATED = regex(
    r"统计数?据?的?(?:期限|时限|时间|时段|周期|期间|日期|范围|起止|期[为是：])|数据的?(?:统计|期限|时限|时间|起止)|起止[时日]"
    r"|截[至止](?:日期)?[为是：]?(?:20\d\d[年.\-/])?12[月.\-/]31|月\d{1,2}日以来|(?:统计|数据)[^。；]{0,12}截[至止]|(?:20\d\d|本)年(?:度)?全年的?数据"
    r"|(?<!\d)0?1[月.\-/]0?1(?!\d)[^。]{0,16}12[月.\-/]31"
)


def check(view: View) -> Iterator[Finding]:
    if view.report.period is None and not any(_STATED.search(text) for text in view.derive(prose)):
        yield Finding("absent", view.report.place())


RULE = Rule(
    id="GK507",
    name="ms-period-stated",
    severity="info",
    summary=Text(zh="写明数据的统计期限", en="The report states the period of its data"),
    advice=Text(
        zh="建议在开头写明：所列数据的统计期限自当年1月1日起至12月31日止",
        en="Consider stating in the opening that the data run from 1 January to 31 December of the year",
    ),
    messages={"absent": Text(zh="没有写明数据的统计期限", en="The period of the data is not stated")},
    why=Text(
        zh="写明统计期限，读者才知道数据是哪一段时间的。格式原文中没有见到这项要求，所以只作提示。",
        en="With the period stated, readers know what the data cover. The duty was not seen in the format: advice.",
    ),
    basis=(Cite("regulation-2019", "50"), Cite("format-2021", "general")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("no year, a dash", replace={"自2025年1月1日起至2025年12月31日止": "为1月1日-12月31日"}),
        Valid("only the end", replace={"统计期限自2025年1月1日起至2025年12月31日止": "截止日期为2025年12月31日"}),
        Valid("dates with dots", replace={"统计期限自2025年1月1日起至2025年12月31日止": "时间：2025.1.1—2025.12.31"}),
        Valid(
            "in the text of part one",
            replace={"报告所列数据的统计期限自2025年1月1日起至2025年12月31日止。": ""},
            sections={"overview": "2025年1月1日至2025年12月31日，本机关主动公开信息120条，答复申请3件。"},
        ),
        Invalid(
            "no word of it", replace={"报告所列数据的统计期限自2025年1月1日起至2025年12月31日止。": ""}, keys=("absent",), at=("",)
        ),
    ),
)  # fmt: skip
