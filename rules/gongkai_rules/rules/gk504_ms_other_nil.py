"""Part six (其他需要报告的事项) is not left empty.

The format asks that nothing is left out: a body with nothing to report says so ("无"). Any text counts, also in the
heading itself, as in 其他需要报告的事项（无）; GK501 asks for the statement on fees.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex

_NIL = regex(r"无|没有")


def check(view: View) -> Iterator[Finding]:
    section = view.report.section("other")
    if section and not section.blocks and not _NIL.search(section.heading):
        yield Finding("empty", section.place(), {"section": section.name})


RULE = Rule(
    id="GK504",
    name="ms-other-nil",
    severity="warning",
    summary=Text(zh="第六部分不能空着", en="Part six is not left empty"),
    advice=Text(
        zh="写明收取信息处理费的情况（2021年度起）；没有其他事项的写“无”",
        en="Tell of information-processing fees (from fiscal year 2021); with nothing else to report, write “无”",
    ),
    messages={"empty": Text(zh="“{section}”下面没有内容", en="There is nothing under “{section}”")},
    why=Text(
        zh="第六部分没有事项的写“无”，不能空着，否则看不出是没有还是漏写。",
        en="With nothing to tell, part six says 无; left empty, it may have been forgotten.",
    ),
    basis=(Cite("regulation-2019", "50"), Cite("format-2021", "general")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("nothing to report in 2020", year=2020, sections={"other": "无"}),
        Valid("said in the heading", sections={"other": ""}, replace={"需要报告的事项": "需要报告的事项（无）"}),
        Valid("on one line with the heading", sections={"other": ""}, replace={"需要报告的事项": "需要报告的事项：无。"}),
        Valid("the part is missing: GK101", replace={"六、其他需要报告的事项": "附注"}),
        Invalid("nothing under the heading", sections={"other": ""}, keys=("empty",), at=("other",)),
        Invalid("the same in 2020", year=2020, sections={"other": ""}, keys=("empty",), at=("other",)),
    ),
)  # fmt: skip
