"""Numbers of items in table two of the form of 2019: last year's, and this year's change."""

from __future__ import annotations

from decimal import Decimal

from gongkai import Report, Table

__all__ = ["items"]


def items(report: Report) -> tuple[tuple[Table, str, Decimal], ...]:
    """(table, row id, items left) for every row with both numbers, for `view.derive`."""
    found = [
        (table, row.id, _left(table, row.id))
        for table in report.tables
        for block in table.spec.blocks
        if "previous" in block.kinds
        for row in block.rows
    ]
    return tuple([(table, row, left) for table, row, left in found if left is not None])


def _left(table: Table, row: str) -> Decimal | None:
    previous, change = table.value(row, "previous"), table.value(row, "change")
    return None if previous is None or change is None else previous + change
