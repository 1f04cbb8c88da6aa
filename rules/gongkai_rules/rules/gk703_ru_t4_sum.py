"""Every cell of table four is the sum of the same cell in the reports below.

An error only where the user declared the children to be complete; otherwise a hint at level info. Wrong cells are found in
the report they are in, as in table three (GK701). A government that reviews its department's answer and is sued together
with it counts the same case once more; where that explains the difference, declare the set incomplete.

Silent: cells that are no numbers (of a complete set, a hint says that they were not judged); a table that a child
does not have; where reports of declared children are missing, all but what is larger than the parent has (GK705 tells
which are missing)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._summed import ROLLUP_MESSAGES, ROLLUP_WHY, sums_of


def check(view: View) -> Iterator[Finding]:
    yield from sums_of(view, "disputes")


RULE = Rule(
    id="GK703",
    name="ru-t4-sum",
    severity="error",
    summary=Text(
        zh="表四每一格等于各下级报告同一格之和",
        en="Each cell of table 4 is the sum of that cell in the reports below",
    ),
    advice=Text(
        zh="核对汇总表：是否漏了或重复计入某个下级，共同被告的案件是否重复计数",
        en="Check the consolidation: a report left out or counted twice, cases with several defendants",
    ),
    messages=ROLLUP_MESSAGES,
    why=ROLLUP_WHY,
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49"), Cite("regulation-2019", "50")),
    asks=("children",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("the report of one body", children=(Valid(agency="云川县教育局"),), complete=True),
        Invalid(
            "the sums of table 4 leave open which of five cells is wrong: the children tell",
            cells={"disputes.cases.review_upheld": "20"},
            children=(Valid(agency="云川县教育局"),),
            complete=True,
            keys=("here",),
            at=("disputes/disputes/cases/review_upheld",),
        ),
        Invalid(
            "a review that was corrected below was upheld above",
            cells={"disputes.cases.review_upheld": "3", "disputes.cases.review_corrected": "0"},
            children=(Valid(agency="云川县教育局"),),
            complete=True,
            keys=("differ",),
            at=("disputes/disputes/cases/review_upheld",),
        ),
        Invalid(
            "a cell of a child is no number: its sum was not judged",
            children=(Valid(agency="云川县教育局", cells={"disputes.cases.review_upheld": "若干"}),),
            complete=True,
            keys=("open",),
            at=("disputes/disputes/cases/review_upheld",),
        ),
    ),
)
