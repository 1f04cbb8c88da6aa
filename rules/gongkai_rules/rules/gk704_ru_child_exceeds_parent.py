"""No report below has more in a cell than the report that sums it up.

That holds whether or not all reports below are there. One finding for each child names its cells. Where the children are
declared complete, the rules on sums (GK701, GK702, GK703) tell of such a cell with the whole sum, and this rule only of
cells whose sum cannot be worked out. Of a body that a national administration directs (税务局, 气象局) it is a hint (info):
local governments need not sum it up.

Silent: signed cells (增/减); amounts within rounding; a cell that the sums of its own report show to be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Severity, Text, Valid, View
from gongkai_rules._rollup import agency_of, rolled_up, vertical
from gongkai_rules._summed import exceeding_cells

_HERE = Text("本报告", "this report")


def check(view: View) -> Iterator[Finding]:
    whole = rolled_up(view)
    if whole.complete and whole.left_out:
        return
    for index, ties in whole.alone.items():
        cells, pairs = exceeding_cells(whole, index, ties, _HERE)
        first, *others = (whole.reports.place(key) for pair in pairs for key in pair)
        child = whole.children[index - 1].report
        args: dict[str, Arg] = {"child": agency_of(child), "count": len(ties), "cells": cells}
        at_most: Severity = "info" if vertical(child) else "error"
        yield Finding("exceeds", first, args, related=tuple(others), at_most=at_most)


RULE = Rule(
    id="GK704",
    name="ru-child-exceeds-parent",
    severity="error",
    summary=Text(zh="下级的数据不大于汇总它的报告", en="No report below has more than the one that sums it up"),
    advice=Text(
        zh="核对汇总时是否计入了这一下级，两份报告的口径和单位是否一致；不由本机关汇总的，在配置的 [rollup] excluded 里写明",
        en="Check whether this report was counted in, and whether both count the same in the same unit; name a body that is "
        "not summed up here in [rollup] excluded",
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
