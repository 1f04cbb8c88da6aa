"""What this year's report carried in is what last year's report carried out (column 总计).

It holds in honest reports, also from the format of 2019 to that of 2021, whose tables agree here. The equations of both
reports and the ties between them are judged together: where the wrong cell breaks the sums of its own report as well,
it is clear in which report the fault is. If this report's own sums name the cell, the rules on them (GK301 to GK304)
tell of it and this rule does not; if they leave it open, this rule says which cell it is (info). If the fault is in
last year's report, that is mentioned (info), because that report may not be part of the run. If both reports are
consistent in themselves, both cells are named and neither is blamed (error).

Silent: cells that are no numbers; a report that speaks of a reorganization, of transferred duties, of corrected figures
or of another way of counting.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._years import CARRY_MESSAGES, carried


def check(view: View) -> Iterator[Finding]:
    yield from carried(view, total=True)


_ONE_MORE = {
    "applications.received.natural_person": "31",
    "applications.received.total": "37",
    "applications.carried_in.natural_person": "1",
    "applications.carried_in.total": "1",
}

RULE = Rule(
    id="GK601",
    name="cy-carry-continuity",
    severity="error",
    summary=Text(
        zh="本年“上年结转”的申请与上年报告“结转下年度”的相等",
        en="As many applications are carried in as last year's report carried out",
    ),
    advice=Text(
        zh="对照台账核对两份报告：本年的改正本报告，上年的依规更正；确因机构或职能调整的，在“总体情况”中说明",
        en="Check both reports against the records and correct the wrong one; where bodies or duties changed, say so in the overview",
    ),
    messages=CARRY_MESSAGES,
    why=Text(
        zh="上年没有办完的申请，就是今年接着办的申请，两份报告上应是同一个数。报告说明了机构改革、职能划转或数据更正的不提示。",
        en="What was left over last year is what this year began with: the same number in both reports. Not told where the "
        "report speaks of a reorganization, transferred duties or corrected figures.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("format-2019", "attachment"), Cite("regulation-2019", "50")),
    asks=("previous",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(
            "one more received, one less carried in: without last year's report nothing can be said", cells=_ONE_MORE
        ),
        Valid(
            "two carried out last year, two carried in",
            previous=Valid(
                cells={
                    "applications.carried_out.legal_service": "0",
                    "applications.carried_out.total": "2",
                    "applications.received.legal_service": "1",
                    "applications.received.total": "35",
                }
            ),
        ),
        Valid(
            "from the format of 2019 to that of 2021",
            year=2021,
            cells={
                "applications.carried_in.legal_service": "1",
                "applications.carried_in.total": "3",
                "applications.received.legal_service": "1",
                "applications.received.total": "35",
            },
            previous=Valid(),
        ),
        Valid(
            "the number is missing",
            cells={"applications.carried_in.natural_person": "", "applications.carried_in.total": "/"},
            previous=Valid(),
        ),
        Valid(
            "duties were transferred",
            sections={"overview": "2025年，因机构改革，原由县档案局承办的申请划转至本机关，结转件数随之变化。"},
            previous=Valid(),
        ),
        Valid(
            "last year's figures were corrected",
            sections={"other": "上年度报告的结转数据有误，已于3月更正。未收取信息处理费。"},
            previous=Valid(),
        ),
        Valid(
            "another body's duties were taken over",
            sections={"overview": "2025年，按照编制调整方案，我局承接原县乡村振兴局的职责，其在办申请一并办理。"},
            previous=Valid(),
        ),
        Valid(
            "one that had not been registered yet",
            sections={
                "overview": "上年结转2件，较2024年报告所列数有出入，系2024年末收到、当时尚未登记的信函申请。未收取信息处理费。"
            },
            previous=Valid(),
        ),
        Valid(
            "more bodies are counted",
            sections={"other": "本年统计范围较上年增加所属事业单位。未收取信息处理费。"},
            previous=Valid(),
        ),
        Valid(
            "wrong here, and this report's own sums say so: GK303 tells of it",
            cells={"applications.carried_in.total": "5"},
            previous=Valid(
                cells={
                    "applications.carried_out.legal_service": "0",
                    "applications.carried_out.total": "2",
                    "applications.received.legal_service": "1",
                    "applications.received.total": "35",
                }
            ),
        ),
        Invalid(
            "three carried out, two carried in; both reports add up",
            previous=Valid(),
            keys=("differs",),
            at=("applications/applications/carried_in/total",),
        ),
        Invalid(
            "the same from the format of 2019 to that of 2021",
            year=2021,
            previous=Valid(),
            keys=("differs",),
        ),
        Invalid(
            "wrong in last year's report, as its own sums show",
            previous=Valid(
                cells={
                    "applications.carried_out.legal_service": "0",
                    "applications.carried_out.total": "20",
                    "applications.received.legal_service": "1",
                    "applications.received.total": "35",
                }
            ),
            keys=("there",),
            at=("applications/applications/carried_in/total",),
        ),
        Invalid(
            "wrong for an applicant and in 总计: the sums leave four rows open, last year's report tells which",
            cells={"applications.carried_in.natural_person": "12", "applications.carried_in.total": "12"},
            previous=Valid(
                cells={
                    "applications.carried_out.legal_service": "0",
                    "applications.carried_out.total": "2",
                    "applications.received.legal_service": "1",
                    "applications.received.total": "35",
                }
            ),
            keys=("here",),
            at=("applications/applications/carried_in/total",),
        ),
    ),
)
