"""The report is published by an earlier day that a local notice sets (preview).

Some cities and provinces ask for a day before that of the Regulations. Set `deadline` to the day of your notice; the default is
one that a city asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View
from gongkai_rules._published import DEADLINE_HELP, late


def check(view: View) -> Iterator[Finding]:
    yield from late(view, str(view.options["deadline"]))


RULE = Rule(
    id="GK544",
    name="tm-local-deadline",
    severity="info",
    summary=Text(zh="按当地通知的日期公布", en="The report is published by the local notice's day"),
    advice=Text(zh="核对当地关于年度报告的通知", en="Check the local notice on annual reports"),
    messages={
        "late": Text(
            zh="{day}公布，超过当地通知的期限（{last}）{over}天",
            en="Published on {day}, {over} days after the local notice's deadline ({last})",
        )
    },
    basis=(Cite("regulation-2019", "49"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    preview=True,
    options=(Option("deadline", "01-28", DEADLINE_HELP),),
    examples=(
        Valid(),
        Valid("in time", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-01-20\n"}),
        Invalid(
            "a day late", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-01-29\n"}, keys=("late",), at=("",)
        ),
    ),
)
