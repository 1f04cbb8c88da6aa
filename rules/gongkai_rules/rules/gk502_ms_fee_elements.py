"""Where fee notices were sent or fees collected, the report gives both the number of notices and the amount collected.

That the total of the notices is to be given as well is general knowledge and was not seen in the original, so it is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View, claimed, regex
from gongkai_rules._stated import stated

_PAID = regex(r"收取|缴|收费|实收|费用")


def check(view: View) -> Iterator[Finding]:
    notices = [c for c in view.derive(claimed) if c.kind == "processing_fee.notices"]
    collected = [c for c in view.derive(claimed) if c.kind == "processing_fee.collected"]
    sent = next((c for c in stated(view, "processing_fee.notices") if c.value), None)
    paid = next((c for c in stated(view, "processing_fee.collected") if c.value), None)
    if sent and not collected and not _PAID.search(sent.passage.text.replace("收费通知", "")):
        yield Finding("amount", sent.place(), {"words": sent.words})
    elif paid and not notices and "通知" not in paid.passage.text:
        yield Finding("notices", paid.place(), {"words": paid.words})


RULE = Rule(
    id="GK502",
    name="ms-fee-elements",
    severity="warning",
    summary=Text(
        zh="收取信息处理费的情况写全",
        en="The statement on processing fees is complete",
    ),
    advice=Text(
        zh="写明发出收费通知的件数、总金额和实际收取的总金额",
        en="Give the number of notices, their amount and the amount collected",
    ),
    messages={
        "amount": Text(
            zh="写了“{words}”，没有写实际收取的金额",
            en="It says “{words}”, but not what was collected",
        ),
        "notices": Text(
            zh="写了“{words}”，没有写发出收费通知的件数",
            en="It says “{words}”, but not how many notices were sent",
        ),
    },
    basis=(Cite("fee-measures-2020", "report"), Cite("format-2021", "other")),
    check=check,
    explanation=__doc__,
    applies=Applies(first_year=2021),
    examples=(
        Valid(),
        Valid("both", sections={"other": "发出收费通知2件，金额300元，实际收取100元。"}),
        Valid("nothing paid", sections={"other": "发出收费通知2件，申请人均未缴费。"}),
        Valid("none", sections={"other": "2025年，无收取信息处理费情况。"}),
        Invalid("no amount", sections={"other": "2025年度发出收费通知2件。"}, keys=("amount",), at=("other",)),
        Invalid(
            "no notices", sections={"other": "2025年度实际收取信息处理费400元。"}, keys=("notices",), at=("other",)
        ),
    ),
)
