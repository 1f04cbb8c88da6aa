"""What was carried from last year into this one: the ties between two years' reports, and how rules tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from gongkai import (
    Arg,
    BalancedReports,
    Finding,
    JointKey,
    Located,
    Report,
    Text,
    Tie,
    View,
    balance_report,
    balance_reports,
    tie_cell,
)
from gongkai_rules._explained import explained
from gongkai_rules._mended import mended

__all__ = ["CARRY_MESSAGES", "TOTAL", "carried"]

TOTAL = "total"
_TABLE = "applications"
_HERE, _BEFORE = 0, 1
_NAME = Text("上年结转＝上年报告的结转下年度", "carried in = what last year's report carried out")

CARRY_MESSAGES = {
    "differs": Text(
        zh="上年结转（{column}）填{now}，上年报告的结转下年度是{before}{more}；从两份报告自身的等式看不出哪一份有误",
        en="Carried in ({column}): {now}, but last year's report carried out {before}{more}; the sums of neither report tell "
        "which of them is wrong",
    ),
    "here": Text(
        zh="{changes}；改正后与上年报告的结转下年度{before}相符，本报告的等式也成立",
        en="{changes}; then it agrees with the {before} that last year's report carried out, and this report's own sums hold",
    ),
    "there": Text(
        zh="上年结转（{column}）{now}与上年报告的结转下年度{before}不符，错在上年报告：{changes}",
        en="Carried in ({column}) is {now}, last year's report carried out {before}; the fault is in last year's report: "
        "{changes}",
    ),
}


def carried(view: View, *, total: bool) -> Iterator[Finding]:
    """Findings on what was carried over: with `total`, where the totals do not agree; otherwise where they agree and
    those of some applicants do not."""
    before = view.kin.previous
    if before is None or explained(view.report):
        return
    columns, reports = _joined(view, before)

    def mine(ties: Sequence[int]) -> bool:
        return (TOTAL in {columns[n] for n in ties}) is total

    for each in reports.located:
        if mine(each.ties) and not (each.told and each.report == _HERE):
            yield _located(reports, each)
    if reports.unexplained and mine(reports.unexplained):
        yield _differing(reports, reports.unexplained)


def _joined(view: View, before: Report) -> tuple[list[str], BalancedReports]:
    """The columns that are tied, the sum column first, and the two reports."""
    both = (view.derive(balance_report), balance_report(before))
    table = view.report.table(_TABLE)
    ids = [column.id for column in table.spec.blocks[0].columns] if table else []
    columns, ties = [], []
    for column in sorted(ids, key=lambda each: each != TOTAL):
        now = tie_cell(both, _HERE, _TABLE, "carried_in", column)
        then = tie_cell(both, _BEFORE, _TABLE, "carried_out", column)
        if now and then:
            columns.append(column)
            ties.append(Tie(name=_NAME, left=(now,), right=(then,)))
    return columns, balance_reports(both, ties)


def _column(report: Report, key: JointKey) -> str:
    table, row, column = key[1]
    spec = report.tables[table].spec
    found = spec.column(spec.rows[row][1], column)
    return found.label if found else column


def _differing(reports: BalancedReports, ties: Sequence[int]) -> Finding:
    first, *rest = (reports.ties[n] for n in ties)
    named = [(_column(reports.reports[_HERE].report, tie.left[0]), *map(reports.number, tie.keys)) for tie in rest]
    more = Text("", "")
    if named:
        more = Text(
            zh=f"（另有{'，'.join(f'{label}{now}与{then}' for label, now, then in named)}）",
            en=f" (also {', '.join(f'{label}: {now} and {then}' for label, now, then in named)})",
        )
    args: dict[str, Arg] = {**_values(reports, first), "more": more}
    return _finding(reports, "differs", ties, args)


def _located(reports: BalancedReports, each: Located) -> Finding:
    args: dict[str, Arg] = {**_values(reports, reports.ties[each.ties[0]]), "changes": mended(reports, each)}
    found = _finding(reports, "here" if each.report == _HERE else "there", each.ties, args)
    # The rules on the report's own sums tell that something is wrong there.
    return replace(found, candidates=reports.alternatives(each), at_most="info")


def _values(reports: BalancedReports, tie: Tie) -> dict[str, Arg]:
    done = reports.worked(tie)
    return {
        "column": _column(reports.reports[_HERE].report, tie.left[0]),
        "now": done.left_total,
        "before": done.right_total,
    }


def _finding(reports: BalancedReports, key: str, ties: Sequence[int], args: dict[str, Arg]) -> Finding:
    places = [reports.place(cell) for n in ties for cell in reports.ties[n].keys]
    return Finding(
        key, places[0], args, related=tuple(places[1:]), sums=tuple(reports.worked(reports.ties[n]) for n in ties)
    )
