"""Government procurement has projects if and only if it has an amount (form of 2019).

It may be right: a framework agreement of several years has payments without a new project.

Silent: cells that are no numbers; the form of 2021, which has no procurement.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    for table in view.report.tables:
        projects, amount = table.value("procurement", "projects"), table.value("procurement", "amount")
        if projects is None or amount is None or (projects == 0) == (amount == 0):
            continue
        column, other = ("projects", "amount") if projects == 0 else ("amount", "projects")
        related = (table.place("procurement", other),)
        key = "no_project" if projects == 0 else "no_amount"
        yield Finding(
            key, table.place("procurement", column), {"projects": projects, "amount": amount}, related=related
        )


RULE = Rule(
    id="GK319",
    name="t2-60-procurement-pair",
    severity="warning",
    summary=Text(
        zh="采购项目数量和采购总金额同为0或者同不为0", en="Procurement projects and amount are both zero or both not"
    ),
    advice=Text(zh="核对采购项目数量和采购总金额", en="Check the number of projects and the amount"),
    messages={
        "no_project": Text(
            zh="采购总金额{amount}万元，项目数量却是0", en="An amount of {amount} (10,000 yuan), but no project"
        ),
        "no_amount": Text(zh="有{projects}个采购项目，总金额却是0", en="{projects} projects, but no amount"),
    },
    basis=(Cite("format-2019", "attachment"), Cite("regulation-2019", "20")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(standard="gkbg-2019"),
        Valid(
            "none at all",
            standard="gkbg-2019",
            cells={"proactive.procurement.projects": "0", "proactive.procurement.amount": "0"},
        ),
        Invalid(
            "an amount without projects",
            standard="gkbg-2019",
            cells={"proactive.procurement.projects": "0"},
            keys=("no_project",),
            at=("proactive/proactive/procurement/projects",),
        ),
        Invalid(
            "projects without an amount",
            standard="gkbg-2019",
            cells={"proactive.procurement.amount": "0"},
            keys=("no_amount",),
            at=("proactive/proactive/procurement/amount",),
        ),
    ),
)
