"""The amount of administrative fees in the words is the one in table two, in 万元, up to the last printed place of both."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import against, printed_kind, stated

_WAN = 10000


def check(view: View) -> Iterator[Finding]:
    claims = stated(view, "fees.administrative")
    cells = printed_kind(view, "fees.administrative") if claims else None
    if cells is None:
        return
    exponent = cells.value.as_tuple().exponent
    place = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    for claim in claims:
        if claim.value is None or claim.bound != "exact" or claim.unit != "元":
            continue
        if abs(claim.value / _WAN - cells.value) >= max(place, claim.step / _WAN):
            yield against(claim, cells)


RULE = Rule(
    id="GK419",
    name="cn-fee-amount",
    severity="warning",
    summary=Text(
        zh="正文中行政事业性收费的金额与表二一致",
        en="Administrative fees: the words agree with table 2",
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
    applies=Applies(standards=("gkbg-2021",)),
    examples=(
        Valid(),
        Valid("in 万元", sections={"overview": "全年收取行政事业性收费12.5万元。"}),
        Valid("in 元", sections={"overview": "全年行政事业性收费125000元。"}),
        Valid("rounded", sections={"overview": "全年行政事业性收费13万元。"}),
        Valid("about", sections={"overview": "全年行政事业性收费约11万元。"}),
        Valid("some of them", sections={"overview": "收取特种设备检验费等行政事业性收费9.3万元。"}),
        Invalid("another amount", sections={"overview": "全年收取行政事业性收费21.5万元。"}, keys=("differs",)),
        Invalid("the unit is wrong", sections={"overview": "全年行政事业性收费12.5元。"}, keys=("differs",)),
    ),
)
