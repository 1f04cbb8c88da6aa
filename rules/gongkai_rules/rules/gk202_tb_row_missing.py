"""Every row of the form is in the table.

A table is compared with the form whose shape it has: one in the older layout is GK208 alone. All missing rows of a
table are one finding. A table that goes on in a second grid is taken together.

Silent: a missing row where a row stands that the form does not have (GK203 tells of both); a table that is missing
altogether (GK201); rows without values, which are there (GK210).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, At, Cite, Finding, Invalid, Place, Rule, Table, Text, Valid, View
from gongkai_rules._cells import rows_named
from gongkai_rules._examples import OLD_TABLE_TWO
from gongkai_rules._rows import missing, out_of_form


def check(view: View) -> Iterator[Finding]:
    for table in view.derive(out_of_form):
        if view.report.table(table.id) is not table:
            continue
        others = [each for each in view.report.tables if each.id == table.id and each is not table]
        rows = missing(table, *others)
        if not table.rows:
            yield Finding("empty", table.place())
        elif len(rows) == 1 < len(table.spec.rows):
            where = table.place(rows[0]).where
            yield Finding("row", Place(where, _above(table, rows[0])), {"rows": rows_named(table, rows)})
        elif 1 < len(rows) < len(table.spec.rows):
            where = table.place().where
            args: dict[str, Arg] = {"rows": rows_named(table, rows), "count": len(rows)}
            yield Finding("rows", Place(where, _above(table, rows[0])), args)


def _above(table: Table, missing_row: str) -> At:
    """Where the last row before the missing one stands, so that the reader sees where it belongs."""
    order = list(table.spec.rows)
    before = order[: order.index(missing_row)]
    return next((row.at for row in reversed(table.rows) if row.id in before), table.at)


RULE = Rule(
    id="GK202",
    name="tb-row-missing",
    severity="error",
    summary=Text(zh="表格的行齐全", en="No row of the form is missing"),
    advice=Text(
        zh="按规定格式补上缺少的行并填写数字，没有的填0",
        en="Put in the missing rows as the form has them, with their numbers, or 0",
    ),
    messages={
        "row": Text(zh="缺少{rows}", en="Missing: {rows}"),
        "rows": Text(zh="缺少{count}行：{rows}", en="{count} rows are missing: {rows}"),
        "empty": Text(zh="表中只有表头，没有数据行", en="The table has a header but no rows of data"),
    },
    why=Text(
        zh="每一行都是格式规定的，没有数的行也要保留并填0，否则无法汇总。",
        en="Each row belongs to the form and stays with a 0, or the figures cannot be added up.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("a table in the older layout is told by another rule", source=OLD_TABLE_TWO),
        Valid(
            "a row under another name stands in its place",
            replace={"4.保护第三方合法权益\t2": "4.商业秘密\t2"},
        ),
        Valid("spaces inside a label", replace={"4.保护第三方合法权益": "4. 保护第三方 合法权益"}),
        Invalid(
            "one row left out",
            replace={"\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0\n": ""},
            keys=("row",),
            at=("applications/applications/rejected_duplicate",),
        ),
        Invalid(
            "the older form without its last block and one row more",
            standard="gkbg-2019",
            replace={
                "其他对外管理服务事项\t12\t0\t96\n": "",
                "第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t4\t152.3000\n": "",
            },
            keys=("rows",),
            at=("proactive/proactive",),
        ),
        Invalid(
            "a header alone",
            replace={"2\t1\t0\t0\t3\t0\t0\t0\t0\t0\t1\t0\t0\t0\t1\n": ""},
            keys=("empty",),
            at=("disputes/disputes",),
        ),
    ),
)
