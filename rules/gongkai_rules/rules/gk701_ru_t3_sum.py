"""Every cell of table three is the sum of the same cell in the reports below.

Whether that has to be so depends on which reports are there: it is an error only where the user declared the children
to be complete; otherwise a hint at level info. The equations of the parent, of the children and the ties between them are
judged together, so that a wrong cell that breaks its own report's sums is found in the report it is in. What the own
sums of this report tell is not told again; what they leave open, and what is wrong in a child, is mentioned at level
info, because the rules on those sums tell of the fault itself. All other cells that differ are one finding; if the difference is exactly one child's figures, that child was left out or counted twice.

Silent: cells that are no numbers (of a complete set, a hint says that they were not judged); a table that a child
does not have, or has in another form; where reports of declared children are missing, all but what is larger than the
parent has (GK705 tells which are missing)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._summed import ROLLUP_MESSAGES, ROLLUP_WHY, sums_of


def check(view: View) -> Iterator[Finding]:
    yield from sums_of(view, "applications")


# A report and its two halves.
_BUREAU = Valid(
    agency="云川县档案局",
    cells={
        f"applications.{row}.{column}": "0"
        for row in ("received", "carried_in", "granted", "partially_granted", "denied_third_party", "denied_query",
                    "unavailable_not_held", "rejected_petition", "closed_other", "total", "carried_out")
        for column in ("natural_person", "business", "legal_service", "total")
    },
)  # fmt: skip
_REST = Valid(agency="云川县教育局")
_ROADS = Valid(
    agency="云川县交通运输局",
    cells={
        "applications.received.natural_person": "32",
        "applications.carried_in.natural_person": "0",
        "applications.carried_in.total": "0",
        "applications.received.total": "38",
    },
)

RULE = Rule(
    id="GK701",
    name="ru-t3-sum",
    severity="error",
    summary=Text(
        zh="表三每一格等于各下级报告同一格之和",
        en="Each cell of table 3 is the sum of that cell in the reports below",
    ),
    advice=Text(
        zh="核对汇总表：是否漏了或重复计入某个下级，本级自己的申请是否单独成份，垂直管理部门是否应计入",
        en="Check the consolidation: a report left out or counted twice, the body's own applications, departments under vertical management",
    ),
    messages=ROLLUP_MESSAGES,
    why=ROLLUP_WHY,
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49"), Cite("regulation-2019", "50")),
    asks=("children",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("the sum of two", children=(_REST, _BUREAU), complete=True),
        Valid(
            "a cell of a child is no number", children=(Valid(cells={"applications.received.total": "若干"}), _BUREAU)
        ),
        Valid(
            "one wrong cell that the report's own sums name",
            cells={"applications.granted.total": "51"},
            children=(_REST, _BUREAU),
            complete=True,
        ),
        Valid(
            "a report is missing, and less is there than in the parent",
            children=(_BUREAU,),
            missing=("云川县教育局",),
        ),
        Valid("the child has the form of 2019", children=(Valid(standard="gkbg-2019", year=2025),), complete=True),
        Invalid(
            "one application more, in the parent, that no report below has",
            cells={
                "applications.received.natural_person": "31",
                "applications.received.total": "37",
                "applications.granted.natural_person": "13",
                "applications.granted.total": "16",
                "applications.total.natural_person": "31",
                "applications.total.total": "36",
            },
            children=(_REST, _BUREAU),
            complete=True,
            keys=("differ",),
            at=("applications/applications/received/natural_person",),
        ),
        Invalid("one child was left out", children=(_REST, _ROADS), complete=True, keys=("left_out",)),
        Invalid(
            "a wrong cell of a child, as its own sums tell",
            children=(Valid(agency="云川县教育局", cells={"applications.granted.business": "33"}), _BUREAU),
            keys=("there",),
            at=("applications/applications/granted/business",),
        ),
        Invalid(
            "wrong for an applicant and in 总计: the children tell which row it is",
            cells={"applications.carried_in.natural_person": "12", "applications.carried_in.total": "12"},
            children=(_REST, _BUREAU),
            complete=True,
            keys=("here",),
        ),
        Invalid(
            "a cell of a child is no number: its sum was not judged",
            children=(Valid(agency="云川县教育局", cells={"applications.granted.business": "若干"}),),
            complete=True,
            keys=("open",),
            at=("applications/applications/granted/business",),
        ),
    ),
)
