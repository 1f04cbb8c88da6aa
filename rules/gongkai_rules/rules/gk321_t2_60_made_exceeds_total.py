"""What is disclosed in all is less than what was made and less than what was newly disclosed this year (form of 2019).

Then 对外公开总数量 was most probably not filled in as a total over the years. Where it is smaller than one of the two
only, GK316 tells, or nothing is wrong (documents made and not disclosed).

Silent: cells that are no numbers; the form of 2021, which has other columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    for table in view.report.tables:
        for row in ("regulations", "normative_documents"):
            made = table.value(row, "made")
            if made is None:
                continue
            total, disclosed = table.value(row, "disclosed_total"), table.value(row, "disclosed")
            if total is not None and disclosed is not None and total < made and total < disclosed:
                related = (table.place(row, "made"), table.place(row, "disclosed"))
                args: dict[str, Arg] = {"total": total, "disclosed": disclosed, "made": made}
                yield Finding("less", table.place(row, "disclosed_total"), args, related=related)


RULE = Rule(
    id="GK321",
    name="t2-60-made-exceeds-total",
    severity="warning",
    summary=Text(
        zh="对外公开总数量不同时少于本年新制作和本年新公开",
        en="The total disclosed is not below both what was made and what was newly disclosed",
    ),
    advice=Text(
        zh="对外公开总数量填历年公开、现仍有效的总数", en="Give the total over the years, as far as still in force"
    ),
    messages={
        "less": Text(
            zh="对外公开总数量{total}，比本年新制作的{made}、新公开的{disclosed}都少，请核对是否只填了部分",
            en="{total} disclosed in all, fewer than the {made} made and the {disclosed} newly disclosed: please check",
        ),
    },
    basis=(Cite("format-2019", "attachment"), Cite("regulation-2019", "20")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(standard="gkbg-2019"),
        Valid("made but not disclosed", standard="gkbg-2019", cells={"proactive.normative_documents.made": "60"}),
        Invalid(
            "a total of nothing",
            standard="gkbg-2019",
            cells={"proactive.normative_documents.disclosed_total": "0"},
            keys=("less",),
            at=("proactive/proactive/normative_documents/disclosed_total",),
        ),
    ),
)
