"""Where table three counts applications closed because a fee was not paid, the words do not say that no fee notice was sent.

That row needs a notice. 未收取信息处理费 contradicts nothing: notices were sent and nobody paid. Only 未发出收费通知 and 不涉及信息处理费 do.
A notice may be of last year, so only more such cases than were carried in are told.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import against, printed, printed_kind, stated

_UNPAID = {
    "applications.closed_fee_unpaid.natural_person": "8",
    "applications.closed_fee_unpaid.total": "8",
}


def check(view: View) -> Iterator[Finding]:
    claims = [c for c in stated(view, "processing_fee.notices", "processing_fee.involved") if c.value == 0]
    if not claims:
        return
    unpaid = printed(view.report, "applications", ("closed_fee_unpaid",), ("total",))
    before = printed_kind(view, "applications.carried_in")
    if unpaid is None or before is None or unpaid.value <= before.value or min(unpaid.also) <= max(before.also):
        return
    yield against(claims[0], unpaid)


RULE = Rule(
    id="GK423",
    name="cn-fee-row-vs-text",
    severity="error",
    summary=Text(
        zh="未发出收费通知的表述与表三一致",
        en="A statement of no fee notices agrees with table 3",
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
    basis=(Cite("fee-measures-2020", "notice"), Cite("format-2021", "attachment"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    applies=Applies(standards=("gkbg-2021",)),
    examples=(
        Valid(),
        Valid("noticed, and nobody paid", cells=_UNPAID, sections={"other": "2025年，无收取信息处理费情况。"}),
        Valid("not in fact collected", cells=_UNPAID, sections={"other": "本年度未实际收取信息处理费。"}),
        Valid(
            "notices may be of last year",
            cells={**_UNPAID, "applications.carried_in.natural_person": "9", "applications.carried_in.total": "9"},
        ),
        Valid("notices were sent", cells=_UNPAID, sections={"other": "发出收费通知8件，实际收取0元。"}),
        Invalid("no notice was sent", cells=_UNPAID, keys=("differs",), at=("other",)),
        Invalid(
            "fees are not involved", cells=_UNPAID, sections={"other": "本年度不涉及信息处理费。"}, keys=("differs",)
        ),
    ),
)
