"""A published page states the day of publication (preview: scripts often write it, which no reader sees)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._published import published_days


def check(view: View) -> Iterator[Finding]:
    if view.report.format == "html" and not view.derive(published_days):
        yield Finding("absent", view.report.place())


RULE = Rule(
    id="GK546",
    name="tm-date-missing",
    severity="warning",
    summary=Text(zh="网页写明发布日期", en="The page states its date of publication"),
    advice=Text(zh="在页面上写明发布日期", en="State the date of publication on the page"),
    messages={"absent": Text(zh="网页上没有发布日期", en="The page has no date of publication")},
    basis=(Cite("regulation-2019", "49"),),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid("a draft needs none"),
        Valid("stated", file_format="html", replace={"工作年度报告\n": "工作年度报告\n发布日期：2026-01-19\n"}),
        Invalid("a page without", file_format="html", keys=("absent",), at=("",)),
    ),
)
