"""No report is published before its year has ended: its data cannot be final.

Judged by the last stated day of publication. Silent without a date, and where title and period name different years (GK522).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._published import published_days


def check(view: View) -> Iterator[Finding]:
    report = view.report
    days = view.derive(published_days)
    stated = {each.value for each in report.years if each.source in ("title", "preamble", "configuration")}
    if report.fiscal_year and days and len(stated) == 1:
        last = days[-1]
        if last.day < date(report.fiscal_year + 1, 1, 1):
            yield Finding("early", last.place, {"day": last.day.isoformat(), "year": str(report.fiscal_year)})


RULE = Rule(
    id="GK545",
    name="tm-too-early",
    severity="warning",
    summary=Text(zh="不在年度结束前公布", en="No report before the year has ended"),
    advice=Text(
        zh="核对公布日期和报告年度；数据应统计到12月31日",
        en="Check the date and the year; the data run to 31 December",
    ),
    messages={"early": Text(zh="{day}公布，{year}年度还没有结束", en="Published on {day}, before the end of {year}")},
    basis=(Cite("regulation-2019", "49"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("in January", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-01-04\n"}),
        Valid("the first day of the period", replace={"统计期限自2025年1月1日起至": "起止日期：2025年1月1日至"}),
        Invalid(
            "in December",
            replace={"工作年度报告\n": "工作年度报告\n发布日期：2025年12月19日\n"},
            keys=("early",),
            at=("",),
        ),
    ),
)
