"""The table's numbers balance, as the format's data state it.

The equations are data, and name this rule. They are judged together: a wrong cell is one finding, with a proposal of
what it should be. Nothing is said where some number in place of a blank would do.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import (
    Applies,
    Cite,
    Finding,
    Invalid,
    Rule,
    Text,
    Valid,
    View,
    balance_messages,
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
    advice=Text("核对这几格数字", "Check these numbers"),
    messages=balance_messages(),
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
            keys=("cell",),
        ),
    ),
)
