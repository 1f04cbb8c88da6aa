"""Every equation that a format states holds, also in the tables of formats that other packs bring.

The equations of the national tables have rules of their own (GK301, GK302, GK303, GK309, GK313, GK316). A format from
a plugin or a YAML pack only has to state its equations in its data; it then gets the same judgement: one finding for
each root cause, at the likely wrong cell, with a proposal. An equation whose data name a `rule` is left to that rule.

Silent: equations with a cell that is no number, if some number in it would do; formats that state no equation.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import BALANCE_MESSAGES, Applies, Arg, Cite, Finding, Rule, Text, Valid, View, unmet
from gongkai_rules._sums import judged


def check(view: View) -> Iterator[Finding]:
    yield from judged(view, "")
    for each in view.derive(unmet):
        if not each.sum.equation.rule:
            done = each.worked
            place, *related = (addend.place for addend in (*done.left, *done.right))
            args: dict[str, Arg] = {"name": done.name, "left": done.left_total, "right": done.right_total}
            yield Finding("less", place, args, related=tuple(related), sums=(done,))


RULE = Rule(
    id="GK322",
    name="ar-stated-equation",
    severity="error",
    summary=Text(zh="格式标准中写明的等式全部成立", en="Every equation that the format states holds"),
    advice=Text(zh="对照台账核对有关各格，改正有误的一格", en="Check the cells concerned and correct the wrong one"),
    messages={
        **BALANCE_MESSAGES,
        "less": Text(zh="{name}：{left}小于{right}", en="{name}: {left} is less than {right}"),
    },
    basis=(Cite("regulation-2019", "50"),),
    check=check,
    applies=Applies(kinds=()),
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("the equations of table three have their own rules", cells={"applications.granted.total": "51"}),
    ),
)
