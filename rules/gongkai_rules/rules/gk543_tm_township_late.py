"""A township or sub-district publishes by the day that its county sets (preview: the Regulations name none).

Article 49 names departments and governments at county level and above only; most counties ask for 31 January. Set `deadline` to the
day of the local notice.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Option, Rule, Text, Valid, View
from gongkai_rules._published import DEADLINE_HELP, late


def check(view: View) -> Iterator[Finding]:
    if view.report.body.level == "township":
        yield from late(view, str(view.options["deadline"]))


RULE = Rule(
    id="GK543",
    name="tm-township-late",
    severity="warning",
    summary=Text(zh="乡镇、街道按当地规定的日期公布", en="A township publishes by the local deadline"),
    advice=Text(zh="条例没有规定乡镇的日期，请核对当地通知", en="The Regulations set no day for townships: check the local notice"),
    messages={
        "late": Text(
            zh="{day}公布，超过当地期限（{last}）{over}天", en="Published on {day}, {over} days after the local deadline ({last})"
        )
    },
    basis=(Cite("regulation-2019", "49"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    applies=Applies(first_year=2019, bodies=("government", "subdistrict")),
    preview=True,
    options=(Option("deadline", "01-31", DEADLINE_HELP),),
    examples=(
        Valid(),
        Valid("in time", agency="云川县石桥镇人民政府", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-01-20\n"}),
        Invalid(
            "February", agency="云川县石桥镇人民政府", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-02-05\n"}, keys=("late",), at=("",)
        ),
    ),
)  # fmt: skip
