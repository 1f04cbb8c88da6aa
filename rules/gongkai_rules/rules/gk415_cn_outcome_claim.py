"""A statement about outcomes of reviews and lawsuits agrees with table four.

均维持 while decisions were corrected, ended otherwise or are pending; 无纠错 or 未被纠正 while some were corrected. Judged for the
kinds of cases that the sentence names. Silent where the words limit it to decided cases (已审结的均维持).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import against, printed, stated

_GROUPS = {"复议": ("review",), "诉讼": ("direct", "after")}


def check(view: View) -> Iterator[Finding]:
    for claim in stated(view, "disputes.upheld", "disputes.corrected"):
        sentence = claim.passage.text[slice(*claim.sentence)]
        # Only lawsuits are lost; that a review corrected something is told otherwise.
        groups = [
            name
            for word, names in _GROUPS.items()
            if word in sentence and ("败诉" not in claim.words or word == "诉讼")
            for name in names
        ]
        outcomes: tuple[str, ...] = ()
        if claim.kind == "disputes.upheld" and claim.form == "all" and "审结" not in sentence:
            outcomes = ("corrected", "other", "pending")
        elif claim.kind == "disputes.corrected" and claim.value == 0:
            outcomes = ("corrected",)
        columns = [f"{name}_{outcome}" for name in groups for outcome in outcomes]
        cells = printed(view.report, "disputes", ("cases",), columns) if columns else None
        if cells and cells.value:
            yield against(claim, cells)


RULE = Rule(
    id="GK415",
    name="cn-outcome-claim",
    severity="warning",
    summary=Text(
        zh="复议诉讼结果的表述与表四一致",
        en="A statement about outcomes agrees with table 4",
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
    examples=(
        Valid(),
        Valid(
            "upheld, and none otherwise",
            sections={"overview": "政府信息公开行政复议3件，均维持。"},
            cells={"disputes.cases.review_upheld": "3", "disputes.cases.review_corrected": "0"},
        ),
        Valid("of those decided", sections={"overview": "政府信息公开行政复议3件，已审结的均维持。"}),
        Valid("the lawsuits were upheld", sections={"overview": "政府信息公开行政诉讼1件，均维持。"}),
        Valid(
            "no lawsuit was lost",
            sections={"overview": "政府信息公开行政复议3件，行政诉讼1件，无败诉案件。"},
            cells={"disputes.cases.review_corrected": "1"},
        ),
        Valid("none pending is another thing", sections={"overview": "政府信息公开行政复议3件，无尚未审结案件。"}),
        Invalid(
            "upheld, but one was corrected",
            sections={"overview": "政府信息公开行政复议3件，均维持。"},
            keys=("differs",),
        ),
        Invalid(
            "none corrected, but one was",
            sections={"overview": "政府信息公开行政复议3件，无被纠正情况。"},
            keys=("differs",),
        ),
    ),
)
