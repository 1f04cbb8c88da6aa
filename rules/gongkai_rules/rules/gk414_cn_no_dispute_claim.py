"""A statement that there were no reviews or lawsuits agrees with table four.

未发生行政复议、行政诉讼 covers all topics, so disclosure need not be named. Not judged: parts of a year, other years and bodies, blank
or missing cells, and a mere lack of corrected decisions (GK415).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import against, printed_kind, stated


def check(view: View) -> Iterator[Finding]:
    for claim in stated(view, "disputes.reviews", "disputes.lawsuits"):
        cells = printed_kind(view, claim.kind)
        if claim.value == 0 and claim.confidence == "certain" and cells and Decimal(0) not in cells.also:
            yield against(claim, cells)


RULE = Rule(
    id="GK414",
    name="cn-no-dispute-claim",
    severity="error",
    summary=Text(
        zh="未发生复议诉讼的表述与表四一致",
        en="A statement of no reviews or lawsuits agrees with table 4",
    ),
    advice=Text(
        zh="核对台账，改正正文或表格中有误的一处",
        en="Check the records and correct the wrong place, the words or the table",
    ),
    messages={
        "differs": Text(
            zh="正文说“{words}”，而{cell}是{printed}",
            en="The text says “{words}”, but {cell} has {printed}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "none in the table",
            sections={"overview": "未发生因政府信息公开引起的行政复议、行政诉讼。"},
            cells={
                "disputes.cases.review_upheld": "0",
                "disputes.cases.review_corrected": "0",
                "disputes.cases.review_total": "0",
                "disputes.cases.after_upheld": "0",
                "disputes.cases.after_total": "0",
            },
        ),
        Valid("none that were lost", sections={"overview": "政府信息公开行政复议3件，无行政诉讼败诉案件。"}),
        Valid("another year", sections={"overview": "2024年未发生行政复议、行政诉讼。"}),
        Valid("other bodies", sections={"overview": "各乡镇未发生行政复议、行政诉讼。"}),
        Valid(
            "the cell is blank",
            sections={"overview": "全年未发生行政诉讼。"},
            cells={"disputes.cases.after_total": ""},
        ),
        Valid(
            "the government's own beside its departments'",
            sections={
                "overview": "县政府未收到行政复议申请，部门发生5件。县政府没有发生因政府信息公开引起的行政诉讼；县住建局发生1件。"
            },
        ),
        Valid("an office's", sections={"overview": "县政府办未发生因政府信息公开引起的行政复议、行政诉讼。"}),
        Valid("plans", sections={"overview": "确保不发生因政府信息公开引发的行政复议和行政诉讼。"}),
        Valid("of some", sections={"overview": "上述申请均未引发行政复议或行政诉讼。"}),
        Invalid(
            "neither, but the table has both",
            sections={"overview": "全年未发生因政府信息公开引起的行政复议、行政诉讼。"},
            keys=("differs", "differs"),
        ),
        Invalid(
            "no reviews",
            sections={"overview": "全年没有因政府信息公开被申请行政复议的情况，行政诉讼1件。"},
            keys=("differs",),
        ),
        Invalid(
            "zero by number",
            sections={"overview": "全年政府信息公开行政复议、行政诉讼0件。"},
            keys=("differs", "differs"),
        ),
        Invalid(
            "a government by its name",
            sections={"overview": "县政府未发生因政府信息公开引起的行政复议。"},
            keys=("differs",),
        ),
    ),
)
