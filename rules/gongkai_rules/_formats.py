"""Columns of the format of 2019 that were left in a table of the format of 2021."""

from __future__ import annotations

from gongkai import Column, Table, key

__all__ = ["older_columns"]

# Column labels of table two that only the format of 2019 has.
_OLDER = frozenset(
    key(label)
    for label in (
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "本年增/减",
        "本年度增/减",
        "采购项目数量",
        "采购总金额",
    )
)


def older_columns(table: Table) -> tuple[Column, ...]:
    """Columns that the table's own format does not have and that of 2019 has."""
    return tuple(column for column in table.columns if column.id is None and key(column.label) in _OLDER)
