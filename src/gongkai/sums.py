"""A table's sums as its standard states them, worked out on the report's cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from gongkai.finding import Addend, Sum
from gongkai.report import Cell, Report, Table
from gongkai.standard import EquationSpec

__all__ = ["Equation", "broken", "equations", "worked"]


class Equation(Struct, frozen=True):
    """One sum of one table: its terms as (row, column), left side = right side."""

    spec: EquationSpec
    table: Table
    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        return (*self.left, *self.right)


def equations(table: Table) -> Iterator[Equation]:
    """Every sum of the table: one for each row or column that a stated sum runs along."""
    for spec in table.spec.equations:
        for block in table.spec.blocks:
            rows = {row.id for row in block.rows}
            columns = {column.id for column in block.columns}
            terms = {*spec.left, *spec.right}
            if spec.along == "rows" and terms <= columns:
                for row in block.rows:
                    yield Equation(
                        spec, table, tuple((row.id, c) for c in spec.left), tuple((row.id, c) for c in spec.right)
                    )
            elif spec.along == "columns" and terms <= rows:
                for column in block.columns:
                    yield Equation(
                        spec,
                        table,
                        tuple((r, column.id) for r in spec.left),
                        tuple((r, column.id) for r in spec.right),
                    )


def worked(equation: Equation, *, blank_is_zero: bool = False) -> Sum | None:
    """The sum with its values. None when a term is missing or not a number: then nothing can be said.

    `blank_is_zero` is for tables that leave every zero blank.
    """
    table = equation.table
    sides = []
    for side in (equation.left, equation.right):
        addends = []
        for row, column in side:
            value = _value(table.cell(row, column), blank_is_zero=blank_is_zero)
            if value is None:
                return None
            addends.append(Addend(value, table.place(row, column)))
        sides.append(tuple(addends))
    left, right = sides
    return Sum(
        name=equation.spec.name,
        left=left,
        right=right,
        left_total=sum((a.value for a in left if a.value is not None), Decimal(0)),
        right_total=sum((a.value for a in right if a.value is not None), Decimal(0)),
    )


def _value(cell: Cell | None, *, blank_is_zero: bool) -> Decimal | None:
    if cell is None:
        return None
    if cell.state == "blank" and blank_is_zero:
        return Decimal(0)
    return cell.value


def broken(report: Report) -> tuple[tuple[Equation, Sum], ...]:
    """Every sum of the report's tables that does not hold.

    Blanks count as zero only in a table that prints no zero at all; a sum whose result is blank is not judged.
    """
    found = []
    for table in report.tables:
        cells = [cell for row in table.rows if row.id for cell in row.cells]
        bare = not any(cell.state == "number" and cell.value == 0 for cell in cells)
        for equation in equations(table):
            result = [table.cell(row, column) for row, column in equation.right]
            if any(cell is None or cell.state == "blank" for cell in result):
                continue
            done = worked(equation, blank_is_zero=bare)
            if done and done.left_total != done.right_total:
                found.append((equation, done))
    return tuple(found)
