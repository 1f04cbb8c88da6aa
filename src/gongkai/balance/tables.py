"""The equations that a standard states, on the cells of a report: what does not hold, and which cell is to blame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from gongkai.balance.localize import localize
from gongkai.balance.system import Balance, Candidate, Cause, Entry, Linear, Move, Number
from gongkai.finding import Addend, Sum
from gongkai.report import Cell, Report, Table
from gongkai.standard import BlockSpec, EquationSpec, SumSpec

__all__ = ["BalancedReport", "CellKey", "TableSum", "Unmet", "balance_report", "unmet"]

CellKey = tuple[int, str, str]
"""A cell of a report: the index of its table, row id, column id."""

_BLANK_WEIGHT = 0.9
# Fewer blanks than this are no habit of leaving zeros out.
_HABIT = 3


class TableSum(Struct, frozen=True):
    """An equation of a report: its table (by index) and its terms."""

    table: int
    sum: SumSpec

    @property
    def equation(self) -> EquationSpec:
        return self.sum.equation

    @property
    def result(self) -> CellKey | None:
        """The cell that states the sum; None for a balance of several cells with several."""
        return (self.table, *self.sum.right[0]) if len(self.sum.right) == 1 else None

    @property
    def keys(self) -> tuple[CellKey, ...]:
        return tuple((self.table, *term) for term in self.sum.terms)


class BalancedReport(Struct, frozen=True, dict=True):
    """A report with its equations in the engine's terms."""

    report: Report

    @cached_property
    def sums(self) -> tuple[TableSum, ...]:
        """The equations of every table in which a number stands."""
        return tuple(
            TableSum(index, each) for index in self._filled for each in self.report.tables[index].spec.balances
        )

    @cached_property
    def _filled(self) -> list[int]:
        """The tables in which a number stands."""
        return [
            index
            for index, table in enumerate(self.report.tables)
            if any(cell.state == "number" for row in table.rows for cell in row.cells)
        ]

    @cached_property
    def entries(self) -> tuple[Entry[CellKey], ...]:
        stated: dict[int, list[SumSpec]] = {}
        for each in self.sums:
            stated.setdefault(each.table, []).append(each.sum)
        return tuple(
            entry for index, sums in stated.items() for entry in _entries(index, self.report.tables[index], sums)
        )

    @cached_property
    def balance(self) -> Balance[CellKey]:
        if all(self.report.tables[index].adds_up for index in self._filled):  # as in most reports
            return Balance()
        equations = [
            Linear.of(((each.table, *t) for t in each.sum.left), ((each.table, *t) for t in each.sum.right))
            for each in self.sums
        ]
        return localize(self.entries, equations, self.moves)

    def moves(self) -> tuple[Move[CellKey], ...]:
        """The ways in which whole rows and columns may have been misplaced."""
        return tuple(_moves(self.report, self._values))

    @cached_property
    def _values(self) -> dict[CellKey, Number]:
        return {entry.key: entry.value for entry in self.entries if entry.value is not None}

    @cached_property
    def solved(self) -> dict[CellKey, Decimal]:
        """What has to stand in cells that are no numbers, where the equations tell."""
        known = ((each.key, decimal(each.value)) for each in self.balance.solved)
        return {key: value for key, value in known if value is not None}

    def involved(self, cause: Cause[CellKey]) -> tuple[TableSum, ...]:
        return tuple(self.sums[n] for n in cause.equations)

    def worked(self, each: TableSum) -> Sum:
        """The equation with its values; blanks that count as 0 are 0, other cells without a number are unknown."""
        table = self.report.tables[each.table]
        sides = [
            tuple(Addend(self.number((each.table, *term)), table.place(*term)) for term in side)
            for side in (each.sum.left, each.sum.right)
        ]
        return _sum(each.equation, *sides)

    def number(self, key: CellKey) -> Decimal | None:
        """The number that a cell of the equations has in them: what is printed, or 0 for a blank that counts as one."""
        value = self._values.get(key)
        return None if value is None else decimal(value)

    def equal(self, cause: Cause[CellKey]) -> tuple[Candidate[CellKey], ...]:
        """The equally good candidates."""
        return cause.candidates[: cause.equal]

    def lead(self, cause: Cause[CellKey]) -> TableSum:
        """The equation that names the suspect: the one that states it as a sum, else the first it is part of.

        Without a single suspect, the first equation of the cause.
        """
        involved = self.involved(cause)
        if cause.equal != 1:
            return involved[0]
        suspects = {change.key for change in cause.candidates[0].changes}
        stating = [each for each in involved if each.result in suspects]
        holding = [each for each in involved if not suspects.isdisjoint(each.keys)]
        return (stating or holding or list(involved))[0]


class Unmet(Struct, frozen=True):
    """An equation with relation ">=" whose left side is smaller."""

    sum: TableSum
    worked: Sum


def balance_report(report: Report) -> BalancedReport:
    """The report's equations, ready to be judged. Derive it by `view.derive(balance_report)`: once for all rules."""
    return BalancedReport(report)


def unmet(report: Report) -> tuple[Unmet, ...]:
    """Every stated ">=" that does not hold. One with a cell that is no number is not judged."""
    found = []
    for index, table in enumerate(report.tables):
        for each in table.spec.bounds:
            left, right = table.total(each.left), table.total(each.right)
            if left is not None and right is not None and left < right:
                sides = [
                    tuple(Addend(table.value(*term), table.place(*term)) for term in side)
                    for side in (each.left, each.right)
                ]
                found.append(Unmet(TableSum(index, each), _sum(each.equation, *sides)))
    return tuple(found)


def decimal(value: Number) -> Decimal | None:
    """The number as a decimal; None when it has no end."""
    if isinstance(value, int):
        return Decimal(value)
    found = Decimal(value.numerator) / value.denominator
    return found if found.as_integer_ratio() == (value.numerator, value.denominator) else None


def _sum(equation: EquationSpec, left: tuple[Addend, ...], right: tuple[Addend, ...]) -> Sum:
    totals = [sum((a.value for a in side if a.value is not None), Decimal(0)) for side in (left, right)]
    return Sum(
        name=equation.name,
        left=left,
        right=right,
        left_total=totals[0],
        right_total=totals[1],
        relation=equation.relation,
    )


def _entries(index: int, table: Table, sums: Sequence[SumSpec]) -> Iterator[Entry[CellKey]]:
    """The cells that stand in equations.

    A blank (or a sign for "none") counts as 0 where the table mostly leaves zeros out, but never where a sum has to
    stand, nor where only totals were filled in. All other cells that are no numbers are unknowns, and so are missing ones.
    """
    unfilled = _unfilled(table, sums)
    results = {each.right[0] for each in sums if len(each.right) == 1}
    terms = dict.fromkeys(term for each in sums for term in each.terms)
    bare = _leaves_zeros_out([table.cell(*term) for term in terms if term not in results])
    for block in table.spec.blocks:
        ids = [column.id for column in block.columns]
        above: str | None = None
        for row in block.rows:
            for n, column in enumerate(block.columns):
                if (row.id, column.id) not in terms:
                    continue
                cell = table.cell(row.id, column.id)
                none = cell is not None and cell.state in ("blank", "placeholder")
                blank = none and bare and (row.id, column.id) not in results and (row.id, column.id) not in unfilled
                yield Entry(
                    key=(index, row.id, column.id),
                    value=0 if blank else _value(cell),
                    minimum=None if column.kind == "change" else 0,
                    whole=column.kind in ("count", "change"),
                    blank=blank,
                    weight=_BLANK_WEIGHT if blank else 1.0,
                    above=(index, above, column.id) if above else None,
                    beside=tuple((index, row.id, other) for other in (*ids[max(n - 1, 0) : n], *ids[n + 1 : n + 2])),
                )
            above = row.id


def _unfilled(table: Table, sums: Sequence[SumSpec]) -> set[tuple[str, str]]:
    """Blank parts of sums, if of most sums nothing but the result was filled in. Results of 0 tell nothing."""
    found: set[tuple[str, str]] = set()
    filled = unfilled = 0
    for each in sums:
        if len(each.right) == 1 and table.value(*each.right[0]):
            parts = [table.cell(*term) for term in each.left]
            if all(cell is not None and cell.state in ("blank", "placeholder") for cell in parts):
                found |= set(each.left)
                unfilled += 1
            else:
                filled += 1
    return found if unfilled > filled else set()


def _leaves_zeros_out(cells: Sequence[Cell | None]) -> bool:
    blank = sum(cell is not None and cell.state in ("blank", "placeholder") for cell in cells)
    return blank >= _HABIT and blank > sum(cell is not None and cell.value == 0 for cell in cells)


def _value(cell: Cell | None) -> Number | None:
    if cell is None or cell.value is None:
        return None
    numerator, denominator = cell.value.as_integer_ratio()
    if denominator == 1:
        return numerator
    from fractions import Fraction

    return Fraction(numerator, denominator)


def _moves(report: Report, values: Mapping[CellKey, Number]) -> Iterator[Move[CellKey]]:
    """Whole rows that slipped by one cell, and neighbouring rows or columns exchanged."""
    for index, table in enumerate(report.tables):
        for block in table.spec.blocks:
            keys = [[(index, row.id, column.id) for column in block.columns] for row in block.rows]
            if len(block.columns) > 2:
                for line in keys:
                    yield from _slipped(table, block, line, values)
            for one, other in pairwise(keys):
                yield from _exchanged("rows_swapped", one, other, values)
            columns = [list(line) for line in zip(*keys, strict=True)] if len(keys) > 1 else []
            for one, other in pairwise(columns):
                yield from _exchanged("columns_swapped", one, other, values)


def _slipped(
    table: Table, block: BlockSpec, line: Sequence[CellKey], values: Mapping[CellKey, Number]
) -> Iterator[Move[CellKey]]:
    """The row moved by one cell, what fell out put in again at the other end; where the last cell is the sum of the
    others, also with the sum worked out anew, and with the sum left in its place."""
    have = [values.get(key, 0) for key in line]
    if not any(have):
        return
    wanted = [[*have[1:], have[0]], [have[-1], *have[:-1]]]
    ids = [column.id for column in block.columns]
    if any(e.along == "rows" and [*e.left, *e.right] == ids and len(e.right) == 1 for e in table.spec.equations):
        wanted.append([*have[1:], sum(have[1:])])
        wanted.append([have[-2] - sum(have[:-2]), *have[:-1]])
        wanted.append([*have[1:-1], have[0], have[-1]])
        wanted.append([have[-2], *have[:-2], have[-1]])
    for numbers in wanted:
        if min(numbers) >= 0:
            yield Move("shifted", tuple(zip(line, numbers, strict=True)))


def _exchanged(
    kind: Literal["rows_swapped", "columns_swapped"],
    one: Sequence[CellKey],
    other: Sequence[CellKey],
    values: Mapping[CellKey, Number],
) -> Iterator[Move[CellKey]]:
    pairs = [(k, values.get(o, 0)) for k, o in zip(one, other, strict=True)]
    yield Move(kind, (*pairs, *((o, values.get(k, 0)) for k, o in zip(one, other, strict=True))))
