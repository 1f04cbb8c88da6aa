"""Decisions were made in a matter of which the body has no item left (form of 2019).

Silent: cells that are no numbers; a negative number of items (GK317); items that went this year, about which decisions
may have been made before.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._items import items


def check(view: View) -> Iterator[Finding]:
    for table, row, left in view.derive(items):
        decisions = table.value(row, "decisions")
        if left == 0 and decisions and not table.value(row, "previous"):
            related = (table.place(row, "previous"), table.place(row, "change"))
            yield Finding("none", table.place(row, "decisions"), {"decisions": decisions}, related=related)


RULE = Rule(
    id="GK318",
    name="t2-60-decisions-need-items",
    severity="warning",
    summary=Text(zh="有处理决定的，项目数量不为0", en="Where decisions were made, there are items"),
    advice=Text(
        zh="核对项目数量：上一年项目数量和本年增/减都填的0",
        en="Check the number of items: last year's and this year's change are both 0",
    ),
    messages={
        "none": Text(zh="有{decisions}件处理决定，项目数量却是0", en="{decisions} decisions, but no item"),
    },
    basis=(Cite("format-2019", "attachment"), Cite("regulation-2019", "20")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(standard="gkbg-2019"),
        Valid("items that went this year", standard="gkbg-2019", cells={"proactive.licences.change": "-40"}),
        Invalid(
            "decisions without items",
            standard="gkbg-2019",
            cells={"proactive.coercion.previous": "0", "proactive.coercion.decisions": "6"},
            keys=("none",),
            at=("proactive/proactive/coercion/decisions",),
        ),
    ),
)
