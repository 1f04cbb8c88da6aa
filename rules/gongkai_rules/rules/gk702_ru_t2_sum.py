"""Every cell of table two is the sum of the same cell in the reports below (form of 2021).

An error only where the user declared the children to be complete; otherwise a hint at level info. Amounts may be off by
what rounding does: half of the last printed place of each. Documents that several bodies issued together are counted
by each of them, and 规章 are made by few; where that explains the difference, declare the set incomplete.

Silent: cells that are no numbers (of a complete set, a hint says that they were not judged); a table that a child
does not have, or has in another form; where reports of declared children are missing, all but what is larger than the
parent has (GK705 tells which are missing)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._summed import ROLLUP_MESSAGES, ROLLUP_WHY, sums_of


def check(view: View) -> Iterator[Finding]:
    yield from sums_of(view, "proactive")


RULE = Rule(
    id="GK702",
    name="ru-t2-sum",
    severity="error",
    summary=Text(
        zh="表二每一格等于各下级报告同一格之和",
        en="Each cell of table 2 is the sum of that cell in the reports below",
    ),
    advice=Text(
        zh="核对汇总表：是否漏了或重复计入某个下级，联合发文是否重复计数，收费金额的单位是否一致",
        en="Check the consolidation: a report left out or counted twice, documents issued jointly, the unit of fees",
    ),
    messages=ROLLUP_MESSAGES,
    why=ROLLUP_WHY,
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49"), Cite("regulation-2019", "50")),
    applies=Applies(standards=("gkbg-2021",)),
    asks=("children",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("the report of one body", children=(Valid(agency="云川县教育局"),), complete=True),
        Valid(
            "an amount rounded",
            cells={"proactive.fees.amount": "12.5"},
            children=(Valid(agency="云川县教育局", cells={"proactive.fees.amount": "12.4609"}),),
            complete=True,
        ),
        Invalid(
            "licences of the parent that nobody below granted",
            cells={"proactive.licences.decisions": "250"},
            children=(Valid(agency="云川县教育局"),),
            complete=True,
            keys=("differ",),
            at=("proactive/proactive/licences/decisions",),
        ),
        Invalid(
            "a child in yuan instead of 10,000 yuan",
            children=(Valid(agency="云川县教育局", cells={"proactive.fees.amount": "125000"}),),
            complete=True,
            keys=("differ",),
        ),
        Invalid(
            "a cell of a child is no number: its sum was not judged",
            children=(Valid(agency="云川县教育局", cells={"proactive.licences.decisions": "若干"}),),
            complete=True,
            keys=("open",),
            at=("proactive/proactive/licences/decisions",),
        ),
    ),
)
