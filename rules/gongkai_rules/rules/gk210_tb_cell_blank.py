"""Every data cell is filled in; where there is nothing to count, with 0.

A blank cell leaves the reader to guess whether it means none or not counted. All blanks of a table are one finding,
because they usually have one cause: zeros left out, a total column never filled, a whole table never filled.

Where the table's sums tell what has to stand in a blank, that is proposed.

Silent: rows that the standard does not have (GK203), rows whose values could not be placed (GK219), cells with "/" or
a dash (GK211), and rows that are missing altogether (GK202).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Alternative, Cite, Finding, Invalid, Proposal, Rule, Text, Valid, View, balance_report
from gongkai_rules._cells import cells_named, common_place, data, odd_data

_FOLLOWS = Text(zh="由等式推算", en="follows from the sums")


def check(view: View) -> Iterator[Finding]:
    for index, (table, odd) in enumerate(view.derive(odd_data)):
        blank = [datum for datum in odd if datum.cell.state == "blank"]
        if not blank:
            continue
        if len(blank) == len(tuple(data(table))):
            yield Finding("table", table.place(), {"count": len(blank)})
            continue
        place, solved = common_place(table, blank), view.derive(balance_report).solved
        follows = tuple(
            Proposal(table.place(datum.row, datum.column.id), datum.cell.text, value, _FOLLOWS)
            for datum in blank
            if (value := solved.get((index, datum.row, datum.column.id))) is not None
        )
        candidates = (Alternative(follows),) if follows else ()
        if len(blank) == 1:
            yield Finding("cell", place, candidates=candidates)
        else:
            related = tuple(table.place(datum.row, datum.column.id) for datum in blank)
            yield Finding(
                "cells",
                place,
                {"cells": cells_named(table, blank), "count": len(blank)},
                related=related,
                candidates=candidates,
            )


RULE = Rule(
    id="GK210",
    name="tb-cell-blank",
    severity="warning",
    summary=Text(zh="表格的数据格不留空", en="No data cell is left blank"),
    advice=Text(
        zh="填写实际数字；没有的填0", en="Fill in the actual number; where there is none, write 0"
    ),
    messages={
        "cell": Text(zh="这一格没有填写", en="This cell is blank"),
        "cells": Text(zh="{cells}共有{count}格没有填写", en="{count} cells are blank: {cells}"),
        "table": Text(zh="整张表没有填写（{count}格）", en="The whole table is blank ({count} cells)"),
    },
    why=Text(
        zh="空白看不出是0还是漏填。同一张表的空格合成一条提示。",
        en="A blank may be 0 or forgotten. All blanks of a table are one finding.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("a dash is told by another rule", cells={"proactive.regulations.issued": "—"}),
        Valid("a row without values that is no row of the form", replace={"\t（三）不予公开\t1.": "三、本年度办理结果\t\t\t\n\t（三）不予公开\t1."}),
        Invalid(
            "one blank",
            cells={"disputes.cases.after_total": ""},
            keys=("cell",),
            at=("disputes/disputes/cases/after_total",),
        ),
        Invalid(
            "one row whose zeros are left out",
            cells={
                "applications.carried_in.business": "",
                "applications.carried_in.research": "",
                "applications.carried_in.other_organization": "",
            },
            keys=("cells",),
            at=("applications/applications",),
        ),
        Invalid(
            "a table never filled in",
            cells={
                "proactive.regulations.issued": "", "proactive.regulations.repealed": "",
                "proactive.regulations.in_force": "", "proactive.normative_documents.issued": "",
                "proactive.normative_documents.repealed": "", "proactive.normative_documents.in_force": "",
                "proactive.licences.decisions": "", "proactive.penalties.decisions": "",
                "proactive.coercion.decisions": "", "proactive.fees.amount": "",
            },
            keys=("table",),
            at=("proactive/proactive",),
        ),
    ),
)  # fmt: skip
