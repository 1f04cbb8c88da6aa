"""The report is published by the prefecture's own, earlier deadline.

National law gives departments until 31 January; some prefectures ask for a few days earlier. Silent when no publication
date is known, and for a date before the reporting year has ended, which is another fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    report = view.report
    if report.fiscal_year is None or not report.published:
        return
    latest = date(report.fiscal_year + 1, 1, int(view.number("january_day")))
    stated = report.published[0]
    if date.fromisoformat(stated.value) > latest:
        yield Finding("late", stated.place, {"published": stated.value, "latest": latest.isoformat()})


def dated(day: str) -> dict[str, str]:
    """The correct report with a publication date."""
    return {"一、总体情况": f"发布日期：{day}\n\n一、总体情况"}


RULE = Rule(
    id="EX103",
    name="earlier-deadline",
    severity="info",
    summary=Text("在本地规定的期限前公布", "Published by the local deadline"),
    advice=Text("按本地通知的期限公布", "Publish by the local deadline"),
    messages={
        "late": Text(
            "公布日期{published}晚于本地期限{latest}", "Published on {published}, after the local deadline {latest}"
        )
    },
    basis=(Cite("regulation-2019", "49"),),
    check=check,
    explanation=__doc__,
    options=(Option("january_day", 28, Text("一月几日", "day in January"), minimum=1),),
    examples=(
        Valid("no date is known"),
        Valid("on the last day", replace=dated("2026-01-28")),
        Invalid("a day late", replace=dated("2026-01-29"), keys=("late",)),
    ),
)
