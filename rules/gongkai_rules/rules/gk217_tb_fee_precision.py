"""The amount of fees is neither too fine nor rounded away.

More than six decimals of 10,000 yuan are less than a fen and usually the residue of a spreadsheet. 0 in the table is
rounded away if the report's own words tell of an amount that was collected. How many decimals are right was not seen in
the format, so this is a preview rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._prose import prose

_COLLECTED = regex(r"(?:行政事业性收费|实际收取)[^。；]{0,24}?(?<![\d.,〔])(\d[\d,]*(?:\.\d+)?)元")
# 万元 with six decimals is the hundredth part of a yuan.
_MOST_DECIMALS = 6


def check(view: View) -> Iterator[Finding]:
    table = view.report.table("proactive")
    cell = table.cell("fees", "amount") if table else None
    if table is None or cell is None or cell.value is None:
        return
    place = table.place("fees", "amount")
    exponent = cell.value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _MOST_DECIMALS:
        yield Finding("fine", place, {"decimals": -exponent})
    if cell.value == 0:
        amounts = (m[1].replace(",", "") for text in view.derive(prose) for m in _COLLECTED.finditer(text))
        collected = next((amount for amount in map(Decimal, amounts) if amount > 0), None)
        if collected is not None:
            yield Finding("rounded", place, {"amount": collected})


RULE = Rule(
    id="GK217",
    name="tb-fee-precision",
    severity="info",
    preview=True,
    summary=Text(zh="收费金额的小数位数合适", en="The amount of fees has sensible decimals"),
    advice=Text(zh="以万元为单位，如实填写到元或分", en="State it in 10,000 yuan, exact to the yuan or fen"),
    messages={
        "fine": Text(
            zh="收费金额有{decimals}位小数，超过了分", en="The amount has {decimals} decimals, less than a fen"
        ),
        "rounded": Text(
            zh="收费金额填0，文中写收取了{amount}元",
            en="The cell says 0, the text says that {amount} yuan were collected",
        ),
    },
    why=Text(
        zh="没有见到国家格式规定小数位数，所以这条默认不用。",
        en="No rule on decimals was seen in the national format, so this one is off by default.",
    ),
    basis=(Cite("format-2021", "attachment"),),
    applies=Applies(standards=("gkbg-2021",)),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("to the fen", cells={"proactive.fees.amount": "24252.311082"}),
        Invalid(
            "residue of a spreadsheet",
            cells={"proactive.fees.amount": "12.50000001"},
            keys=("fine",),
            at=("proactive/proactive/fees/amount",),
        ),
        Invalid(
            "rounded away",
            cells={"proactive.fees.amount": "0"},
            sections={"other": "发出收费通知2件，实际收取300元。"},
            keys=("rounded",),
        ),
    ),
)
