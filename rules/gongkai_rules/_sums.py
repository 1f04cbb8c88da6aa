"""Which rule tells of which equation. Each root cause is told once, by the rule of the equation that names the suspect."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import BalancedReport, Cause, CellKey, Finding, TableSum, View, balance_report, findings

__all__ = ["blamed_column", "judged"]

_IDENTITY, _TOTAL = "GK301", "total"


def judged(view: View, rule: str) -> Iterator[Finding]:
    """The findings of root causes whose suspect is named by an equation that the standard gives to this rule."""
    balanced = view.derive(balance_report)

    def mine(cause: Cause[CellKey], each: TableSum) -> bool:
        return each.equation.rule == rule and blamed_column(balanced, cause) is None

    yield from findings(balanced, mine)


def blamed_column(balanced: BalancedReport, cause: Cause[CellKey]) -> str | None:
    """The column of table three that is to blame as a whole: the printed identity fails in it and in 总计 alike.

    Then each row still adds up, so that the same mistake is in both columns, in a row that cannot be told.
    """
    involved = balanced.involved(cause)
    if cause.equal < 2 or any(each.equation.rule != _IDENTITY for each in involved):
        return None
    columns = {each.sum.right[0][1] for each in involved}
    if len(columns) != 2 or _TOTAL not in columns:
        return None
    inside = all(change.key[2] in columns for each in balanced.equal(cause) for change in each.changes)
    return (columns - {_TOTAL}).pop() if inside else None
