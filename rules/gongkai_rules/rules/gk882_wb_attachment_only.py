"""The report stands on the page itself, not only in an attached file.

Told where a page holds headings of the report and no table in any form, neither drawn nor as a picture (GK881) nor filled in by a
script, but below them links to a file that is the report's own by its words (reading `attachment`).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import At, Cite, Finding, Invalid, Reading, Rule, Text, Valid, View
from gongkai_rules._web import files, may_show_table, readings, web_place

_MAY_HOLD_TABLES = ("table", "embedded")


def check(view: View) -> Iterator[Finding]:
    report = view.report
    attached = next(files(report), None)
    if attached is None or report.tables or any(reading.name in _MAY_HOLD_TABLES for reading in report.readings):
        return
    if not any(may_show_table(image) for image in readings(report, "image")):
        yield Finding("only", web_place(attached), {"file": attached.details["text"][:60]})


RULE = Rule(
    id="GK882",
    name="wb-attachment-only",
    severity="warning",
    summary=Text(zh="网页上有报告正文，不只是附件", en="The report stands on the page, not only in a file"),
    advice=Text(
        zh="把报告全文和表格放在网页正文里，附件另附", en="Put text and tables on the page; attach the file as well"
    ),
    messages={
        "only": Text(zh="网页上没有表格，只有附件（{file}）", en="The page has no tables, only a file ({file})")
    },
    basis=(Cite("regulation-2019", "24"),),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("a file beside the tables", readings=(Reading(name="attachment", value="/f/report.docx", at=At(line=90), details={"text": "附件：年度报告.docx"}),)),
        Valid(
            "a file of another year beside it",
            source="某县某局2025年政府信息公开工作年度报告\n一、总体情况\n本局按规定公开信息。\n六、其他需要报告的事项\n无。\n",
            readings=(Reading(name="attachment", value="/f/1.pdf", at=At(line=5), details={"text": "某局2019年年度报告"}),),
        ),
        Invalid(
            "only a file",
            source="某县某局2025年政府信息公开工作年度报告\n一、总体情况\n详见附件。\n六、其他需要报告的事项\n无。\n",
            readings=(Reading(name="attachment", value="/f/report.pdf", at=At(line=3), details={"text": "某局2025年年度报告.pdf"}),),
            keys=("only",),
            at=("",),
        ),
    ),
)  # fmt: skip
