"""Nothing came in from an applicant, yet something was answered.

The printed identity fails in such a column as well and GK301 tells of it, with the likely wrong cell. This rule says
the same in plainer words. Off by default.

Silent: columns without results; cells that are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View

_OUTSIDE = ("received", "carried_in", "total", "carried_out")


def check(view: View) -> Iterator[Finding]:
    table = view.report.table("applications")
    if table is None:
        return
    for column in table.spec.blocks[0].columns:
        received, carried_in = table.value("received", column.id), table.value("carried_in", column.id)
        if received != 0 or carried_in != 0:
            continue
        rows = [row for row in table.spec.rows if row not in _OUTSIDE and table.value(row, column.id)]
        if rows:
            related = tuple(table.place(row, column.id) for row in rows)
            yield Finding("nothing", table.place(column=column.id), {"column": column.label}, related=related)


RULE = Rule(
    id="GK308",
    name="t3-open-vs-applicant",
    severity="info",
    summary=Text(zh="没有收到申请的申请人类别不应有办理结果", en="Where nothing came in there is nothing to answer"),
    advice=Text(
        zh="核对这一列的新收、上年结转和办理结果",
        en="Check what was received, carried in and answered in this column",
    ),
    messages={
        "nothing": Text(
            zh="{column}列没有新收和上年结转，却有办理结果",
            en="Column {column} has results, but nothing received or carried in",
        ),
    },
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    preview=True,
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Invalid(
            "one answered, none received",
            cells={"applications.granted.research": "1"},
            keys=("nothing",),
            at=("applications/applications//research",),
        ),
    ),
)
