"""The page's title names the year of the report that it holds.

Judged only where the page's title (readings `title` and `article-title` of a web page) is that of an annual report and has one year. A
report whose own title has no year is compared by the period that it states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Place, Reading, Report, Rule, Text, Valid, View
from gongkai_rules._web import first, web_place

_YEAR = re.compile(r"(?<!\d)(20\d\d)\s?年")
_REPORT = re.compile(r"信息公开[^_|]{0,8}(?:年度报告|年报)")


def check(view: View) -> Iterator[Finding]:
    report = view.report
    own = _own(report) if report.format == "html" else None
    if own is None:
        return
    year, place = own
    for title in (first(report, "title"), first(report, "article-title")):
        years = set(_YEAR.findall(title.value)) if title and _REPORT.search(title.value) else set()
        if title and len(years) == 1 and years != {year}:
            yield Finding("year", web_place(title), {"page": years.pop(), "own": year}, related=(place,))
            return


def _own(report: Report) -> tuple[str, Place] | None:
    """The year of the report by its printed title, or else by its period, and where it stands."""
    years = set(_YEAR.findall(report.title.value)) if report.title and report.title.source != "metadata" else set()
    if report.title and len(years) == 1:
        return years.pop(), report.title.place
    if report.period and not years and report.period.start and report.period.end:
        start, end = report.period.start.year, report.period.end.year
        return (str(start), report.period.place) if start == end else None
    return None


RULE = Rule(
    id="GK885",
    name="wb-title-mismatch",
    severity="warning",
    summary=Text(zh="网页标题和报告标题的年度一致", en="Page title and report title name one year"),
    advice=Text(zh="改正网页标题", en="Correct the page's title"),
    messages={"year": Text(zh="网页标题是{page}年，报告是{own}年", en="The page's title has {page}, the report {own}")},
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
