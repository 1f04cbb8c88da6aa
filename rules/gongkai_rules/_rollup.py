"""A report and those that it sums up: the ties cell by cell, what does not add up, and whose fault it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from gongkai import (
    Arg,
    BalancedReport,
    BalancedReports,
    Finding,
    JointKey,
    Located,
    Report,
    ReportSet,
    Severity,
    Text,
    Tie,
    View,
    balance_report,
    balance_reports,
    regex,
    tie_cell,
)
from gongkai_rules._cells import cell_named
from gongkai_rules._mended import mended

__all__ = [
    "ROLLUP_MESSAGES",
    "RollUp",
    "agency_of",
    "beneath",
    "children_of",
    "exceeding_cells",
    "rolled_up",
    "summed_up",
    "sums_of",
    "vertical",
]

_PARENT = 0
_TABLES = ("applications", "proactive", "disputes")
# As many cells are named in a message, and shown with their addends as long as these are not too many.
_NAMED = 5
_EXCEEDING = 3
_VERTICAL = regex(
    r"税务(?:总)?局|海关|气象(?:局|台)|烟草专卖局|邮政管理局|调查(?:总)?队|消防救援|海事局|通信管理局|金融监督?管理?(?:总)?局|矿山安全监察局|边防检查站"
)
_MOST_ADDENDS = 300

ROLLUP_MESSAGES = {
    "differ": Text(
        zh="{table}有{count}格不等于{children}个下级之和：{cells}{most}",
        en="{count} cells of {table} are not the sum of the {children} reports below: {cells}{most}",
    ),
    "left_out": Text(
        zh="{count}格不等于{children}个下级之和，差额恰好是{child}的数字，可能{how}：{cells}",
        en="{count} cells are not the sum of the {children} reports below; what differs is exactly what {child} reports, "
        "which was perhaps {how}: {cells}",
    ),
    "here": Text(
        zh="{changes}；改正后与{children}个下级之和相符，本报告的等式也成立",
        en="{changes}; then it is the sum of the {children} reports below, and this report's own sums hold",
    ),
    "there": Text(
        zh="{cells}，不等于{children}个下级之和；错在{child}：{changes}",
        en="{cells}, not the sum of the {children} reports below; the fault is in that of {child}: {changes}",
    ),
}
_LEFT_OUT, _TWICE = Text("漏计", "left out"), Text("重复计入", "counted twice")


class RollUp(Struct, frozen=True, dict=True):
    """A report (index 0) and its children with the ties of every cell that they have in common."""

    reports: BalancedReports
    complete: bool
    partial: bool

    @property
    def parent(self) -> Report:
        return self.reports.reports[_PARENT].report

    @property
    def children(self) -> tuple[BalancedReport, ...]:
        return self.reports.reports[1:]

    def table(self, tie: int) -> str:
        """The id of the table that a tie is about."""
        return self.parent.tables[self.reports.ties[tie].left[0][1][0]].id

    def named(self, tie: Tie, *, table: bool = False) -> Text:
        """The parent's cell by its labels, with the table's name where that is wanted."""
        index, row, column = tie.left[0][1]
        spec, cell = self.parent.tables[index].spec, cell_named(self.parent.tables[index], row, column)
        return Text(f"{spec.name.zh}{cell.zh}", f"{spec.name.en}, {cell.en}") if table else cell

    @cached_property
    def differing(self) -> tuple[int, ...]:
        """Ties that do not hold and are no wrong cell that can be named. Where reports are missing, only more than the
        parent has is a fault; where they may be, a child that alone has more is told by itself."""
        found = [n for n in self.reports.unexplained if not self.partial or self._short(n) < 0]
        return tuple(n for n in found if self.complete or not self.exceeding(self.reports.ties[n]))

    @cached_property
    def left_out(self) -> tuple[int, Text] | None:
        """The child whose figures are exactly what differs, and whether it is missing from the sums or in them twice."""
        explained = {n for each in self.reports.located for n in each.ties}
        wanted = {n: self._short(n) for n in self.reports.judged if n not in explained}
        if len(self.reports.unexplained) < 2 or self.partial:
            return None
        for sign, how in ((-1, _LEFT_OUT), (1, _TWICE)):
            for index in range(len(self.children)):
                mine = (self.reports.number(self.reports.ties[n].right[index]) for n in wanted)
                if all(sign * (v or 0) == by for v, by in zip(mine, wanted.values(), strict=True)):
                    return index + 1, how
        return None

    @cached_property
    def alone(self) -> dict[int, list[int]]:
        """Child → ties in which it alone has more than the parent, where the sums do not tell of that."""
        found: dict[int, list[int]] = {}
        for n, tie in enumerate(self.reports.ties):
            if not self.complete or n not in self.reports.judged:
                for index in self.exceeding(tie):
                    found.setdefault(index, []).append(n)
        return found

    def exceeding(self, tie: Tie) -> list[int]:
        """The children that alone have more than the parent, unless the own sums of either report blame the cell."""
        whole = self.reports.number(tie.left[0])
        if whole is None or self._signed(tie.left[0]) or self._blamed(tie.left[0]):
            return []
        values = ((key, self.reports.number(key)) for key in tie.right)
        return [key[0] for key, v in values if v is not None and v - whole > tie.tolerance and not self._blamed(key)]

    def _signed(self, key: JointKey) -> bool:
        index, (table, row, column) = key
        spec = self.reports.reports[index].report.tables[table].spec
        found = spec.column(spec.rows[row][1], column)
        return found is not None and found.kind == "change"

    def _blamed(self, key: JointKey) -> bool:
        own = self.reports.reports[key[0]]
        return any(c.key == key[1] for cause in own.balance.causes for each in own.equal(cause) for c in each.changes)

    def _short(self, tie: int) -> Decimal:
        """How much more the parent has than its children together."""
        done = self.reports.ties[tie]
        values = [self.reports.number(key) or Decimal(0) for key in done.right]
        return (self.reports.number(done.left[0]) or Decimal(0)) - sum(values, Decimal(0))


def vertical(report: Report) -> bool:
    """Whether the body is by its name one that a national administration directs: local governments need not sum it up."""
    return _VERTICAL.search(agency_of(report)) is not None


def children_of(reports: ReportSet) -> tuple[BalancedReport, ...]:
    """The tables of the children, balanced. Their words are not kept."""
    return tuple(balance_report(replace(each, preamble=(), sections=(), readings=())) for each in reports)


def summed_up(view: View) -> tuple[BalancedReport, ...]:
    """The children's reports of this report's year."""
    year = view.report.fiscal_year
    return tuple(each for each in view.kin.children.derive(children_of) if each.report.fiscal_year == year)


def rolled_up(view: View) -> RollUp:
    """The report and its children. A table is only summed up where every child has it in the same form."""
    children = summed_up(view)
    reports = (view.derive(balance_report), *children)
    ties = [tie for table in _TABLES for tie in _ties(reports, table)] if children else []
    partial = bool(view.kin.missing) or len(children) < len(view.kin.children)
    return RollUp(balance_reports(reports, ties), view.kin.complete and not partial, partial)


def beneath(view: View) -> RollUp | None:
    """The report that sums this one up, and this one as its only child; None where there is none of the same year."""
    parent = view.kin.parent
    if parent is None or parent.fiscal_year != view.report.fiscal_year:
        return None
    reports = (balance_report(parent), view.derive(balance_report))
    ties = [tie for table in _TABLES for tie in _ties(reports, table)]
    return RollUp(balance_reports(reports, ties), complete=False, partial=True)


def _ties(reports: Sequence[BalancedReport], table_id: str) -> Iterator[Tie]:
    tables = [[table for table in each.report.tables if table.id == table_id] for each in reports]
    if any(len(found) != 1 for found in tables):
        return
    forms = {found[0].standard for found in tables}
    if len(forms) > 1 and table_id != "disputes":
        return
    table = tables[_PARENT][0]
    for _, row, column in table.spec.places:
        keys = [tie_cell(reports, n, table_id, row.id, column.id) for n in range(len(reports))]
        known = [key for key in keys if key]
        if len(known) == len(reports):
            label = cell_named(table, row.id, column.id)
            name = Text(zh=f"{label.zh}＝各下级之和", en=f"{label.en} = sum of the reports below")
            values = [found[0].value(row.id, column.id) for found in tables] if column.kind == "amount" else []
            tolerance = sum((_half(value) for value in values if value), Decimal(0))
            yield Tie(name=name, left=(known[0],), right=tuple(known[1:]), tolerance=Fraction(tolerance))


def agency_of(report: Report) -> str:
    """What the report calls its body; its path where it names none."""
    return report.agency.value if report.agency else report.path


def exceeding_cells(
    whole: RollUp, index: int, ties: Sequence[int], parent: Text
) -> tuple[Text, list[tuple[JointKey, JointKey]]]:
    """What a child has more of than the parent (called so), in words, and the cells of the parent and of the child."""
    zh, en, cells = [], [], []
    for tie in (whole.reports.ties[n] for n in ties):
        mine, its = tie.left[0], tie.right[index - 1]
        label = whole.named(tie, table=True)
        zh.append(f"{label.zh}为{whole.reports.number(its)}，{parent.zh}{whole.reports.number(mine)}")
        en.append(f"{label.en}: {whole.reports.number(its)}, {parent.en} {whole.reports.number(mine)}")
        cells.append((mine, its))
    more = len(ties) > _EXCEEDING
    return Text("；".join(zh[:_EXCEEDING]) + "……" * more, "; ".join(en[:_EXCEEDING]) + " …" * more), cells


def sums_of(view: View, table: str) -> Iterator[Finding]:
    """Findings on one table: its wrong cells that can be named, and what is left as one finding.

    Where one child's figures are the whole difference, only the first table that has any tells of it.
    """
    whole = rolled_up(view)
    at_most: Severity = "error" if whole.complete else "info"
    for each in whole.reports.located:
        if whole.table(each.ties[0]) == table and not (each.told and each.report == _PARENT) and not whole.partial:
            yield _located(whole, each)
    ties = [n for n in whole.differing if whole.table(n) == table]
    if ties and whole.left_out is None:
        yield _differing(whole, ties, at_most)
    elif ties and table == whole.table(whole.differing[0]):
        yield _left_out(whole, at_most)


def _located(whole: RollUp, each: Located) -> Finding:
    args: dict[str, Arg] = {"changes": mended(whole.reports, each), "children": len(whole.children)}
    if each.report != _PARENT:
        args["child"] = agency_of(whole.reports.reports[each.report].report)
        args["cells"] = _cells(whole, each.ties)
    # The rules on the own sums of that report tell that something is wrong there.
    found = _finding(whole, "here" if each.report == _PARENT else "there", each.ties, args, "info")
    return replace(found, candidates=whole.reports.alternatives(each))


def _differing(whole: RollUp, ties: Sequence[int], at_most: Severity) -> Finding:
    alone = sorted({index for n in ties for index in whole.exceeding(whole.reports.ties[n])})
    most = Text("", "")
    if alone:
        names = [agency_of(whole.reports.reports[index].report) for index in alone[:_NAMED]]
        most = Text(
            zh=f"；其中{'、'.join(names)}一家就多于本报告", en=f"; {', '.join(names)} alone has more than this report"
        )
    args: dict[str, Arg] = {
        "table": whole.parent.tables[whole.reports.ties[ties[0]].left[0][1][0]].spec.name,
        "count": len(ties), "children": len(whole.children), "cells": _cells(whole, ties), "most": most,
    }  # fmt: skip
    return _finding(whole, "differ", ties, args, at_most)


def _left_out(whole: RollUp, at_most: Severity) -> Finding:
    index, how = whole.left_out or (0, Text("", ""))
    ties = whole.differing
    args: dict[str, Arg] = {
        "count": len(ties), "children": len(whole.children), "cells": _cells(whole, ties, table=True), "how": how,
        "child": agency_of(whole.reports.reports[index].report),
    }  # fmt: skip
    return _finding(whole, "left_out", ties, args, at_most)


def _finding(whole: RollUp, key: str, ties: Sequence[int], args: dict[str, Arg], at_most: Severity) -> Finding:
    reports = whole.reports
    shown = [reports.ties[n] for n in ties[: max(1, min(_NAMED, _MOST_ADDENDS // len(whole.children)))]]
    others = [cell for tie in shown[:1] for cell in tie.right if reports.number(cell)]
    places = [reports.place(cell) for cell in (*(reports.ties[n].left[0] for n in ties), *others)]
    sums = tuple(reports.worked(tie) for tie in shown)
    return Finding(key, places[0], args, related=tuple(places[1:]), sums=sums, at_most=at_most)


def _cells(whole: RollUp, ties: Sequence[int], *, table: bool = False) -> Text:
    """Cells with what the report says and what the children come to; the first few."""
    zh, en = [], []
    for tie in (whole.reports.ties[n] for n in ties[:_NAMED]):
        label, done = whole.named(tie, table=table), whole.reports.worked(tie)
        zh.append(f"{label.zh}为{done.left_total}，下级之和{done.right_total}")
        en.append(f"{label.en}: {done.left_total}, sum {done.right_total}")
    more = len(ties) > _NAMED
    return Text(zh="；".join(zh) + "……" * more, en="; ".join(en) + " …" * more)


def _half(value: Decimal) -> Decimal:
    """Half of the last printed place: how far a rounded amount may be from the true one."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(min(exponent, 0) - 1) if isinstance(exponent, int) else Decimal(0)
