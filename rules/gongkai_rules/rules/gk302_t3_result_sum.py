"""In every column of table three, （七）总计 is the sum of all results above it.

The results are the rows from （一）予以公开 to the last row of （六）其他处理, as the table's own standard lists them
(21 rows; 19 in the form of 2019). Rows that the standard does not have, such as a 小计, never enter the sum.

All equations of the table are judged together, as one system. One wrong cell breaks several of them at once; it is one
finding, at that cell, with the number that makes them all hold as a proposal. Which id it has follows from the cell:
that of the equation that states it as a sum, else that of the first equation it is part of (GK301, GK302, GK303).
Equally good explanations are all named and none is chosen. The proposal is never applied.

Silent: a column whose total is blank (GK210 tells of blanks), or in which a cell is no number, if some number in it
would do. Blanks count as zero only in a table that mostly leaves zeros blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import BALANCE_MESSAGES, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._sums import judged


def check(view: View) -> Iterator[Finding]:
    yield from judged(view, "GK302")


RULE = Rule(
    id="GK302",
    name="t3-result-sum",
    severity="error",
    summary=Text(
        zh="表三每一列：（七）总计等于各项办理结果之和",
        en="In each column of table 3, （七）总计 is the sum of the results",
    ),
    advice=Text(
        zh="核对这一列的各项办理结果和（七）总计，改正有误的一格",
        en="Check this column's results and its total against the records and correct the wrong cell",
    ),
    messages=BALANCE_MESSAGES,
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("a blank total is told by another rule", cells={"applications.total.business": ""}),
        Valid("a result that is no number: nothing can be said", cells={"applications.granted.business": "3件"}),
        Valid(
            "a subtotal row is not counted twice",
            replace={"\t（四）无法提供\t1.": "\t\t小计\t3\t0\t0\t0\t0\t0\t3\n\t（四）无法提供\t1."},
        ),
        Invalid(
            "a result left out: the cell where row and column meet",
            cells={"applications.rejected_petition.natural_person": "3"},
            keys=("cell",),
            at=("applications/applications/rejected_petition/natural_person",),
        ),
        Invalid(
            "the older form, where （六）其他处理 is one row",
            standard="gkbg-2019",
            cells={"applications.closed_other.natural_person": "0"},
            keys=("cell",),
            at=("applications/applications/closed_other/natural_person",),
        ),
        Invalid(
            "the total of a column: sum and printed identity agree on what it must be",
            cells={"applications.total.natural_person": "3"},
            keys=("cell",),
            at=("applications/applications/total/natural_person",),
        ),
        Invalid(
            "an application counted in the wrong row for one applicant and in 总计",
            cells={"applications.granted.business": "4", "applications.granted.total": "16"},
            keys=("either",),
            at=("applications/applications/total/business",),
        ),
        Invalid(
            "the numbers of a row are shifted by one cell",
            replace={"\t12\t3\t0\t0\t0\t0\t15": "\t0\t12\t3\t0\t0\t0\t15"},
            keys=("moved",),
            at=("applications/applications/granted",),
        ),
        Invalid(
            "two wrong cells in one column: the rows show each of them",
            cells={"applications.granted.natural_person": "21", "applications.rejected_petition.natural_person": "3"},
            keys=("cell", "cell"),
            at=(
                "applications/applications/granted/natural_person",
                "applications/applications/rejected_petition/natural_person",
            ),
        ),
        Invalid(
            "digits exchanged, and the row total worked out from that: one fault in two cells",
            cells={"applications.granted.natural_person": "21", "applications.granted.total": "24"},
            keys=("cells",),
            at=("applications/applications/granted/natural_person",),
        ),
    ),
)
