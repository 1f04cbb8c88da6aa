"""The report does not end in the middle (preview: GK101 and GK202 tell what is missing).

Told where the last parts are missing and the last paragraph breaks off, or the last table lacks its last rows: signs that a page or a
copy was cut.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Passage, Rule, TableMark, Text, Valid, View

_ENDS = "。！？；”）)》"


def check(view: View) -> Iterator[Finding]:
    report = view.report
    found = [section.id for section in report.sections if section.id]
    order = [spec.id for spec in report.standard.sections]
    if not found or found != order[: len(found)] or len(found) == len(order):
        return
    section = report.sections[-1]
    last = section.blocks[-1] if section.blocks else None
    cut = isinstance(last, Passage) and last.text.rstrip()[-1:] not in _ENDS
    if isinstance(last, TableMark):
        table = report.tables[last.index]
        rows = [row for block in table.spec.blocks for row in block.rows]
        cut = bool(rows) and table.row(rows[-1].id) is None
    if cut:
        yield Finding("cut", section.place(), {"section": section.name})


RULE = Rule(
    id="GK887",
    name="wb-truncated",
    severity="error",
    summary=Text(zh="报告没有被截断", en="The report is not cut off"),
    advice=Text(zh="重新发布或者重新下载完整的报告", en="Publish or download the whole report again"),
    messages={"cut": Text(zh="报告在“{section}”处中断", en="The report breaks off in “{section}”")},
    basis=(Cite("regulation-2019", "24"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid(
            "parts are missing, the text is whole",
            source="某县某局2025年政府信息公开工作年度报告\n一、总体情况\n本局按规定公开信息。\n",
        ),
        Invalid(
            "in the middle of a sentence",
            source="某县某局2025年政府信息公开工作年度报告\n一、总体情况\n本局按规定公开信息，全年\n",
            keys=("cut",),
            at=("overview",),
        ),
    ),
)
