"""What is disclosed in all is at least what was newly disclosed this year (form of 2019).

The standard states it as an equation with “>=” (`disclosed_floor`). Where the number is also smaller than what was made
this year, GK321 tells, and this rule is silent.

Silent: cells that are no numbers; the form of 2021, which has other columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View, unmet


def check(view: View) -> Iterator[Finding]:
    for each in view.derive(unmet):
        if each.sum.equation.rule != "GK316":
            continue
        table = view.report.tables[each.sum.table]
        row = each.sum.sum.left[0][0]
        total, disclosed, made = (table.value(row, c) for c in ("disclosed_total", "disclosed", "made"))
        if total is not None and disclosed is not None and (made is None or total >= made):
            related = (table.place(row, "disclosed"),)
            args: dict[str, Arg] = {"total": total, "disclosed": disclosed}
            yield Finding("few", table.place(row, "disclosed_total"), args, related=related, sums=(each.worked,))


RULE = Rule(
    id="GK316",
    name="t2-60-total-floor",
    severity="warning",
    summary=Text(
        zh="对外公开总数量不少于本年新公开数量", en="The total disclosed is at least what was newly disclosed"
    ),
    advice=Text(
        zh="核对本年新公开数量和对外公开总数量；总数量包括往年公开的",
        en="Check both numbers; the total includes earlier years",
    ),
    messages={
        "few": Text(
            zh="对外公开总数量{total}，少于本年新公开数量{disclosed}",
            en="{total} disclosed in all, fewer than the {disclosed} newly disclosed",
        ),
    },
    basis=(Cite("format-2019", "attachment"), Cite("regulation-2019", "20")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(standard="gkbg-2019"),
        Invalid(
            "fewer in all than new",
            standard="gkbg-2019",
            cells={"proactive.normative_documents.disclosed": "30"},
            keys=("few",),
            at=("proactive/proactive/normative_documents/disclosed_total",),
        ),
    ),
)
