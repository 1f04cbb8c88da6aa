"""This report has no more in a cell than the report that sums it up.

For whom checks the reports below beside the one above (`--parent`), where nobody looks at that one: what is wrong between
the two is told here, in one finding for the report. Where the one above is checked, too, with this one among its
children, GK704 and the rules on sums tell, and this rule does not. Of a body that a national administration directs it is
a hint (info), as there.

Silent: signed cells (增/减); amounts within rounding; a cell that the sums of its own report show to be wrong; tables in
two forms; bodies that the configuration leaves out of the sums.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Severity, Text, Valid, View
from gongkai_rules._rollup import agency_of, beneath, vertical
from gongkai_rules._summed import exceeding_cells

_CHILD = 1


def check(view: View) -> Iterator[Finding]:
    whole = None if view.kin.summed else beneath(view)
    ties = whole.alone.get(_CHILD) if whole else None
    if whole is None or not ties:
        return
    cells, pairs = exceeding_cells(whole, _CHILD, ties, Text("上级", "the other"))
    first, *others = (whole.reports.place(key, _CHILD) for above, own in pairs for key in (own, above))
    args: dict[str, Arg] = {"parent": agency_of(whole.parent), "count": len(ties), "cells": cells}
    at_most: Severity = "info" if vertical(view.report) else "error"
    yield Finding("exceeds", first, args, related=tuple(others), at_most=at_most)


RULE = Rule(
    id="GK710",
    name="ru-exceeds-parent",
    severity="error",
    summary=Text(
        zh="数据不大于汇总本报告的上级报告", en="No figure is above that of the report which sums this one up"
    ),
    advice=Text(
        zh="核对本报告的数据和单位，再核对上级汇总时是否计入；不由它汇总的，在配置的 [rollup] excluded 里写明",
        en="Check the figures and units here, then whether this report was counted in above; if it is not summed up there, "
        "name it in [rollup] excluded",
    ),
    messages={
        "exceeds": Text(
            zh="有{count}格大于汇总本报告的{parent}：{cells}",
            en="{count} cells have more than the report of {parent}, which sums this one up: {cells}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49"), Cite("regulation-2019", "50")),
    asks=("parent",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("the same figures", parent=Valid(agency="云川市人民政府")),
        Valid(
            "another year's",
            parent=Valid(agency="云川市人民政府", year=2022, cells={"proactive.penalties.decisions": "1"}),
        ),
        Valid(
            "a slip that this report's own sums show",
            cells={"applications.granted.business": "33"},
            parent=Valid(agency="云川市人民政府"),
        ),
        Invalid(
            "ten times the penalties of its government",
            cells={"proactive.penalties.decisions": "370"},
            parent=Valid(agency="云川市人民政府"),
            keys=("exceeds",),
            at=("proactive/proactive/penalties/decisions",),
        ),
    ),
)
