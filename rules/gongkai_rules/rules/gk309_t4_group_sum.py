"""In table four, each 总计 is the sum of the four outcomes before it.

Judged for each of the three groups: 行政复议, 未经复议直接起诉, 复议后起诉. The groups are independent of each other.
A cell stands in one equation only, so that any of the five may be the wrong one. All are named; one is put first only
where it shows how the mistake came about (digits exchanged, a digit missing or too many).

Silent: a group whose total is blank (GK210 tells of blanks, and proposes the sum), or in which a cell is no number, if
some number in it would do. Blanks count as zero only in a table that mostly leaves zeros blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import BALANCE_MESSAGES, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._sums import judged


def check(view: View) -> Iterator[Finding]:
    yield from judged(view, "GK309")


RULE = Rule(
    id="GK309",
    name="t4-group-sum",
    severity="error",
    summary=Text(
        zh="表四每一组的总计等于四种结果之和", en="In table 4, each 总计 is the sum of its group's four outcomes"
    ),
    advice=Text(
        zh="核对这一组的结果维持、结果纠正、其他结果、尚未审结和总计，改正有误的一格",
        en="Check this group's four outcomes and its total against the records and correct the wrong cell",
    ),
    messages=BALANCE_MESSAGES,
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("a blank total is told by another rule", cells={"disputes.cases.review_total": ""}),
        Valid("a blank outcome beside zeros is unknown", cells={"disputes.cases.review_other": ""}),
        Invalid(
            "a pending review left out of the total",
            cells={"disputes.cases.review_pending": "1"},
            keys=("either",),
            at=("disputes/disputes/cases/review_total",),
        ),
        Invalid(
            "two groups wrong are two faults",
            standard="gkbg-2019",
            cells={"disputes.cases.direct_total": "2", "disputes.cases.after_upheld": "2"},
            keys=("either", "either"),
            at=("disputes/disputes/cases/direct_total", "disputes/disputes/cases/after_total"),
        ),
        Invalid(
            "a total whose digits are exchanged is the likely one",
            cells={"disputes.cases.review_other": "13", "disputes.cases.review_total": "61"},
            keys=("likely",),
            at=("disputes/disputes/cases/review_total",),
        ),
    ),
)
