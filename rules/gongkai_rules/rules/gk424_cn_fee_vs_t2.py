"""Information-processing fees collected are within the administrative fees of table two.

The fee is an administrative fee (行政事业性收费), so the cell is no smaller. A cell that is rounded to 0.00 is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import against, printed_kind, stated

_WAN = 10000


def check(view: View) -> Iterator[Finding]:
    claims = [c for c in stated(view, "processing_fee.collected") if c.value and c.bound == "exact"]
    cells = printed_kind(view, "fees.administrative") if claims else None
    if cells is None:
        return
    exponent = cells.value.as_tuple().exponent
    rounding = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    for claim in claims:
        if claim.value and claim.value / _WAN >= cells.value + rounding:
            yield against(claim, cells)
            return


RULE = Rule(
    id="GK424",
    name="cn-fee-vs-t2",
    severity="warning",
    summary=Text(
        zh="实际收取的信息处理费不超过表二的收费金额",
        en="Processing fees collected are within the fees of table 2",
    ),
    advice=Text(
        zh="核对实际收取的金额和表二行政事业性收费（单位是万元）",
        en="Check the amount collected and the fees in table 2 (in 万元)",
    ),
    messages={
        "differs": Text(
            zh="正文说“{words}”，而{cell}是{printed}",
            en="The text says “{words}”, but {cell} has {printed}",
        ),
    },
    basis=(Cite("fee-measures-2020", "nature"), Cite("format-2021", "attachment")),
    check=check,
    explanation=__doc__,
    applies=Applies(standards=("gkbg-2021",)),
    examples=(
        Valid(),
        Valid("collected", sections={"other": "发出收费通知2件，实际收取信息处理费400元。"}),
        Valid(
            "rounded to nothing",
            cells={"proactive.fees.amount": "0"},
            sections={"other": "发出收费通知2件，实际收取信息处理费400元。"},
        ),
        Invalid(
            "more than all fees",
            cells={"proactive.fees.amount": "0.01"},
            sections={"other": "发出收费通知2件，实际收取信息处理费400元。"},
            keys=("differs",),
        ),
    ),
)
