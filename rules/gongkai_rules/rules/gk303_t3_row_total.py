"""In every row of table three, 总计 is the sum of the six kinds of applicants.

All equations of the table are judged together, as one system. One wrong cell breaks several of them at once; it is one
finding, at that cell, with the number that makes them all hold as a proposal. Which id it has follows from the cell:
that of the equation that states it as a sum, else that of the first equation it is part of (GK301, GK302, GK303).
Equally good explanations are all named and none is chosen. The proposal is never applied.

Silent: a row whose total is blank (GK210 tells of blanks, and proposes the sum), or in which a cell is no number, if
some number in it would do. Blanks count as zero only in a table that mostly leaves zeros blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import BALANCE_MESSAGES, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._sums import judged


def check(view: View) -> Iterator[Finding]:
    yield from judged(view, "GK303")


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
    messages=BALANCE_MESSAGES,
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("a blank total is told by another rule", cells={"applications.granted.total": ""}),
        Invalid(
            "two digits swapped",
            cells={"applications.granted.total": "51"},
            keys=("cell",),
            at=("applications/applications/granted/total",),
        ),
        Invalid(
            "two totals wrong are two faults",
            cells={"applications.granted.total": "51", "applications.received.total": "3"},
            keys=("cell", "cell"),
            at=("applications/applications/received/total", "applications/applications/granted/total"),
        ),
        Invalid(
            "most totals are wrong: no few cells explain it, and each row is told by itself",
            cells={
                "applications.granted.total": "25",
                "applications.partially_granted.total": "6",
                "applications.denied_query.total": "5",
                "applications.denied_process.total": "9",
                "applications.unavailable_not_held.total": "16",
                "applications.rejected_petition.total": "13",
                "applications.rejected_excessive.total": "17",
            },
            keys=("unexplained",) * 7,
        ),
    ),
)
