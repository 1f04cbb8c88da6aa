"""The report of a local government at county level or above is published by 31 March.

Article 49 of the Regulations. The first day of publication that the report or its page states counts; without one the rule is
silent, as for townships (GK543).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Option, Rule, Text, Valid, View
from gongkai_rules._published import DEADLINE_HELP, late


def check(view: View) -> Iterator[Finding]:
    if view.report.body.level in ("county", "city", "province"):
        yield from late(view, str(view.options["deadline"]))


RULE = Rule(
    id="GK542",
    name="tm-government-late",
    severity="error",
    summary=Text(zh="县级以上人民政府3月31日前公布", en="A government publishes by 31 March"),
    advice=Text(zh="如页面日期不是首次公布的日期，请写明首次公布日期", en="If the page's date is not that of first publication, state that one"),
    messages={
        "late": Text(
            zh="{day}公布，超过期限（{last}）{over}天", en="Published on {day}, {over} days after the deadline ({last})"
        )
    },
    basis=(Cite("regulation-2019", "49"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    applies=Applies(first_year=2019, bodies=("government",)),
    options=(Option("deadline", "03-31", DEADLINE_HELP),),
    examples=(
        Valid(),
        Valid("in time", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-03-31\n"}),
        Valid("a township: GK543", agency="云川县石桥镇人民政府", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-04-09\n"}),
        Invalid("April", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-04-01\n"}, keys=("late",), at=("",)),
    ),
)  # fmt: skip
