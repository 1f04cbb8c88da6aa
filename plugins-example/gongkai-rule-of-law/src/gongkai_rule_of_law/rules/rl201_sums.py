"""The table's numbers balance, as the format's data state it.

The sums are data; this rule only tells of those that do not hold. Nothing is said of a sum in which a number is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View, broken


def check(view: View) -> Iterator[Finding]:
    for equation, done in view.derive(broken):
        row, column = equation.right[0]
        yield Finding(
            "differs",
            equation.table.place(row, column),
            {"name": done.name, "left": done.left_total, "right": done.right_total},
            related=tuple(addend.place for addend in (*done.left, *done.right)),
            sums=(done,),
        )


RULE = Rule(
    id="RL201",
    name="rl-sums",
    severity="error",
    summary=Text("案件统计表平衡", "The table of cases balances"),
    advice=Text("核对这几格数字", "Check these numbers"),
    messages={"differs": Text("{name}不成立：{left}≠{right}", "{name} does not hold: {left} ≠ {right}")},
    basis=(Cite("rule-of-law-notice", "2"),),
    check=check,
    explanation=__doc__,
    applies=Applies(kinds=("rule-of-law",)),
    examples=(
        Valid(standard="rule-of-law-2022"),
        Invalid(
            "a total that is not the sum",
            standard="rule-of-law-2022",
            cells={"cases.received.review": "14"},
            keys=("differs", "differs"),
        ),
    ),
)
