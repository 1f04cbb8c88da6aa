"""What is in force is at least what was issued this year less what was repealed.

The standard states it as an equation with “>=” (`valid_floor`). It may be right after all: a document was issued and
expired within the year.

Silent: cells that are no numbers; the form of 2019, which has other columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, unmet


def check(view: View) -> Iterator[Finding]:
    for each in view.derive(unmet):
        if each.sum.equation.rule == "GK313":
            table = view.report.tables[each.sum.table]
            row = each.sum.sum.left[0][0]
            in_force, repealed, issued = (table.value(row, c) or 0 for c in ("in_force", "repealed", "issued"))
            yield Finding(
                "few",
                table.place(row, "in_force"),
                {"in_force": in_force, "repealed": repealed, "issued": issued, "floor": issued - repealed},
                related=(table.place(row, "issued"), table.place(row, "repealed")),
                sums=(each.worked,),
            )


RULE = Rule(
    id="GK313",
    name="t2-valid-floor",
    severity="warning",
    summary=Text(
        zh="现行有效件数不少于本年制发减去本年废止",
        en="Documents in force are at least those issued less those repealed",
    ),
    advice=Text(zh="核对制发、废止、现行有效三个数", en="Check the numbers issued, repealed and in force"),
    messages={
        "few": Text(
            zh="现行有效{in_force}件，少于本年制发{issued}件减废止{repealed}件所余的{floor}件",
            en="{in_force} in force, but {issued} issued less {repealed} repealed leaves {floor}",
        ),
    },
    basis=(Cite("format-2021", "attachment"), Cite("regulation-2019", "20")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("more repealed than issued", cells={"proactive.normative_documents.repealed": "40"}),
        Valid("the new documents are all that is in force", cells={"proactive.normative_documents.in_force": "2"}),
        Invalid(
            "what was issued is missing from what is in force",
            cells={"proactive.normative_documents.in_force": "0"},
            keys=("few",),
            at=("proactive/proactive/normative_documents/in_force",),
        ),
    ),
)
