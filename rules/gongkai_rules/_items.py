"""Numbers of items in table two of the form of 2019: last year's, and this year's change."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Report, Table

__all__ = ["items"]


def items(report: Report) -> Iterator[tuple[Table, str, Decimal]]:
    """(table, row id, items left) for every row with both numbers."""
    for table in report.tables:
        for row in table.spec.rows:
            previous, change = table.value(row, "previous"), table.value(row, "change")
            if previous is not None and change is not None:
                yield table, row, previous + change
