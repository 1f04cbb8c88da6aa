"""The printed identity of table three fails in one applicant's column and in 总计 by the same difference.

Then every row adds up, so that the row totals were worked out from the wrong number: the fault is one, in that
applicant's column, in 本年新收, 上年结转 or 结转下年度, and 总计 only repeats it. Which of the three rows it is cannot be
told from the table.

This takes the place of the two findings that GK301 would give. Silent: every other pattern, which GK301, GK302 and
GK303 tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View, alternatives, balance_report
from gongkai_rules._sums import blamed_column


def check(view: View) -> Iterator[Finding]:
    balanced = view.derive(balance_report)
    for cause in balanced.balance.causes:
        column = blamed_column(balanced, cause)
        if column is None:
            continue
        involved = balanced.involved(cause)
        table = view.report.tables[involved[0].table]
        sums = tuple(balanced.worked(each) for each in involved)
        block = table.spec.blocks[0]
        named = next(each.label for each in block.columns if each.id == column)
        best = balanced.equal(cause)
        rows = tuple(dict.fromkeys(change.key[1] for each in best for change in each.changes))
        args: dict[str, Arg] = {
            "column": named,
            "difference": abs(sums[0].right_total - sums[0].left_total),
            "rows": tuple(Text(f"“{table.spec.rows[r][2].label}”", f"“{table.spec.rows[r][2].label}”") for r in rows),
        }
        yield Finding(
            "column",
            table.place(column=column),
            args,
            related=tuple(table.place(row, column) for row in rows),
            sums=sums,
            candidates=alternatives(balanced, best),
        )


RULE = Rule(
    id="GK304",
    name="t3-column-blame",
    severity="error",
    summary=Text(
        zh="表三一类申请人与总计两列的勾稽关系不应同样不平",
        en="In table 3, one applicant's column and 总计 do not fail the printed identity alike",
    ),
    advice=Text(
        zh="对照台账核对这一列，改正后总计列相应改正",
        en="Check this column against the records; correct it, and 总计 with it",
    ),
    messages={
        "column": Text(
            zh="{column}列和总计列的勾稽关系都差{difference}，各行总计却都对：问题出在{column}列，总计随之算错。请核对{rows}",
            en="Column {column} and 总计 both fail the printed identity by {difference} while every row adds up: the fault is in column {column}, and 总计 repeats it. Check {rows}",
        )
    },
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("a single wrong cell is told by another rule", cells={"applications.carried_out.natural_person": "1"}),
        Invalid(
            "one carried over is forgotten, and so it is in 总计",
            cells={"applications.carried_out.natural_person": "1", "applications.carried_out.total": "2"},
            keys=("column",),
            at=("applications/applications//natural_person",),
        ),
    ),
)
