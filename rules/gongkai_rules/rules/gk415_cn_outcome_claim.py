"""A statement about outcomes of reviews and lawsuits agrees with table four.

均维持 while decisions were corrected, ended otherwise or are pending; 无纠错 or 未被纠正 while some were corrected. Judged for the
kinds of cases that the sentence names. Silent where the words limit it to decided cases (已审结的均维持). A number upheld or corrected
(行政复议5件，维持4件) is compared where its sentence states the number of cases as table four does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gongkai import Cite, Claim, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stated import Kind, against, is_share, printed, printed_kind, stated

# The reviews that a government decides itself are not those against it.
_AS_JUDGE = regex(r"复议机关|审理|受理")
_REVIEWS: tuple[Kind, ...] = ("disputes.reviews",)
_LAWSUITS: tuple[Kind, ...] = ("disputes.lawsuits", "disputes.direct", "disputes.after")
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
        elif claim.form == "count" and claim.value:
            yield from _counted(view, claim, sentence[: claim.end - claim.sentence[0]])
        columns = [f"{name}_{outcome}" for name in groups for outcome in outcomes]
        cells = printed(view.report, "disputes", ("cases",), columns) if columns else None
        if cells and cells.value:
            yield against(claim, cells)


def _counted(view: View, claim: Claim, up_to: str) -> Iterator[Finding]:
    """A number of outcomes against those of the cases named last up to it."""
    outcome = claim.kind.partition(".")[2]
    if _AS_JUDGE.search(up_to):
        return
    reviews = up_to.rfind("复议") > max(up_to.rfind("诉讼"), up_to.rfind("起诉"))
    kinds: tuple[Kind, ...] = _REVIEWS if reviews else _LAWSUITS
    told = [
        each for each in stated(view, *kinds) if each.sentence == claim.sentence and each.passage is claim.passage
    ]
    cases = [(each, printed_kind(view, each.kind)) for each in told if each.start < claim.start]
    if not any(cells and each.value == cells.value for each, cells in cases):
        return
    groups = _GROUPS["复议" if reviews else "诉讼"]
    both = printed(view.report, "disputes", ("cases",), [f"{name}_{outcome}" for name in groups])
    each_group = [printed(view.report, "disputes", ("cases",), [f"{name}_{outcome}"]) for name in groups]
    every = printed(view.report, "disputes", ("cases",), [f"{name}_{outcome}" for name in chain(*_GROUPS.values())])
    fitting = {cells.value for cells in (both, every, *each_group) if cells}
    if both and claim.value not in fitting and not is_share(view, claim, fitting):
        yield against(claim, both)


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
        Valid(
            "how many were upheld",
            sections={"overview": "政府信息公开行政复议3件，其中维持2件、纠正1件；行政诉讼1件。"},
        ),
        Valid(
            "of both",
            sections={"overview": "政府信息公开行政复议3件、行政诉讼1件，共维持3件、纠正1件。"},
        ),
        Valid("of all matters", sections={"overview": "行政复议30件，维持28件，其中政府信息公开行政复议3件。"}),
        Invalid(
            "another number upheld than in table four",
            sections={"overview": "政府信息公开行政复议3件（维持1件），行政诉讼1件。"},
            keys=("differs",),
        ),
        Invalid(
            "none corrected, but one was",
            sections={"overview": "政府信息公开行政复议3件，无被纠正情况。"},
            keys=("differs",),
        ),
    ),
)
