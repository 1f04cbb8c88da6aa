"""Counts and amounts are not negative.

Silent: 本年增/减 in the form of 2019, which is a difference and may be negative; cells that are no numbers (GK212).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._cells import odd_data


def check(view: View) -> Iterator[Finding]:
    for table, odd in view.derive(odd_data):
        for datum in odd:
            value = datum.cell.value
            if value is not None and value < 0 and datum.column.kind != "change":
                yield Finding("negative", table.place(datum.row, datum.column.id), {"value": value})


RULE = Rule(
    id="GK213",
    name="tb-cell-negative",
    severity="error",
    summary=Text(zh="件数和金额不为负数", en="Counts and amounts are not negative"),
    advice=Text(zh="核对后填写实际数字，没有的填0", en="Check, and write the actual number; where there is none, 0"),
    messages={
        "negative": Text(
            zh="{value}是负数，件数和金额不会小于0", en="{value} is negative, which no count or amount can be"
        )
    },
    why=Text(
        zh="件数和金额不会小于0；2019年格式的“本年增/减”可以是负数。",
        en="Counts and amounts are not below 0; only 本年增/减 of the format of 2019 may be.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("a fall in the number of items", standard="gkbg-2019", cells={"proactive.coercion.change": "减8"}),
        Valid("a dash between figures is text, not a minus sign", cells={"proactive.coercion.decisions": "1-2"}),
        Invalid(
            "a negative count",
            cells={"applications.carried_out.natural_person": "-2"},
            keys=("negative",),
            at=("applications/applications/carried_out/natural_person",),
        ),
        Invalid(
            "a difference written as a stock",
            standard="gkbg-2019",
            cells={"proactive.licences.previous": "－2"},
            keys=("negative",),
            at=("proactive/proactive/licences/previous",),
        ),
    ),
)
