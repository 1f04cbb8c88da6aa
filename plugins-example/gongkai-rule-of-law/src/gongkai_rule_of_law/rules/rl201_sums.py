"""The table's numbers balance, as the format's data state it.

The equations are data and name this rule. Gongkai treats them as one system: a wrong cell that breaks several of them is
one finding, at that cell, with the number that would make all of them true as a proposal.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import (
    BALANCE_MESSAGES,
    Applies,
    Cite,
    Finding,
    Invalid,
    Rule,
    Text,
    Valid,
    View,
    balance_report,
    findings,
)


def check(view: View) -> Iterator[Finding]:
    yield from findings(view.derive(balance_report), lambda _, each: each.equation.rule == "RL201")


RULE = Rule(
    id="RL201",
    name="rl-sums",
    severity="error",
    summary=Text("案件统计表平衡", "The table of cases balances"),
    advice=Text("对照台账核对有关各格", "Check the cells concerned against the records"),
    messages=BALANCE_MESSAGES,
    basis=(Cite("rule-of-law-notice", "2"),),
    check=check,
    explanation=__doc__,
    applies=Applies(kinds=("rule-of-law",)),
    examples=(
        Valid(standard="rule-of-law-2022"),
        Invalid(
            "two digits swapped: two equations fail, one cell is to blame",
            standard="rule-of-law-2022",
            cells={"cases.received.review": "14"},
            at=("cases/cases/received/review",),
        ),
    ),
)
