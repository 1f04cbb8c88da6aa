"""A table is not, cell for cell, the one of last year.

Told only where chance is no explanation: at least `figures` of its cells that are not worked out from others are not
zero, and at least one of them is `size` or more. What is in force (现行有效) and how many items a list had (上一年项目数量) may
well stay the same and do not count.

Silent: tables of different forms, or with a cell that is no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Arg, Cite, Finding, Invalid, Option, Rule, Table, Text, Valid, View
from gongkai_rules._cells import data, same_figures

_STOCKS = frozenset({"in_force", "disclosed_total", "previous"})


def check(view: View) -> Iterator[Finding]:
    before = view.kin.previous
    if before is None:
        return
    for table in view.report.tables:
        last = before.table(table.id)
        if last is None or table is not view.report.table(table.id) or not same_figures(table, last):
            continue
        figures = [d.cell.value for d in data(table) if d.cell.value]
        derived = _derived(table)
        own = [d.cell.value for d in data(table) if d.cell.value and (d.row, d.column.id) not in derived]
        if len(own) >= view.number("figures") and max(own) >= Decimal(str(view.number("size"))):
            args: dict[str, Arg] = {"table": table.spec.name, "count": len(figures)}
            yield Finding("same", table.place(), args, related=(last.place().of(before.path),))


def _derived(table: Table) -> set[tuple[str, str]]:
    """Cells that state a sum, and stocks: what is in force, how many items a list has."""
    results = {each.right[0] for each in table.spec.sums if len(each.right) == 1 and each.equation.relation == "="}
    stock = {(row.id, column.id) for _, row, column in table.spec.places if column.id in _STOCKS}
    return results | stock


_SMALL = {
    "proactive.licences.decisions": "2",
    "proactive.penalties.decisions": "1",
    "proactive.fees.amount": "0",
    "proactive.normative_documents.issued": "0",
    "proactive.normative_documents.repealed": "0",
    "applications.received.business": "5",
}

_LISTS = {
    "proactive.normative_documents.made": "0",
    "proactive.normative_documents.disclosed": "0",
    "proactive.licences.previous": "12",
    "proactive.other_services.previous": "31",
    "proactive.penalties.previous": "45",
    **{f"proactive.{row}.change": "0" for row in ("licences", "other_services", "penalties", "coercion", "fees")},
    **{f"proactive.{row}.decisions": "0" for row in ("licences", "other_services", "penalties", "coercion")},
    "proactive.procurement.projects": "0",
    "proactive.procurement.amount": "0",
}

RULE = Rule(
    id="GK608",
    name="cy-table-identical",
    severity="warning",
    summary=Text(zh="表格的数据不与上年报告完全相同", en="No table has exactly the figures of last year's"),
    advice=Text(
        zh="核对表格是否沿用了上年的数据，改填本年的数据",
        en="Check whether last year's table was left in, and fill in this year's figures",
    ),
    messages={
        "same": Text(
            zh="{table}的全部数据与上年报告相同（{count}格不为0），可能沿用了上年的表",
            en="All figures of {table} are those of last year's report ({count} cells are not 0): perhaps the same table",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("format-2019", "attachment")),
    asks=("previous",),
    options=(
        Option("figures", 3, Text(zh="不为0的原始数据至少几格", en="So many figures must not be 0"), minimum=1),
        Option("size", 10, Text(zh="其中最大的数至少是多少", en="The largest of them is at least this"), minimum=0),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(
            "one figure differs in each table",
            cells={"proactive.licences.decisions": "215", "applications.granted.business": "4"},
            previous=Valid(),
        ),
        Valid(
            "few and small: chance",
            cells=_SMALL,
            previous=Valid(cells={**_SMALL, "applications.received.business": "6"}),
        ),
        Valid(
            "the items of the form of 2019: the lists are the same, and nothing was decided",
            standard="gkbg-2019",
            year=2020,
            cells=_LISTS,
            previous=Valid(standard="gkbg-2019", year=2019, cells={**_LISTS, "applications.granted.business": "4"}),
        ),
        Valid("another form", year=2021, previous=Valid(cells={"applications.granted.business": "4"})),
        Invalid(
            "tables 2 and 3 left as they were, table 4 is small",
            previous=Valid(),
            keys=("same", "same"),
            at=("applications/applications", "proactive/proactive"),
        ),
    ),
)
