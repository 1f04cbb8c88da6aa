"""The words do not give two different numbers for the same thing.

Only certain claims about the body and its year, in different sentences, and only where no table settles the number: where one
does, the rule for that number tells which place is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Claim, Finding, Invalid, Rule, Text, Valid, View, claimed
from gongkai_rules._stated import printed_kind

_SINGLE = frozenset(
    (
        "applications.new",
        "applications.carried_in",
        "applications.carried_out",
        "applications.concluded",
        "documents.normative_issued",
        "documents.normative_repealed",
        "documents.normative_in_force",
        "processing_fee.notices",
        "processing_fee.collected",
    )
)


def check(view: View) -> Iterator[Finding]:
    first: dict[str, Claim] = {}
    for claim in view.derive(claimed):
        if claim.form != "count" or claim.bound != "exact" or claim.confidence != "certain" or not claim.comparable:
            continue
        if claim.part or claim.kind not in _SINGLE or printed_kind(view, claim.kind):
            continue
        before = first.setdefault(claim.kind, claim)
        if before.value != claim.value and (before.passage, before.sentence) != (claim.passage, claim.sentence):
            args = {"first": before.words, "second": claim.words}
            yield Finding("differs", claim.place(), args, related=(before.place(),))


RULE = Rule(
    id="GK422",
    name="cn-same-quantity-twice",
    severity="warning",
    summary=Text(
        zh="同一数量前后一致",
        en="The same quantity has one number throughout",
    ),
    advice=Text(
        zh="核对台账，改正有误的一处",
        en="Check the records and correct the wrong place",
    ),
    messages={
        "differs": Text(
            zh="前面说“{first}”，这里说“{second}”",
            en="Earlier it says “{first}”, here “{second}”",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("the same number twice", sections={"overview": "发出收费通知2件。第六部分同：发出收费通知2件。"}),
        Valid("another year", sections={"overview": "2024年发出收费通知5件。2025年发出收费通知2件。"}),
        Valid(
            "the table settles it", sections={"overview": "办结政府信息公开申请35件。全年办结政府信息公开申请34件。"}
        ),
        Invalid(
            "two numbers",
            sections={"overview": "全年发出收费通知2件。\n2025年，发出收费通知3件，实际收取100元。"},
            keys=("differs",),
        ),
    ),
)
