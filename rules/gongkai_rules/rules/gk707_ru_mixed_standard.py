"""The reports below have their tables in the form that this report's year asks for.

Tables of two forms cannot be summed up: columns and rows differ. Told are reports of this year that use another form,
by their tables, all in one finding. Reports of another year are told by GK705.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._examples import OLD_TABLE_TWO
from gongkai_rules._rollup import agency_of, summed_up

# As many names stand in a message.
_NAMED = 10


def check(view: View) -> Iterator[Finding]:
    names, places = [], []
    for child in (each.report for each in summed_up(view)):
        other = [table for table in child.tables if table.standard != view.report.standard.id]
        if other:
            names.append(agency_of(child))
            places.append(other[0].place().of(child.path))
    if names:
        more = len(names) > _NAMED
        text = Text("、".join(names[:_NAMED]) + "等" * more, ", ".join(names[:_NAMED]) + " …" * more)
        args: dict[str, Arg] = {"count": len(names), "names": text, "form": view.report.standard.name}
        yield Finding("mixed", view.report.place(), args, related=tuple(places))


RULE = Rule(
    id="GK707",
    name="ru-mixed-standard",
    severity="warning",
    summary=Text(zh="下级报告与本报告使用同一种表格格式", en="The reports below use the same form as this one"),
    advice=Text(zh="请下级按本年度的格式重新填报", en="Have them filled in again in this year's form"),
    messages={
        "mixed": Text(
            zh="{count}个下级的表格不是{form}，没有参加汇总核对：{names}",
            en="The tables of {count} reports below are not in {form} and were not summed up: {names}",
        ),
    },
    basis=(Cite("regulation-2019", "50"), Cite("format-2021", "attachment")),
    asks=("children",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("one form", children=(Valid(agency="云川县教育局"),)),
        Valid("another year is told elsewhere", children=(Valid(agency="云川县教育局", year=2020),)),
        Invalid(
            "one child has last year's form",
            year=2022,
            children=(Valid(source=OLD_TABLE_TWO), Valid(agency="云川县教育局", year=2022)),
            keys=("mixed",),
        ),
    ),
)
