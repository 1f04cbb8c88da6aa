"""A report and those that it sums up: the ties cell by cell, what does not add up, and whose fault it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from gongkai import (
    BalancedReport,
    BalancedReports,
    JointKey,
    Report,
    ReportSet,
    Text,
    Tie,
    View,
    balance_report,
    balance_reports,
    regex,
    tie_cell,
)
from gongkai_rules._cells import cell_named

__all__ = ["PARENT", "RollUp", "agency_of", "beneath", "children_of", "rolled_up", "summed_up", "vertical"]

PARENT = 0
"""The index of the report that sums the others up."""
_TABLES = ("applications", "proactive", "disputes")
_VERTICAL = regex(
    r"税务(?:总)?局|海关|气象(?:局|台)|烟草专卖局|邮政管理局|调查(?:总)?队|消防救援|海事局|通信管理局|金融监督?管理?(?:总)?局|矿山安全监察局|边防检查站"
)
_LEFT_OUT, _TWICE = Text("漏计", "left out"), Text("重复计入", "counted twice")


class RollUp(Struct, frozen=True, dict=True):
    """A report (index 0) and its children with the ties of every cell that they have in common."""

    reports: BalancedReports
    complete: bool
    partial: bool

    @property
    def parent(self) -> Report:
        return self.reports.reports[PARENT].report

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

    def open(self, table: str) -> dict[int, list[JointKey]]:
        """Ties of a table that are not judged because of children's cells, with these cells."""
        found = {}
        for n, tie in enumerate(self.reports.ties):
            if (
                n not in self.reports.judged
                and self.table(n) == table
                and self.reports.number(tie.left[0]) is not None
            ):
                found[n] = [key for key in tie.right if self.reports.number(key) is None]
        return found

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
    table = tables[PARENT][0]
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


def _half(value: Decimal) -> Decimal:
    """Half of the last printed place: how far a rounded amount may be from the true one."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(min(exponent, 0) - 1) if isinstance(exponent, int) else Decimal(0)
