"""A number was torn into two cells, as happens in copies of PDF files: 1 | 2 for 12.

Told where a row has exactly one value too many, and joining two neighbouring values is the only way in which all sums
of the row hold. The repair is a proposal: what stands in the original only the original tells. GK219 tells of the row as
such; this names the digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai import Cite, Finding, Invalid, Row, Rule, Table, Text, Valid, View
from gongkai_rules._rows import out_of_form


def check(view: View) -> Iterator[Finding]:
    for table in view.derive(out_of_form):
        for row in table.rows:
            repairs = list(_repairs(table, row)) if row.id and row.loose else []
            if len(repairs) == 1:
                left, right = repairs[0]
                args = {"left": left, "right": right, "joined": left + right}
                yield Finding("split", table.row_place(row), args)


def _repairs(table: Table, row: Row) -> Iterator[tuple[str, str]]:
    """Neighbouring values that make all sums of the row hold when they are joined."""
    block = next((block for block in table.spec.blocks if block.id == row.block), None)
    texts = [cell.text.strip() for cell in row.loose]
    if block is None or len(texts) != len(block.columns) + 1 or not all(t.isascii() and t.isdigit() for t in texts):
        return
    columns = [column.id for column in block.columns]
    sums = [e for e in table.spec.equations if e.along == "rows" and {*e.left, *e.right} <= set(columns)]
    for n in range(len(texts) - 1):
        if not texts[n].startswith("0"):
            joined = [*texts[:n], texts[n] + texts[n + 1], *texts[n + 2 :]]
            values = dict(zip(columns, map(Decimal, joined), strict=True))
            if sums and all(_total(values, e.left) == _total(values, e.right) for e in sums):
                yield texts[n], texts[n + 1]


def _total(values: dict[str, Decimal], terms: Sequence[str]) -> Decimal:
    return sum((values[term] for term in terms), Decimal(0))


RULE = Rule(
    id="GK220",
    name="tb-split-digits",
    severity="info",
    summary=Text(zh="数字没有被拆到两格", en="No number is torn into two cells"),
    advice=Text(zh="请对照原表核对；如确实拆格，合并为{joined}", en="Compare with the original; if so, join them: {joined}"),
    messages={
        "split": Text(
            zh="这一行多一个数，可能是{joined}被拆成了{left}和{right}：合并后这一行的合计成立",
            en="One value too many: {joined} was probably torn into {left} and {right}; joined, the sums of the row hold",
        )
    },
    why=Text(
        zh="从PDF复制表格时，一个数常被拆成两格。只有唯一一种合并办法能使合计成立时才提示。",
        en="Copies of PDF files tear numbers apart. Told only where exactly one way of joining makes the sums hold.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("zeros cannot be joined", replace={"\t\t2.重复申请\t0\t0": "\t\t2.重复申请\t0\t0\t0"}),
        Valid(
            "two ways to join",
            replace={"一、本年新收政府信息公开申请数量\t\t\t30\t4\t0\t0\t2\t0\t36": "一、本年新收政府信息公开申请数量\t\t\t1\t1\t1\t0\t0\t0\t0\t12"},
        ),
        Invalid(
            "thirty-six torn apart",
            replace={"\t30\t4\t0\t0\t2\t0\t36": "\t30\t4\t0\t0\t2\t0\t3\t6"},
            keys=("split",),
            at=("applications/applications/received",),
        ),
    ),
)  # fmt: skip
