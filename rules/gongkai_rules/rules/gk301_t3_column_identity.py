"""In every column of table three, what came in equals what went out: received + carried in = total + carried out.

The form prints this rule itself in the table's corner. It is judged for each kind of applicant and for 总计.

All equations of the table are judged together, as one system. One wrong cell breaks several of them at once; it is one
finding, at that cell, with the number that makes them all hold as a proposal. Which id it has follows from the cell:
that of the equation that states it as a sum, else that of the first equation it is part of (GK301, GK302, GK303).
Equally good explanations are all named and none is chosen. The proposal is never applied.

Silent: a column with a cell that is no number, if some number in it would do (GK210, GK211 and GK212 tell of such
cells). Blanks count as zero only in a table that mostly leaves zeros blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import BALANCE_MESSAGES, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._sums import judged


def check(view: View) -> Iterator[Finding]:
    yield from judged(view, "GK301")


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
    messages=BALANCE_MESSAGES,
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("a blank cell of the four can be filled", cells={"applications.carried_out.legal_service": ""}),
        Valid("a placeholder is no number", cells={"applications.carried_in.business": "/"}),
        Invalid(
            "one applicant too many carried in: the row and the column tell which cell",
            standard="gkbg-2019",
            cells={"applications.carried_in.legal_service": "1"},
            keys=("cell",),
            at=("applications/applications/carried_in/legal_service",),
        ),
        Invalid(
            "two numbers that were received are wrong: two faults",
            cells={"applications.received.natural_person": "33", "applications.carried_in.business": "1"},
            keys=("cell", "cell"),
            at=(
                "applications/applications/received/natural_person",
                "applications/applications/carried_in/business",
            ),
        ),
        Invalid(
            "two cells of a row exchanged",
            cells={"applications.received.natural_person": "4", "applications.received.business": "30"},
            keys=("moved",),
            at=("applications/applications/received/natural_person",),
        ),
    ),
)
