"""Data cells hold numbers, not a sign for "none" such as "/", "—" or 无.

The form counts; where there is nothing to count, that is 0. All such cells of a table are one finding.

Some local guides let a body that cannot make 规章 write "/" in that row: name such rows in the option `allowed_rows`
(for example `regulations`). Blank cells are GK210, words and other text GK212.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Option, Rule, Text, Valid, View
from gongkai_rules._cells import cells_named, common_place, odd_data


def check(view: View) -> Iterator[Finding]:
    allowed = view.words("allowed_rows")
    for table, odd in view.derive(odd_data):
        marked = [d for d in odd if d.cell.state == "placeholder" and d.row not in allowed]
        if not marked:
            continue
        marks = tuple(dict.fromkeys(f"“{datum.cell.text}”" for datum in marked))
        place = common_place(table, marked)
        if len(marked) == 1:
            yield Finding("cell", place, {"marks": marks})
        else:
            args: dict[str, Arg] = {"cells": cells_named(table, marked), "count": len(marked), "marks": marks}
            related = tuple(table.place(datum.row, datum.column.id) for datum in marked)
            yield Finding("cells", place, args, related=related)


RULE = Rule(
    id="GK211",
    name="tb-cell-placeholder",
    severity="warning",
    summary=Text(zh="数据格填数字，不用“/”“—”“无”等代替", en="Data cells hold numbers, not “/”, “—” or 无"),
    advice=Text(zh="没有的填0", en="Where there is none, write 0"),
    messages={
        "cell": Text(zh="这一格写的是{marks}，不是数字", en="This cell holds {marks} instead of a number"),
        "cells": Text(
            zh="{cells}共有{count}格写的是{marks}，不是数字",
            en="{count} cells hold {marks} instead of a number: {cells}",
        ),
    },
    why=Text(
        zh="“/”“—”“无”看不出是0还是不适用，程序也无法汇总；没有的填0。",
        en="A sign may mean 0 or does not apply, and programs cannot add it up; write 0.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    options=(
        Option(
            "allowed_rows",
            (),
            Text(zh="允许用“/”等代替数字的行（行的代号）", en="Rows (by id) in which such a sign is allowed"),
        ),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("a blank is told by another rule", cells={"proactive.licences.decisions": ""}),
        Valid("a minus sign makes a number", standard="gkbg-2019", cells={"proactive.penalties.change": "－2"}),
        Invalid(
            "a slash in the row of 规章",
            cells={
                "proactive.regulations.issued": "/",
                "proactive.regulations.repealed": "/",
                "proactive.regulations.in_force": "/",
            },
            keys=("cells",),
            at=("proactive/proactive",),
        ),
        Invalid(
            "the word for none",
            cells={"applications.carried_in.total": "无"},
            keys=("cell",),
            at=("applications/applications/carried_in/total",),
        ),
    ),
)
