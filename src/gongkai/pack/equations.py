"""Equations of a pack: worked out on a report's cells; places are made only for those that do not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.bilingual import Text
from gongkai.finding import Addend, Sum
from gongkai.pack.model import Equation
from gongkai.report import Report, Table

__all__ = ["cell_path", "failing"]

Side = Sequence[tuple[Table, str, str]]


def failing(report: Report, spec: Equation) -> Iterator[Sum]:
    """The instances of the equation that do not hold. Those with a cell that is no number are passed over.

    “At most” is told as “at least” with its sides exchanged: a sum knows only that.
    """
    for left, right in _instances(report, spec):
        left_total, right_total = _total(left), _total(right)
        if left_total is None or right_total is None or _holds(left_total, right_total, spec.relation):
            continue
        sides = [(_addends(left), left_total), (_addends(right), right_total)]
        if spec.relation == "<=":
            sides.reverse()
        yield Sum(
            name=Text(zh="规则包规定的关系", en="Relation of the rule pack"),
            left=sides[0][0],
            right=sides[1][0],
            left_total=sides[0][1],
            right_total=sides[1][1],
            relation="=" if spec.relation == "=" else ">=",
        )


def _holds(left: Decimal, right: Decimal, relation: str) -> bool:
    return left == right if relation == "=" else left <= right if relation == "<=" else left >= right


def _instances(report: Report, spec: Equation) -> Iterator[tuple[Side, Side]]:
    """The equation's two sides as cells, once for each row or column it runs along; nothing where a table is missing."""
    if spec.table is None or spec.along is None:
        sides = [
            [(report.table(table), row, column) for table, row, column in map(cell_path, s)]
            for s in (spec.left, spec.right)
        ]
        known = [[(table, row, column) for table, row, column in side if table] for side in sides]
        if [len(side) for side in known] == [len(side) for side in sides]:
            yield known[0], known[1]
        return
    table = report.table(spec.table)
    if table is None:
        return
    terms = {*spec.left, *spec.right}
    for block in table.spec.blocks:
        if spec.along == "rows" and terms.issubset(column.id for column in block.columns):
            for row in block.rows:
                yield [(table, row.id, c) for c in spec.left], [(table, row.id, c) for c in spec.right]
        elif spec.along == "columns" and terms.issubset(row.id for row in block.rows):
            for column in block.columns:
                yield [(table, r, column.id) for r in spec.left], [(table, r, column.id) for r in spec.right]


def cell_path(term: str) -> tuple[str, str, str]:
    """“table.row.column” in its parts."""
    table, row, column = term.split(".")
    return table, row, column


def _total(side: Side) -> Decimal | None:
    """The sum of the cells, None if one of them is no number."""
    total = None
    for table, row, column in side:
        value = table.value(row, column)
        if value is None:
            return None
        total = value if total is None else total + value
    return total


def _addends(side: Side) -> tuple[Addend, ...]:
    return tuple(Addend(table.value(row, column), table.place(row, column)) for table, row, column in side)
