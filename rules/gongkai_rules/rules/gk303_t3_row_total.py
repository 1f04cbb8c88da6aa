"""In every row of table three, 总计 is the sum of the six kinds of applicants.

Not judged: a row whose total is blank (GK210 tells of blanks), or in which a value is missing or is no number.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, broken


def check(view: View) -> Iterator[Finding]:
    for equation, done in view.derive(broken):
        if equation.spec.id == "row_total":
            ((row, column),) = equation.right
            yield Finding(
                "differs",
                equation.table.place(row, column),
                {"printed": done.right_total, "added": done.left_total},
                related=tuple(addend.place for addend in done.left if addend.value),
                sums=(done,),
            )


RULE = Rule(
    id="GK303",
    name="t3-row-total",
    severity="error",
    summary=Text(
        zh="表三每一行的总计等于各类申请人之和", en="In table 3, each row's 总计 is the sum of its applicants"
    ),
    advice=Text(
        zh="核对这一行各类申请人的数字和总计，改正有误的一格",
        en="Check this row's numbers against the records and correct the wrong cell",
    ),
    messages={
        "differs": Text(
            zh="总计为{printed}，而各类申请人之和是{added}",
            en="The total is {printed}, but the applicants add up to {added}",
        )
    },
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("a blank total is told by another rule", cells={"applications.granted.total": ""}),
        Invalid(
            "two digits swapped",
            cells={"applications.granted.total": "51"},
            keys=("differs",),
            at=("applications/applications/granted/total",),
        ),
    ),
)
