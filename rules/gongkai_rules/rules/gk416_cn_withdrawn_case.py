"""A review or lawsuit that the words call withdrawn is counted in table four as 其他结果.

Which column a withdrawn case belongs to is practice, not written in the form, so this is a preview.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stated import against, printed, stated

_WITHDRAWN = regex(r"撤回|撤诉|终止|调解")


def check(view: View) -> Iterator[Finding]:
    for claim in stated(view, "disputes.reviews", "disputes.lawsuits"):
        sentence = claim.passage.text[slice(*claim.sentence)]
        names = ("review",) if claim.kind == "disputes.reviews" else ("direct", "after")
        every = printed(view.report, "disputes", ("cases",), [f"{name}_total" for name in names])
        other = printed(view.report, "disputes", ("cases",), [f"{name}_other" for name in names])
        if claim.value and _WITHDRAWN.search(sentence) and every and every.value and other and not other.value:
            yield against(claim, other)
            return


RULE = Rule(
    id="GK416",
    name="cn-withdrawn-case",
    severity="info",
    summary=Text(
        zh="撤回的复议诉讼计入其他结果",
        en="Withdrawn cases are counted as other results",
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
    preview=True,
    examples=(
        Valid(),
        Valid(
            "counted",
            sections={"overview": "政府信息公开行政复议3件，其中1件申请人撤回。"},
            cells={"disputes.cases.review_upheld": "1", "disputes.cases.review_other": "1"},
        ),
        Valid("none was withdrawn", sections={"overview": "政府信息公开行政复议3件。"}),
        Invalid(
            "not counted", sections={"overview": "政府信息公开行政复议3件，其中1件申请人撤回。"}, keys=("differs",)
        ),
    ),
)
