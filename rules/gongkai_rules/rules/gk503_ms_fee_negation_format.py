"""The report does not say both that no processing fee was collected and that some was.

未收取信息处理费 beside an amount above zero, or 未发出收费通知 beside a number of notices, each about the body's own year.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import Kind, stated

_KINDS: tuple[Kind, ...] = ("processing_fee.collected", "processing_fee.notices")


def check(view: View) -> Iterator[Finding]:
    for kind in _KINDS:
        told = [c for c in stated(view, kind) if not c.part]
        none = next((c for c in told if c.value == 0), None)
        some = next((c for c in told if c.value), None)
        if none and some:
            args = {"none": none.words, "some": some.words}
            yield Finding("both", none.place(), args, related=(some.place(),))


RULE = Rule(
    id="GK503",
    name="ms-fee-negation-format",
    severity="warning",
    summary=Text(
        zh="收取信息处理费的表述前后不矛盾",
        en="Statements on processing fees do not contradict each other",
    ),
    advice=Text(
        zh="核对后只保留正确的一处",
        en="Check, and keep the right statement only",
    ),
    messages={
        "both": Text(
            zh="既说“{none}”，又说“{some}”",
            en="It says both “{none}” and “{some}”",
        ),
    },
    basis=(Cite("fee-measures-2020", "report"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    applies=Applies(first_year=2021),
    examples=(
        Valid(),
        Valid("sent, but nothing collected", sections={"other": "发出收费通知2件，未收取信息处理费。"}),
        Valid("last year", sections={"other": "2024年收取信息处理费100元。2025年未收取信息处理费。"}),
        Valid("another fee", sections={"other": "未收取信息处理费，收取行政事业性收费12.5万元。"}),
        Invalid(
            "both",
            sections={"other": "本年度未收取信息处理费。实际收取信息处理费400元。"},
            keys=("both",),
            at=("other",),
        ),
    ),
)
