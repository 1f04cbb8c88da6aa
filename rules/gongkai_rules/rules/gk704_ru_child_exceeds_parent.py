"""No report below has more in a cell than the report that sums it up.

That holds whether or not all reports below are there. One finding for each child names its cells. Where the children are
declared complete, the rules on sums (GK701, GK702, GK703) tell of such a cell with the whole sum, and this rule only of
cells whose sum cannot be worked out.

Silent: signed cells (增/减); amounts within rounding; a cell that the sums of its own report show to be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._rollup import agency_of, rolled_up

# As many cells are named in a message.
_NAMED = 3


def check(view: View) -> Iterator[Finding]:
    whole = rolled_up(view)
    if whole.complete and whole.left_out:
        return
    for index, ties in whole.alone.items():
        zh, en, places = [], [], []
        for tie in (whole.reports.ties[n] for n in ties):
            mine, its = tie.left[0], tie.right[index - 1]
            label = whole.named(tie, table=True)
            zh.append(f"{label.zh}为{whole.reports.number(its)}，本报告{whole.reports.number(mine)}")
            en.append(f"{label.en}: {whole.reports.number(its)}, this report {whole.reports.number(mine)}")
            places += [whole.reports.place(mine), whole.reports.place(its)]
        more = len(ties) > _NAMED
        cells = Text("；".join(zh[:_NAMED]) + "……" * more, "; ".join(en[:_NAMED]) + " …" * more)
        args: dict[str, Arg] = {
            "child": agency_of(whole.children[index - 1].report),
            "count": len(ties),
            "cells": cells,
        }
        yield Finding("exceeds", places[0], args, related=tuple(places[1:]))


RULE = Rule(
    id="GK704",
    name="ru-child-exceeds-parent",
    severity="error",
    summary=Text(zh="下级的数据不大于汇总它的报告", en="No report below has more than the one that sums it up"),
    advice=Text(
        zh="核对汇总时是否计入了这一下级，两份报告的口径和单位是否一致",
        en="Check whether this report was counted in, and whether both count the same in the same unit",
    ),
    messages={
        "exceeds": Text(
            zh="{child}有{count}格大于本报告：{cells}",
            en="{child} has more than this report in {count} cells: {cells}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49"), Cite("regulation-2019", "50")),
    asks=("children",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("the same figures", children=(Valid(agency="云川县教育局"),)),
        Valid(
            "a slip that the child's own sums show",
            children=(Valid(agency="云川县教育局", cells={"applications.granted.business": "33"}),),
        ),
        Valid(
            "the set is complete: the rule on sums tells",
            children=(Valid(agency="云川县教育局", cells={"proactive.penalties.decisions": "370"}),),
            complete=True,
        ),
        Invalid(
            "ten times the penalties of its government",
            children=(Valid(agency="云川县教育局", cells={"proactive.penalties.decisions": "370"}),),
            keys=("exceeds",),
            at=("proactive/proactive/penalties/decisions",),
        ),
        Invalid(
            "a report is missing and a cell of another is no number: the sum is not known",
            children=(
                Valid(agency="云川县教育局", cells={"proactive.licences.decisions": "若干"}),
                Valid(agency="云川县交通运输局", cells={"proactive.licences.decisions": "900"}),
            ),
            missing=("云川县档案局",),
            keys=("exceeds",),
        ),
    ),
)
