"""What this report carried in is what the reports below carried out last year, all together.

Judged where the children are complete, have each their report of last year, and what they carried in adds up to this
report's figure (otherwise GK701 tells). Then one of the children began with another number than it ended with: the
finding names those. Where no child can be matched with its report of last year by name, it names none.

Silent: cells that are no numbers; a report that speaks of a reorganization, of transferred duties, of corrected figures
or of another way of counting.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Addend, Arg, Cite, Finding, Invalid, Report, Rule, Sum, Table, Text, Valid, View
from gongkai_rules._explained import explained
from gongkai_rules._rollup import agency_of, children_of, summed_up

_NAMED = 10


def check(view: View) -> Iterator[Finding]:
    year = view.report.fiscal_year
    mine = _cell(view.report, "carried_in")
    if mine is None or year is None or not view.kin.complete or view.kin.missing or explained(view.report):
        return
    now = [each.report for each in summed_up(view)]
    last = [
        each.report for each in view.kin.children_before.derive(children_of) if each.report.fiscal_year == year - 1
    ]
    if not now or len(now) != len(view.kin.children) or len(last) != len(now):
        return
    begun = [(child, cell) for child in now if (cell := _cell(child, "carried_in"))]
    ended = [(child, cell) for child in last if (cell := _cell(child, "carried_out"))]
    if len(begun) != len(now) or len(ended) != len(last):
        return
    total = sum((cell[1] for _, cell in begun), Decimal(0))
    before = sum((cell[1] for _, cell in ended), Decimal(0))
    if mine[1] != total or total == before:
        return
    carried = {agency_of(child): (child, cell) for child, cell in ended}
    parted = []
    for child, cell in begun:
        match = carried.get(agency_of(child))
        if match and match[1][1] != cell[1]:
            parted.append((child, cell, *match))
    args: dict[str, Arg] = {"now": mine[1], "before": before, "names": _named(parted)}
    related = []
    for child, cell, former, old in parted:
        related.append(cell[0].place("carried_in", "total").of(child.path))
        related.append(old[0].place("carried_out", "total").of(former.path))
    yield Finding(
        "chain", mine[0].place("carried_in", "total"), args, related=tuple(related),
        sums=(_sum(mine, ended, before),),
    )  # fmt: skip


def _cell(report: Report, row: str) -> tuple[Table, Decimal] | None:
    table = report.table("applications")
    value = table.value(row, "total") if table else None
    return None if table is None or value is None else (table, value)


def _named(parted: list[tuple[Report, tuple[Table, Decimal], Report, tuple[Table, Decimal]]]) -> Text:
    zh = [
        f"{agency_of(child)}上年结转下年度{old[1]}件，本年上年结转{cell[1]}件"
        for child, cell, _, old in parted[:_NAMED]
    ]
    en = [f"{agency_of(child)} carried out {old[1]}, carried in {cell[1]}" for child, cell, _, old in parted[:_NAMED]]
    return Text(
        "。".join(["", *zh[:1]]) + "".join(f"；{each}" for each in zh[1:]), "".join(f". {each}" for each in en)
    )


def _sum(mine: tuple[Table, Decimal], ended: list[tuple[Report, tuple[Table, Decimal]]], before: Decimal) -> Sum:
    right = tuple(
        Addend(cell[1], cell[0].place("carried_out", "total").of(child.path)) for child, cell in ended if cell[1]
    )
    return Sum(
        name=Text(
            "上年结转＝各下级上年报告的结转下年度之和", "carried in = what the reports below carried out last year"
        ),
        left=(Addend(mine[1], mine[0].place("carried_in", "total")),),
        right=right,
        left_total=mine[1],
        right_total=before,
    )


_ENDED = {
    "applications.carried_out.legal_service": "0",
    "applications.carried_out.total": "2",
    "applications.received.legal_service": "1",
    "applications.received.total": "35",
}

RULE = Rule(
    id="GK708",
    name="ru-carry-chain",
    severity="warning",
    summary=Text(
        zh="上年结转等于各下级上年报告的结转下年度之和",
        en="What was carried in is what the reports below carried out last year",
    ),
    advice=Text(
        zh="请有关下级核对两年的结转数", en="Have the bodies below check what they carried over in both years"
    ),
    messages={
        "chain": Text(
            zh="上年结转{now}件，各下级上年报告的结转下年度共{before}件{names}",
            en="{now} were carried in, but the reports below carried out {before} last year{names}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49"), Cite("regulation-2019", "50")),
    asks=("children",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(
            "two and two",
            children=(Valid(agency="云川县教育局"),),
            children_before=(Valid(agency="云川县教育局", cells=_ENDED),),
            complete=True,
        ),
        Valid("nothing is known of last year", children=(Valid(agency="云川县教育局"),), complete=True),
        Valid(
            "the set is not complete",
            children=(Valid(agency="云川县教育局"),),
            children_before=(Valid(agency="云川县教育局"),),
        ),
        Invalid(
            "three carried out, two carried in",
            children=(Valid(agency="云川县教育局"),),
            children_before=(Valid(agency="云川县教育局"),),
            complete=True,
            keys=("chain",),
            at=("applications/applications/carried_in/total",),
        ),
    ),
)
