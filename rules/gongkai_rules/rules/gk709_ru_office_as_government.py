"""A government's report has, cell for cell, the tables of its office's.

The office (人民政府办公室, 人民政府办公厅) reports on what it did itself, the government on everything below it, so equal tables
mean that one of them was published under the other's name. Small governments may have no more than their office, so
it is a hint, and only told where at least `figures` figures that are not worked out from others are not zero.

Silent: reports without an office's beside them; tables with cells that are no numbers, or of which one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Arg, Cite, Finding, Invalid, Option, Place, Report, ReportSet, Rule, Text, Valid, View
from gongkai_rules._cells import data

_OFFICES = ("办公室", "办公厅")
_GOVERNMENT = "人民政府"

_Figures = tuple[tuple[str, str, str, Decimal], ...]


def check(view: View) -> Iterator[Finding]:
    name = _name(view.report)
    if not name.endswith(_GOVERNMENT):
        return
    known = view.kin.siblings.derive(_offices)
    offices = [(name + office, each) for office in _OFFICES for each in known.get(name + office, ())]
    if not offices or _independent(view.report) < view.number("figures"):
        return
    mine = _figures(view.report)
    for office, (figures, place, year) in offices:
        if figures == mine and year == view.report.fiscal_year:
            args: dict[str, Arg] = {"office": office}
            yield Finding("same", view.report.place(), args, related=(place,))


def _offices(reports: ReportSet) -> dict[str, list[tuple[_Figures, Place, int | None]]]:
    """The figures of every government's office in the set, by its name."""
    found: dict[str, list[tuple[_Figures, Place, int | None]]] = {}
    for report in reports:
        name = _name(report)
        if name.endswith(tuple(_GOVERNMENT + office for office in _OFFICES)) and (figures := _figures(report)):
            place = report.place().of(report.path)
            found.setdefault(name, []).append((figures, place, report.fiscal_year))
    return found


def _name(report: Report) -> str:
    return "".join(report.agency.value.split()) if report.agency else ""


def _figures(report: Report) -> _Figures | None:
    """Every figure of the three tables; None where one is not there."""
    found = [(t.id, d.row, d.column.id, d.cell.value) for t in report.tables for d in data(t)]
    known = [(table, row, column, value) for table, row, column, value in found if value is not None]
    return tuple(known) if len(known) == len(found) == report.standard.cell_count else None


def _independent(report: Report) -> int:
    """How many figures that state no sum are not 0."""
    count = 0
    for table in report.tables:
        results = {each.right[0] for each in table.spec.sums if len(each.right) == 1}
        count += sum(bool(d.cell.value) for d in data(table) if (d.row, d.column.id) not in results)
    return count


_COUNTY = Valid(agency="云川县人民政府")

RULE = Rule(
    id="GK709",
    name="ru-office-as-government",
    severity="info",
    summary=Text(
        zh="政府的数据不应与其办公室的完全相同", en="A government's figures are not exactly those of its office"
    ),
    advice=Text(
        zh="核对是否把办公室的报告作为政府的报告发布，或反之",
        en="Check whether the office's report was published as the government's, or the other way round",
    ),
    messages={
        "same": Text(
            zh="三张表的全部数据与{office}的报告相同，请核对是否用错了报告",
            en="All figures of the three tables are those of {office}: perhaps the wrong report",
        ),
    },
    basis=(Cite("regulation-2019", "49"), Cite("format-2021", "part-4")),
    asks=("siblings",),
    options=(
        Option("figures", 5, Text(zh="不为0的原始数据至少几格", en="So many figures must not be 0"), minimum=1),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(
            "the office has less",
            siblings=(Valid(agency="云川县人民政府办公室", cells={"proactive.licences.decisions": "0"}),),
        ),
        Valid("another county's office", siblings=(Valid(agency="云海县人民政府办公室"),)),
        Valid("a bureau", siblings=(Valid(agency="云川县教育局"),)),
        Valid("the office's own report", agency="云川县人民政府办公室", siblings=(_COUNTY,)),
        Invalid("the office's figures", siblings=(Valid(agency="云川县人民政府办公室"),), keys=("same",)),
    ),
)
