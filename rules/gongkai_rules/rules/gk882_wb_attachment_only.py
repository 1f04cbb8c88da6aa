"""The report stands on the page itself, not only in an attached file.

Told where a page holds headings of the report and none of its tables, but links to a file (reading `attachment`).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Reading, Rule, Text, Valid, View
from gongkai_rules._web import first, web_place


def check(view: View) -> Iterator[Finding]:
    attached = first(view.report, "attachment")
    if attached and not view.report.tables:
        yield Finding("only", web_place(attached), {"file": attached.value.rsplit("/", 1)[-1]})


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
        Valid("a file beside the tables", readings=(Reading(name="attachment", value="/f/report.docx"),)),
        Invalid(
            "only a file",
            source="某县某局2025年政府信息公开工作年度报告\n一、总体情况\n详见附件。\n六、其他需要报告的事项\n无。\n",
            readings=(Reading(name="attachment", value="/f/report.pdf"),),
            keys=("only",),
            at=("",),
        ),
    ),
)
