"""Last year's number of items and this year's change leave a number that is not negative (form of 2019).

Silent: cells that are no numbers; the form of 2021, which has no such columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._items import items


def check(view: View) -> Iterator[Finding]:
    for table, row, left in view.derive(items):
        if left < 0:
            args: dict[str, Arg] = {"previous": left - (table.value(row, "change") or 0), "left": left}
            related = (table.place(row, "previous"),)
            yield Finding("negative", table.place(row, "change"), args, related=related)


RULE = Rule(
    id="GK317",
    name="t2-60-items-nonneg",
    severity="error",
    summary=Text(
        zh="上一年项目数量加本年增/减不为负数",
        en="Items of last year and this year's change are not negative together",
    ),
    advice=Text(
        zh="核对上一年项目数量和本年增/减；减少的数量不会多于上一年的数量",
        en="Check both numbers: no more can go than there were",
    ),
    messages={
        "negative": Text(
            zh="上一年{previous}项，加上本年增/减后为{left}，不会是负数",
            en="{previous} items last year and this change come to {left}, which cannot be",
        ),
    },
    basis=(Cite("format-2019", "attachment"), Cite("regulation-2019", "20")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(standard="gkbg-2019"),
        Valid("all gone", standard="gkbg-2019", cells={"proactive.fees.change": "-2"}),
        Invalid(
            "more gone than there were",
            standard="gkbg-2019",
            cells={"proactive.fees.change": "减5"},
            keys=("negative",),
            at=("proactive/proactive/fees/change",),
        ),
    ),
)
