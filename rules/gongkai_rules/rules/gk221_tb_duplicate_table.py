"""A table that the file has twice has the same figures both times.

Two copies come from a summary table behind the report, or from a draft left in the file; with different figures, one of
them is wrong, and every other rule judges only the first. Only cells that both copies have as numbers are compared: a
table continued after a page break is no copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Place, Rule, Table, Text, Valid, View
from gongkai_rules._cells import cells_named, data


def check(view: View) -> Iterator[Finding]:
    first: dict[str, Table] = {}
    for table in view.report.tables:
        other = first.setdefault(table.id, table)
        if other is table or other.standard != table.standard:
            continue
        mine = {(d.row, d.column.id): d for d in data(table) if d.cell.value is not None}
        theirs = {(d.row, d.column.id): d for d in data(other) if d.cell.value is not None}
        differ = [mine[at] for at in mine if at in theirs and mine[at].cell.value != theirs[at].cell.value]
        if differ:
            # The second copy's own positions: logical places are those of the first table.
            places = [Place(table.place(d.row, d.column.id).where, d.cell.at) for d in differ]
            args: dict[str, Arg] = {
                "table": table.spec.name,
                "count": len(differ),
                "cells": cells_named(table, differ),
            }
            related = tuple(other.place(d.row, d.column.id) for d in differ)
            yield Finding("differs", places[0], args, related=(*places[1:], *related))


_AGAIN = """
行政复议\t\t\t\t\t行政诉讼
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉
\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
"""
_SAME, _OTHER = "2\t1\t0\t0\t3\t0\t0\t0\t0\t0\t1\t0\t0\t0\t1\n", "2\t2\t0\t0\t4\t0\t0\t0\t0\t0\t1\t0\t0\t0\t1\n"

RULE = Rule(
    id="GK221",
    name="tb-duplicate-table",
    severity="warning",
    summary=Text(zh="同一张表出现两次时，数字一致", en="A table that is there twice has the same figures"),
    advice=Text(zh="核对哪一张正确，只保留一张", en="Find out which is right, and keep only that one"),
    messages={
        "differs": Text(
            zh="{table}出现了两次，{count}格的数字不同：{cells}",
            en="{table} is there twice, with {count} different figures: {cells}",
        )
    },
    why=Text(
        zh="同一张表有两份而数字不同，至少有一份是错的；其他规则只核对第一份。",
        en="Of two copies with different figures one is wrong; the other rules judge only the first.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("twice the same", sections={"other": f"未收取信息处理费。附表：\n{_AGAIN}{_SAME}"}),
        Invalid(
            "other figures in the copy",
            sections={"other": f"未收取信息处理费。附表：\n{_AGAIN}{_OTHER}"},
            keys=("differs",),
            at=("other/disputes/cases/review_corrected",),
        ),
    ),
)
