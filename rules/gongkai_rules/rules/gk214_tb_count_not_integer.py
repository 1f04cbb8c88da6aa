"""What is counted in pieces is a whole number.

Silent: amounts of money (行政事业性收费 in the form of 2021, 采购总金额 in that of 2019); "3.0", which is whole;
negative numbers (GK213); cells that are no numbers (GK212).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._cells import odd_data

_COUNTED = ("count", "change")


def check(view: View) -> Iterator[Finding]:
    for table, odd in view.derive(odd_data):
        for datum in odd:
            value = datum.cell.value
            if value is None or datum.column.kind not in _COUNTED or value == value.to_integral_value():
                continue
            if value > 0 or datum.column.kind == "change":
                yield Finding("fraction", table.place(datum.row, datum.column.id), {"value": value})


RULE = Rule(
    id="GK214",
    name="tb-count-not-integer",
    severity="error",
    summary=Text(zh="件数、项数是整数", en="Counts are whole numbers"),
    advice=Text(
        zh="核对这一格：是否多了小数点，或者把金额填进了件数",
        en="Check this cell for a stray decimal point, or for an amount of money in place of a count",
    ),
    messages={
        "fraction": Text(
            zh="{value}不是整数，这一格填的是件数", en="{value} is not a whole number, but this cell is a count"
        )
    },
    why=Text(
        zh="件数应为整数；只有金额可以有小数。",
        en="Counts are whole; only amounts have decimals.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("fees are money", cells={"proactive.fees.amount": "24252.311082"}),
        Valid("a spreadsheet's way to write a whole number", cells={"proactive.penalties.decisions": "37.00"}),
        Valid("procurement is money", standard="gkbg-2019", cells={"proactive.procurement.amount": "712.1878"}),
        Invalid(
            "half a case",
            cells={"proactive.penalties.decisions": "37.5"},
            keys=("fraction",),
            at=("proactive/proactive/penalties/decisions",),
        ),
        Invalid(
            "money in place of the number of fee items",
            standard="gkbg-2019",
            cells={"proactive.fees.previous": "20.3"},
            keys=("fraction",),
            at=("proactive/proactive/fees/previous",),
        ),
    ),
)
