"""The rows of a table stand in the order of the form.

Told are the fewest rows that would have to move for the order to be right; the numbers of two exchanged rows are
easily exchanged with them. Judged among the rows that are the form's; strange, repeated and missing ones have rules of
their own (GK202, GK203). Silent where most of the order is different: then the table was probably read in another
order than it is printed (columns of a PDF page, a table printed twice).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._cells import rows_named
from gongkai_rules._rows import out_of_form, own_rows


def check(view: View) -> Iterator[Finding]:
    for table in view.derive(out_of_form):
        rows = list(table.spec.rows)
        order = [rows.index(row.id or "") for row in own_rows(table)]
        kept = _longest_rising(order)
        moved = [rows[number] for number in order if number not in kept]
        if moved and 2 * len(moved) <= len(order):
            places = [table.place(row) for row in moved]
            yield Finding("moved", places[0], {"rows": rows_named(table, moved)}, related=tuple(places[1:]))


def _longest_rising(numbers: list[int]) -> set[int]:
    """The longest sequence of rising numbers among different numbers, in their order."""
    tails: list[int] = []  # the smallest last number of a rising sequence of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    found: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


_REGULATIONS, _DOCUMENTS = "规章\t0\t0\t0\n", "行政规范性文件\t3\t1\t28\n"

RULE = Rule(
    id="GK205",
    name="tb-row-order",
    severity="warning",
    summary=Text(zh="表格各行的顺序与规定一致", en="The rows of a table stand in the order of the form"),
    advice=Text(zh="按规定的顺序排列各行，并核对数字是否随行移动", en="Restore the order, and check that the numbers moved along"),
    messages={"moved": Text(zh="{rows}的位置与规定不同", en="Not where the form has it: {rows}")},
    why=Text(
        zh="全国使用统一格式。行的顺序变了，汇总时容易把数字填到别的行里。",
        en="The form is one for the whole country; with rows exchanged, numbers end up in the wrong row when added up.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("a missing row is told by another rule", replace={_REGULATIONS: ""}),
        Invalid(
            "two rows exchanged",
            replace={"\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0\n": "", "\t\t4.无正当理由": "\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0\n\t\t4.无正当理由"},
            keys=("moved",),
        ),
        Invalid(
            "a block of two rows upside down",
            replace={_REGULATIONS + _DOCUMENTS: _DOCUMENTS + _REGULATIONS},
            keys=("moved",),
        ),
    ),
)  # fmt: skip
