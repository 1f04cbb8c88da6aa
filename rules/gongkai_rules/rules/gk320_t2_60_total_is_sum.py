"""处理决定数量 is just last year's items and this year's change together: the items were counted, not the decisions.

It happened in several real reports of the form of 2019. The cell asks for the number of decisions made in the year.

Silent: a change of 0, with which equality is often chance; cells that are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._items import items


def check(view: View) -> Iterator[Finding]:
    for table, row, left in view.derive(items):
        decisions, change = table.value(row, "decisions"), table.value(row, "change")
        if change and decisions and decisions == left:
            related = (table.place(row, "previous"), table.place(row, "change"))
            yield Finding("items", table.place(row, "decisions"), {"decisions": decisions}, related=related)


RULE = Rule(
    id="GK320",
    name="t2-60-total-is-sum",
    severity="info",
    summary=Text(
        zh="处理决定数量填的是决定的件数，不是项目数", en="The number of decisions is not the number of items"
    ),
    advice=Text(
        zh="核对这一格：填本年作出的处理决定的件数", en="Check this cell: it asks for the decisions made in the year"
    ),
    messages={
        "items": Text(
            zh="处理决定数量{decisions}正好是上一年项目数量加本年增/减，请核对是否把项目数填成了决定数",
            en="{decisions} is just the items of last year and the change together: please check that decisions were counted, not items",
        ),
    },
    basis=(Cite("format-2019", "attachment"), Cite("regulation-2019", "20")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(standard="gkbg-2019"),
        Invalid(
            "fourteen items, three more, seventeen decisions",
            standard="gkbg-2019",
            cells={
                "proactive.licences.previous": "14",
                "proactive.licences.change": "+3",
                "proactive.licences.decisions": "17",
            },
            keys=("items",),
            at=("proactive/proactive/licences/decisions",),
        ),
    ),
)
