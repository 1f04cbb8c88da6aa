"""In every column of table three, what came in equals what went out: received + carried in = total + carried out.

The form prints this rule itself in the table's corner. It is judged for each kind of applicant and for 总计.

Which of the four cells is wrong is not guessed: the message gives both sides, and all four are named. Not judged:
a column in which one of the four cells is missing, is no number, or could not be placed. Blanks count as zero only
in a table that leaves every zero blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, broken


def check(view: View) -> Iterator[Finding]:
    for equation, done in view.derive(broken):
        if equation.table.id == "applications" and equation.spec.id == "identity":
            received, carried_in = (addend.value or 0 for addend in done.left)
            total, carried_out = (addend.value or 0 for addend in done.right)
            yield Finding(
                "differs",
                equation.table.place(column=equation.right[0][1]),
                {
                    "received": received,
                    "carried_in": carried_in,
                    "total": total,
                    "carried_out": carried_out,
                    "came": done.left_total,
                    "went": done.right_total,
                },
                related=tuple(addend.place for addend in (*done.left, *done.right)),
                sums=(done,),
            )


RULE = Rule(
    id="GK301",
    name="t3-column-identity",
    severity="error",
    summary=Text(
        zh="表三每一列：本年新收加上年结转，等于办理结果总计加结转下年度",
        en="In each column of table 3, received + carried in = total of results + carried out",
    ),
    advice=Text(
        zh="核对这一列的新收、上年结转、（七）总计、结转下年度四个数，改正有误的一格",
        en="Check the four numbers of this column against the records and correct the wrong one",
    ),
    messages={
        "differs": Text(
            zh="新收{received}＋上年结转{carried_in}＝{came}，而总计{total}＋结转下年度{carried_out}＝{went}，两边不等",
            en="Received {received} + carried in {carried_in} = {came}, but total {total} + carried out {carried_out} = {went}",
        )
    },
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("a blank cell of the four: nothing can be said", cells={"applications.carried_out.legal_service": ""}),
        Valid("a placeholder is no number", cells={"applications.carried_in.business": "/"}),
        Invalid(
            "one carried over is forgotten",
            cells={"applications.carried_out.natural_person": "1", "applications.carried_out.total": "2"},
            keys=("differs", "differs"),
            at=("applications/applications//natural_person", "applications/applications//total"),
        ),
        Invalid(
            "the same sum in the older form",
            standard="gkbg-2019",
            cells={"applications.carried_in.legal_service": "1"},
            keys=("differs",),
            at=("applications/applications//legal_service",),
        ),
    ),
)
