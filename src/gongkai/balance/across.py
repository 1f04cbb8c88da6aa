"""Equations between reports, in one system with each report's own: which cell is wrong, and in which report.

A figure that is carried from one year to the next, or a sum over subordinate bodies, stands in several reports. That
such a tie does not hold says nothing about where the fault is; the reports' own equations often do, because the wrong
cell breaks some of them as well. So only the cells of reports whose own equations do not all hold are suspects. All
others are taken as printed, which keeps the system small however many reports there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from gongkai.balance.localize import Limits, localize
from gongkai.balance.system import Cause, Entry, Linear, Move, Number
from gongkai.balance.tables import BalancedReport, CellKey, decimal
from gongkai.balance.telling import slip_reason
from gongkai.bilingual import Text
from gongkai.finding import Addend, Alternative, Proposal, Sum
from gongkai.place import Place

__all__ = ["BalancedReports", "JointKey", "Located", "Tie", "balance_reports", "tie_cell"]

JointKey = tuple[int, CellKey]
"""A cell of several reports: the index of its report, and its key there."""

# Reports whose cells are looked at together; of more with faults of their own, those come first that touch what does
# not hold. A fault that needs more cells than `changes` to mend is not looked for: the report is consistent in itself.
_SUSPECTS = 8
_LIMITS = Limits(exact=2, changes=2)
# So many addends of a tie are shown with those that are 0.
_FEW = 12


class Tie(Struct, frozen=True, kw_only=True):
    """An equation between cells of several reports: the sum of `left` is that of `right`, or no further from it than
    `tolerance` (for amounts that were rounded)."""

    name: Text
    left: tuple[JointKey, ...]
    right: tuple[JointKey, ...]
    tolerance: Number = 0

    @property
    def keys(self) -> tuple[JointKey, ...]:
        return (*self.left, *self.right)


class Located(Struct, frozen=True, kw_only=True):
    """Ties (by index) that do not hold because of cells of one report.

    `cause` has the changes that mend them together with those of the report's own equations that do not hold. `told`
    says that these alone blame the same cells; otherwise they leave open which of several it is.
    """

    ties: tuple[int, ...]
    report: int
    cause: Cause[JointKey]
    told: bool


class BalancedReports(Struct, frozen=True, dict=True):
    """Several reports and the ties between them. A tie with a cell that is no number, and no blank that counts as 0, is not
    judged."""

    reports: tuple[BalancedReport, ...]
    ties: tuple[Tie, ...]

    def number(self, key: JointKey) -> Decimal | None:
        """The value of a cell: as printed, or 0 for a blank that counts as one, also where its report's own equations
        ask for 0 there."""
        index, (table, row, column) = key
        mine = self.reports[index]
        cell = mine.report.tables[table].cell(row, column)
        if cell is None or cell.state not in ("blank", "placeholder"):
            return cell.value if cell else None
        counted = mine.number(key[1])
        return Decimal(0) if counted is None and mine.solved.get(key[1]) == 0 else counted

    def place(self, key: JointKey, seen_from: int = 0) -> Place:
        """The place of a cell; it names its document where that is not the one at index `seen_from`."""
        index, (table, row, column) = key
        report = self.reports[index].report
        place = report.tables[table].place(row, column)
        return place if index == seen_from else place.of(report.path)

    def worked(self, tie: Tie, seen_from: int = 0) -> Sum:
        """The tie with its values. Of more than `_FEW` addends, those that are 0 are left out."""
        sides, totals = [], []
        for keys in (tie.left, tie.right):
            values = {key: self.number(key) for key in keys}
            shown = keys if len(keys) <= _FEW else [key for key in keys if values[key] != 0]
            sides.append(tuple(Addend(values[key], self.place(key, seen_from)) for key in shown))
            totals.append(sum((value for value in values.values() if value is not None), Decimal(0)))
        return Sum(name=tie.name, left=sides[0], right=sides[1], left_total=totals[0], right_total=totals[1])

    def alternatives(self, located: Located, seen_from: int = 0) -> tuple[Alternative, ...]:
        """What would mend it, as it stands in a finding: cells (perhaps of another document), printed and proposed."""
        found = []
        for n, candidate in enumerate(located.cause.candidates):
            proposals = []
            for change in candidate.changes:
                index, (table, row, column) = change.key
                cell = self.reports[index].report.tables[table].cell(row, column)
                if (value := decimal(change.required)) is not None:
                    place = self.place(change.key, seen_from)
                    proposals.append(Proposal(place, cell.text if cell else "", value, slip_reason(change)))
            found.append(Alternative(tuple(proposals), n < located.cause.equal))
        return tuple(found)

    @cached_property
    def _differences(self) -> dict[int, Fraction]:
        """Left minus right of each tie that can be judged."""
        found = {}
        for n, tie in enumerate(self.ties):
            left, right = ([self.number(key) for key in side] for side in (tie.left, tie.right))
            if None not in left and None not in right:
                found[n] = Fraction(sum(v for v in left if v is not None) - sum(v for v in right if v is not None))
        return found

    @cached_property
    def judged(self) -> tuple[int, ...]:
        """The ties all of whose cells have a value."""
        return tuple(self._differences)

    @cached_property
    def broken(self) -> tuple[int, ...]:
        """The ties that do not hold."""
        return tuple(n for n, by in self._differences.items() if abs(by) > self.ties[n].tolerance)

    @cached_property
    def located(self) -> tuple[Located, ...]:
        """The faults behind ties that do not hold, where the cells of one report explain them."""
        suspects = self._suspects()
        if not suspects:
            return ()
        equations: list[Linear[JointKey]] = []
        shown: set[int] = set()
        for index in suspects:
            own = self.reports[index]
            shown |= {len(equations) + n for cause in own.balance.causes for n in cause.equations}
            equations += [_joint(index, each.sum.left, each.sum.right, each.table) for each in own.sums]
        entries = [_entry(index, each) for index in suspects for each in self.reports[index].entries]
        inside = {entry.key for entry in entries}
        numbers: dict[int, int] = {}
        for n in self.judged:
            tie = self.ties[n]
            mine = [(key, sign) for side, sign in ((tie.left, 1), (tie.right, -1)) for key in side if key in inside]
            if not mine or tie.tolerance:
                continue
            rest = self._sum(tie.left, inside) - self._sum(tie.right, inside)
            fixed: JointKey = (-1, (n, "", ""))
            numbers[len(equations)] = n
            entries.append(Entry(key=fixed, value=rest, minimum=rest, maximum=rest, whole=False))
            equations.append(Linear((*_merged(mine), (fixed, 1))))
        balance = localize(entries, equations, lambda: self._moves(suspects), _LIMITS)
        found = []
        for cause in balance.causes:
            ties = tuple(numbers[n] for n in cause.equations if n in numbers)
            changed = {change.key for candidate in cause.candidates[: cause.equal] for change in candidate.changes}
            where = {index for index, _ in changed}
            # A report is only blamed where its own equations show that something is wrong there.
            if ties and len(where) == 1 and not shown.isdisjoint(cause.equations):
                (index,) = where
                told = self._told(index, {key for _, key in changed})
                found.append(Located(ties=ties, report=index, cause=cause, told=told))
        return tuple(found)

    def _sum(self, keys: Iterable[JointKey], inside: Collection[JointKey]) -> Number:
        """The sum of those cells that are not among the suspects."""
        values = (self.number(key) for key in keys if key not in inside)
        return _number(sum((value for value in values if value is not None), Decimal(0)))

    @cached_property
    def unexplained(self) -> tuple[int, ...]:
        """The ties that do not hold and of which it cannot be told in which report the fault is."""
        explained = {n for each in self.located for n in each.ties}
        return tuple(n for n in self.broken if n not in explained)

    def _suspects(self) -> list[int]:
        touched = {index for n in self.broken for index, _ in self.ties[n].keys}
        faulty = [index for index in sorted(touched) if self.reports[index].balance.causes]
        if len(faulty) <= _SUSPECTS:
            return faulty
        keys = {key for n in self.broken for key in self.ties[n].keys}
        return sorted(
            faulty, key=lambda index: (not self._blamed(index) & {k for i, k in keys if i == index}, index)
        )[:_SUSPECTS]

    def _blamed(self, index: int) -> set[CellKey]:
        """The cells that one of the best explanations of the report's own equations would change."""
        own = self.reports[index]
        return {c.key for cause in own.balance.causes for each in own.equal(cause) for c in each.changes}

    def _told(self, index: int, changed: set[CellKey]) -> bool:
        """Whether the report's own equations, which do not hold, blame these very cells."""
        own = self.reports[index]
        alone = [{c.key for each in own.equal(cause) for c in each.changes} for cause in own.balance.causes]
        blamed = [keys for keys in alone if keys <= changed]
        return bool(blamed) and set().union(*blamed) == changed

    def _moves(self, suspects: Sequence[int]) -> tuple[Move[JointKey], ...]:
        return tuple(
            Move(move.kind, tuple(((index, key), value) for key, value in move.values))
            for index in suspects
            for move in self.reports[index].moves()
        )


def balance_reports(reports: Iterable[BalancedReport], ties: Iterable[Tie]) -> BalancedReports:
    """Reports and what ties them, ready to be judged."""
    return BalancedReports(tuple(reports), tuple(ties))


def tie_cell(reports: Sequence[BalancedReport], index: int, table: str, row: str, column: str) -> JointKey | None:
    """The key of a cell of one of the reports; None where the table was not found, or twice, or has no such cell."""
    found = [n for n, each in enumerate(reports[index].report.tables) if each.id == table]
    if len(found) != 1:
        return None
    spec = reports[index].report.tables[found[0]].spec
    if row not in spec.rows or spec.column(spec.rows[row][1], column) is None:
        return None
    return (index, (found[0], row, column))


def _joint(
    index: int, left: Iterable[tuple[str, str]], right: Iterable[tuple[str, str]], table: int
) -> Linear[JointKey]:
    return Linear.of(((index, (table, *t)) for t in left), ((index, (table, *t)) for t in right))


def _entry(index: int, entry: Entry[CellKey]) -> Entry[JointKey]:
    """The same figure among those of several reports."""
    return Entry(
        key=(index, entry.key), value=entry.value, minimum=entry.minimum, maximum=entry.maximum, whole=entry.whole,
        weight=entry.weight, blank=entry.blank, above=(index, entry.above) if entry.above else None,
        beside=tuple((index, key) for key in entry.beside),
    )  # fmt: skip


def _merged(terms: Iterable[tuple[JointKey, int]]) -> list[tuple[JointKey, int]]:
    weights: dict[JointKey, int] = {}
    for key, sign in terms:
        weights[key] = weights.get(key, 0) + sign
    return [(key, weight) for key, weight in weights.items() if weight]


def _number(value: Decimal) -> Number:
    found = Fraction(value)
    return found.numerator if found.denominator == 1 else found
