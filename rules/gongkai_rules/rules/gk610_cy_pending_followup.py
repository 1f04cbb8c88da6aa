"""Cases that were pending last year are more than all cases that this year's report counts in the same group.

Whether pending cases are counted again in the next year is written nowhere, so this is a question, and off by default.

Silent: cells that are no numbers; a report that speaks of a reorganization or of corrected figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._explained import explained

_GROUPS = {
    "review": Text("行政复议", "reviews"),
    "direct": Text("未经复议直接起诉", "direct suits"),
    "after": Text("复议后起诉", "suits after a review"),
}


def check(view: View) -> Iterator[Finding]:
    before = view.kin.previous
    now, then = view.report.table("disputes"), before.table("disputes") if before else None
    if before is None or now is None or then is None or explained(view.report):
        return
    for group, name in _GROUPS.items():
        pending, total = then.value("cases", f"{group}_pending"), now.value("cases", f"{group}_total")
        if pending is not None and total is not None and pending > total:
            args: dict[str, Arg] = {"group": name, "pending": pending, "total": total}
            related = (then.place("cases", f"{group}_pending").of(before.path),)
            yield Finding("fewer", now.place("cases", f"{group}_total"), args, related=related)


RULE = Rule(
    id="GK610",
    name="cy-pending-followup",
    severity="info",
    summary=Text(
        zh="上年尚未审结的案件在本年有后续",
        en="What was pending last year is followed up this year",
    ),
    advice=Text(
        zh="核对上年尚未审结的案件本年的结果是否计入",
        en="Check whether the outcomes of last year's pending cases are counted",
    ),
    messages={
        "fewer": Text(
            zh="{group}：上年尚未审结{pending}件，本年总计只有{total}件，请核对",
            en="{group}: {pending} were pending last year, but only {total} are counted this year: please check",
        ),
    },
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    asks=("previous",),
    preview=True,
    check=check,
    explanation=__doc__,
    examples=(
        Valid("nothing was pending", previous=Valid()),
        Valid(
            "two of three",
            previous=Valid(cells={"disputes.cases.review_pending": "2", "disputes.cases.review_total": "5"}),
        ),
        Invalid(
            "four suits pending, none counted",
            previous=Valid(cells={"disputes.cases.direct_pending": "4", "disputes.cases.direct_total": "4"}),
            keys=("fewer",),
            at=("disputes/disputes/cases/direct_total",),
        ),
    ),
)
