"""The stated days of publication lie within a month of each other and in one year (preview: moved pages have new dates)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View
from gongkai_rules._published import published_days


def check(view: View) -> Iterator[Finding]:
    days = view.derive(published_days)
    if len(days) > 1:
        first, last = days[0], days[-1]
        if (last.day - first.day).days > view.number("days"):
            args = {"first": first.day.isoformat(), "last": last.day.isoformat()}
            yield Finding("apart", last.place, args, related=(first.place,))


RULE = Rule(
    id="GK547",
    name="tm-date-conflict",
    severity="info",
    summary=Text(zh="各处的发布日期一致", en="The stated dates of publication agree"),
    advice=Text(zh="核对各处的日期", en="Check the dates"),
    messages={
        "apart": Text(
            zh="发布日期不一致：{first}和{last}", en="The dates of publication disagree: {first} and {last}"
        )
    },
    basis=(Cite("regulation-2019", "49"),),
    check=check,
    explanation=__doc__,
    preview=True,
    options=(Option("days", 31, Text(zh="允许相差的天数", en="Days that may lie between"), minimum=0),),
    examples=(
        Valid(),
        Valid("a few days", replace={"工作年度报告\n": "工作年度报告\n成文日期：2026-01-19\n发布日期：2026-01-22\n"}),
        Invalid(
            "a year",
            replace={"工作年度报告\n": "工作年度报告\n成文日期：2025-01-19\n发布日期：2026-01-22\n"},
            keys=("apart",),
            at=("",),
        ),
    ),
)
