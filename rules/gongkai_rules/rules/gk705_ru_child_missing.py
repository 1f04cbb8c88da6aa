"""Every declared subordinate body has its report of this year.

Told are declared bodies of which no report was found, and reports of another fiscal year. The names are those of the
declaration. All are one finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._rollup import agency_of, children_of

# As many names stand in a message.
_NAMED = 10


def check(view: View) -> Iterator[Finding]:
    year = view.report.fiscal_year
    missing = list(view.kin.missing)
    zh, en, places = list(missing), list(missing), []
    for child in (each.report for each in view.kin.children.derive(children_of)):
        if year is not None and child.fiscal_year not in (None, year):
            zh.append(f"{agency_of(child)}（{child.fiscal_year}年度）")
            en.append(f"{agency_of(child)} (of {child.fiscal_year})")
            places.append(child.place().of(child.path))
    if zh:
        more = len(zh) > _NAMED
        names = Text("、".join(zh[:_NAMED]) + "等" * more, ", ".join(en[:_NAMED]) + " …" * more)
        args: dict[str, Arg] = {"count": len(zh), "names": names, "year": str(year or "")}
        yield Finding("missing", view.report.place(), args, related=tuple(places))


RULE = Rule(
    id="GK705",
    name="ru-child-missing",
    severity="warning",
    summary=Text(zh="声明的下级都有本年度的报告", en="Every declared body below has its report of this year"),
    advice=Text(
        zh="补上缺少的报告；确实没有报告的，从下级名单中去掉",
        en="Add the missing reports, or take the bodies off the list",
    ),
    messages={
        "missing": Text(
            zh="{count}个下级没有{year}年度的报告：{names}",
            en="{count} bodies below have no report of {year}: {names}",
        ),
    },
    basis=(Cite("regulation-2019", "49"), Cite("format-2021", "part-4")),
    asks=("children",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("all are there", children=(Valid(agency="云川县教育局"),), complete=True),
        Invalid(
            "one is missing, one is of last year",
            children=(Valid(agency="云川县教育局", year=2024),),
            missing=("云川县档案局",),
            keys=("missing",),
        ),
    ),
)
