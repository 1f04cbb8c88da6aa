"""A row has as many values as its table has columns; otherwise nobody knows which value belongs to which column.

This happens when a cell was deleted, typed twice, or lost in copying, so that the rest moved over. All such rows of a
table are one finding. Their numbers are not bound to any column, and no sum is judged with them.

Silent: rows in which the empty cell itself is there, because then the others are in place (GK210); a column missing
from or added to both header and rows (GK204); rows that the standard does not have (GK203).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Place, Row, Rule, Table, Text, Valid, View
from gongkai_rules._cells import rows_named
from gongkai_rules._rows import out_of_form


def check(view: View) -> Iterator[Finding]:
    for table in view.derive(out_of_form):
        unplaced = [row for row in table.rows if row.id in table.spec.rows and row.loose and not row.cells]
        few = [row for row in unplaced if len(row.loose) < _width(table, row)]
        many = [row for row in unplaced if len(row.loose) > _width(table, row)]
        for found, key in ((few, "few"), (many, "many")):
            if found:
                yield _finding(key, table, found)


def _finding(key: str, table: Table, rows: list[Row]) -> Finding:
    ids = [row.id for row in rows if row.id]
    args: dict[str, Arg] = {
        "rows": rows_named(table, list(dict.fromkeys(ids))),
        "expected": _numbers(_width(table, row) for row in rows),
        "found": _numbers(len(row.loose) for row in rows),
    }
    if len(rows) == 1:
        return Finding(key, table.row_place(rows[0]), args)
    place = Place(table.place().where, rows[0].at)
    return Finding(key, place, args, related=tuple(table.row_place(row) for row in rows))


def _width(table: Table, row: Row) -> int:
    """The number of columns that the header shows; the form's, where the header was not mostly understood."""
    block = next(block for block in table.spec.blocks if block.id == row.block)
    header = [column for column in table.columns if column.block == row.block]
    known = sum(column.id is not None for column in header)
    return len(header) if known * 2 > len(block.columns) else len(block.columns)


def _numbers(values: Iterator[int]) -> tuple[str, ...]:
    return tuple(str(value) for value in sorted(set(values)))


RULE = Rule(
    id="GK219",
    name="tb-shifted-row",
    severity="warning",
    summary=Text(zh="每一行的数字个数与列数一致", en="Each row has as many values as there are columns"),
    advice=Text(
        zh="对照原始表格，在缺少的位置补上数字（没有的填0），多出的删去，使每一列对齐",
        en="Compare with the original table: put in the value that is missing (0 for none), take out what is too many",
    ),
    messages={
        "few": Text(
            zh="{rows}缺少数字：共{expected}列，只有{found}个数；看不出缺的是哪一列，没有核对",
            en="Values are missing in {rows}: {found} values for {expected} columns. Which column lacks one cannot be known, so this was not checked",
        ),
        "many": Text(
            zh="{rows}多出数字：共{expected}列，却有{found}个数；看不出多的是哪一列，没有核对",
            en="There are too many values in {rows}: {found} values for {expected} columns. Which is too many cannot be known, so this was not checked",
        ),
    },
    why=Text(
        zh="一行的数字个数与列数不符，就不知道每个数属于哪一列，这一行也没法核对合计。",
        en="With more or fewer values than columns nobody knows which value belongs where, and the sums of the row cannot be checked.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("the blank cell itself is there", cells={"applications.granted.research": ""}),
        Invalid(
            "a row that lost a value, in a copy that lost its column separators",
            replace={"数量\t\t\t30": "数量\t30", "\t12\t3\t0\t0\t0\t0\t15": "\t12\t3\t0\t0\t0\t15"},
            keys=("few",),
            at=("applications/applications/granted",),
        ),
        Invalid(
            "every row of zeros lost one: one fault",
            replace={"数量\t\t\t30": "数量\t30", "\t0\t0\t0\t0\t0\t0\t0\n": "\t0\t0\t0\t0\t0\t0\n"},
            keys=("few",),
            at=("applications/applications",),
        ),
        Invalid(
            "a number typed twice",
            replace={"\t12\t3\t0\t0\t0\t0\t15": "\t12\t3\t0\t0\t0\t0\t0\t15"},
            keys=("many",),
            at=("applications/applications/granted",),
        ),
    ),
)
