"""The page's title names the year of the report that it holds.

Judged only where the page's title (reading `title` of a web page) is that of an annual report and has one year.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Reading, Rule, Text, Valid, View, regex
from gongkai_rules._web import first, web_place

_YEAR = regex(r"(?<!\d)(20\d\d)\s?年")
_REPORT = regex(r"信息公开[^_|]{0,8}(?:年度报告|年报)")


def check(view: View) -> Iterator[Finding]:
    report = view.report
    title = first(report, "title") if report.format == "html" else None
    if title is None or report.title is None or not _REPORT.search(title.value):
        return
    page, own = set(_YEAR.findall(title.value)), set(_YEAR.findall(report.title.value))
    if len(page) == 1 and len(own) == 1 and page != own:
        yield Finding("year", web_place(title), {"page": page.pop(), "own": own.pop()}, related=(report.title.place,))


RULE = Rule(
    id="GK885",
    name="wb-title-mismatch",
    severity="warning",
    summary=Text(zh="网页标题和报告标题的年度一致", en="Page title and report title name one year"),
    advice=Text(zh="改正网页标题", en="Correct the page's title"),
    messages={"year": Text(zh="网页标题是{page}年，报告标题是{own}年", en="The page's title has {page}, the report's {own}")},
    basis=(Cite("regulation-2019", "24"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("the same, with the site's name", file_format="html", readings=(Reading(name="title", value="云川县2025年政府信息公开工作年度报告_云川县门户网站"),)),
        Valid("a Word file's old property", file_format="docx", readings=(Reading(name="title", value="2019年政府信息公开工作年度报告"),)),
        Invalid(
            "last year's", file_format="html", readings=(Reading(name="title", value="云川县2024年政府信息公开工作年度报告"),), keys=("year",), at=("",)
        ),
    ),
)  # fmt: skip
