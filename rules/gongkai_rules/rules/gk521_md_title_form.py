"""The title names the body, the year and the report as the Regulations do: 政府信息公开工作年度报告.

Told are wrong terms (工作报告 for 年度报告, 政务信息公开, 信息公开 without 政府) and a missing year or body. Harmless shortenings in common
use are silent: without 工作, 年报, a doubled 年度, the year in another place or on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex

_YEAR = regex(r"20\d\d")
_TERM = regex(r"政府信息公开")
_MIXED = regex(r"政务信息公开|政务公开")
_YEARLY = regex(r"年度?(?:工作)?报告?|年报")


def check(view: View) -> Iterator[Finding]:
    report = view.report
    title = report.title
    if title is None or title.source != "title":
        return
    words = "".join(title.value.split())
    plain = _YEAR.sub("", words)
    if _MIXED.search(words):
        yield Finding("mixed", title.place)
    elif not _TERM.search(words):
        yield Finding("government", title.place)
    tail = plain.rpartition("公开")[2]
    if not _YEARLY.search(tail) and "年度" not in tail:
        yield Finding("yearly", title.place)
    if not any(year.source == "title" for year in report.years):
        yield Finding("year", title.place)
    if report.agency is None:
        yield Finding("body", title.place)


RULE = Rule(
    id="GK521",
    name="md-title-form",
    severity="warning",
    summary=Text(zh="标题写明单位、年度和“政府信息公开工作年度报告”", en="The title names body, year and the statutory term"),
    advice=Text(zh="标题写作“××（单位）××××年政府信息公开工作年度报告”", en="Write body, year and 政府信息公开工作年度报告"),
    messages={
        "mixed": Text(zh="标题没有用“政府信息公开”", en="The title does not say 政府信息公开"),
        "government": Text(zh="标题在“信息公开”前漏了“政府”", en="The title lacks 政府 before 信息公开"),
        "yearly": Text(zh="标题把“年度报告”写成了“工作报告”", en="The title says 工作报告 where 年度报告 belongs"),
        "year": Text(zh="标题没有写年份", en="The title has no year"),
        "body": Text(zh="标题没有写单位名称", en="The title names no body"),
    },
    basis=(Cite("regulation-2019", "49"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("without 工作, 年度 doubled", replace={"2025年政府信息公开工作年度报告\n": "2025年度政府信息公开年度报告\n"}),
        Valid("the year behind", replace={"2025年政府信息公开工作年度报告\n": "政府信息公开工作2025年度报告\n"}),
        Valid("the year in numerals", replace={"县人民政府2025年政府信息公开工作年度报告\n": "县人民政府二〇二五年政府信息公开工作年度报告\n"}),
        Valid("the year in brackets below", replace={"云川县人民政府2025年政府信息公开工作年度报告\n": "云川县人民政府\n政府信息公开工作年度报告\n（2025年度）\n"}),
        Invalid("工作报告", replace={"2025年政府信息公开工作年度报告\n": "2025年政府信息公开工作报告\n"}, keys=("yearly",), at=("",)),
        Invalid("政府 is missing", replace={"2025年政府信息公开工作年度报告\n": "2025年信息公开工作年度报告\n"}, keys=("government",)),
        Invalid("政务", replace={"2025年政府信息公开工作年度报告\n": "2025年政务信息公开工作年度报告\n"}, keys=("mixed",)),
        Invalid("no year", replace={"云川县人民政府2025年政府": "云川县人民政府政府"}, keys=("year",)),
        Invalid("no body", replace={"云川县人民政府2025年政府": "2025年政府"}, keys=("body",)),
    ),
)  # fmt: skip
