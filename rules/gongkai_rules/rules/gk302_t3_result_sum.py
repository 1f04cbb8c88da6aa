"""In every column of table three, （七）总计 is the sum of all results above it.

The results are the rows from （一）予以公开 to the last row of （六）其他处理, as the table's own standard lists them
(21 rows; 19 in the form of 2019). Rows that the standard does not have, such as a 小计, never enter the sum.

Not judged: a column whose total is blank (GK210 tells of blanks), or in which a result is missing, is no number, or
could not be placed. Blanks count as zero only in a table that leaves every zero blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, broken


def check(view: View) -> Iterator[Finding]:
    for equation, done in view.derive(broken):
        if equation.table.id == "applications" and equation.spec.id == "result_sum":
            ((row, column),) = equation.right
            yield Finding(
                "differs",
                equation.table.place(row, column),
                {"printed": done.right_total, "added": done.left_total},
                related=tuple(addend.place for addend in done.left if addend.value),
                sums=(done,),
            )


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
    messages={
        "differs": Text(
            zh="（七）总计为{printed}，而各项办理结果之和是{added}",
            en="The total of results is {printed}, but the results add up to {added}",
        )
    },
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
            "a result left out of the total",
            cells={"applications.rejected_petition.natural_person": "3"},
            keys=("differs",),
            at=("applications/applications/total/natural_person",),
        ),
        Invalid(
            "the older form, where （六）其他处理 is one row",
            standard="gkbg-2019",
            cells={"applications.closed_other.natural_person": "0"},
            keys=("differs",),
            at=("applications/applications/total/natural_person",),
        ),
    ),
)
