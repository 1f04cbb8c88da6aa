"""A department at county level or above publishes its report by 31 January.

Article 49 of the Regulations. The first day of publication that the report or its page states counts; without one the rule is
silent. Silent too for offices of a government (人民政府办公室), which publish the government's report by 31 March, for committees
of zones, for national bodies, and where the level is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Option, Rule, Text, Valid, View, regex
from gongkai_rules._published import DEADLINE_HELP, late

_OTHER = regex(r"政府办公?[室厅]?$|管委会$|管理委员会$|办事处$")


def check(view: View) -> Iterator[Finding]:
    report = view.report
    name = report.agency.value if report.agency else ""
    if report.body.level in ("county", "city", "province") and not _OTHER.search(name):
        yield from late(view, str(view.options["deadline"]))


RULE = Rule(
    id="GK541",
    name="tm-department-late",
    severity="error",
    summary=Text(zh="县级以上人民政府部门1月31日前公布", en="A department publishes by 31 January"),
    advice=Text(zh="如页面日期不是首次公布的日期，请写明首次公布日期", en="If the page's date is not that of first publication, state that one"),
    messages={
        "late": Text(
            zh="{day}公布，超过期限（{last}）{over}天", en="Published on {day}, {over} days after the deadline ({last})"
        )
    },
    basis=(Cite("regulation-2019", "49"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    applies=Applies(first_year=2019, bodies=("department",)),
    options=(Option("deadline", "01-31", DEADLINE_HELP),),
    examples=(
        Valid(),
        Valid("in time", agency="云川县财政局", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-01-31\n"}),
        Valid("published again", agency="云川县财政局", replace={"工作年度报告\n": "工作年度报告\n成文日期：2026-01-20\n发布日期：2026-03-02\n"}),
        Valid("the government's office", agency="云川县人民政府办公室", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-03-20\n"}),
        Valid("no date", agency="云川县财政局"),
        Invalid("February", agency="云川县财政局", replace={"工作年度报告\n": "工作年度报告\n发布时间：2026-02-01\n"}, keys=("late",), at=("",)),
    ),
)  # fmt: skip
