"""The page stands in the column for annual reports, and not in another year's folder (preview: old sites have trees of their own).

Judged by the path of columns above the text (reading `breadcrumb`) and by a year that is a folder of its own in the address (`url`).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Reading, Rule, Text, Valid, View, regex
from gongkai_rules._web import first, web_place

_COLUMN = regex(r"年报|年度报告|ndbg|gknb|信息公开")
_YEAR = regex(r"/(20\d\d)(?:n|年|nd|年度)?/")


def check(view: View) -> Iterator[Finding]:
    report = view.report
    crumbs, url = first(report, "breadcrumb"), first(report, "url")
    if crumbs and not _COLUMN.search(crumbs.value):
        yield Finding("column", web_place(crumbs), {"column": crumbs.value[:60]})
    match = _YEAR.search(url.value) if url else None
    year = report.fiscal_year
    # Folders bear the report's year or the one in which it was published.
    if url and match and year and int(match[1]) not in (year, year + 1):
        yield Finding("folder", web_place(url), {"folder": match[1], "year": str(year)})


RULE = Rule(
    id="GK884",
    name="wb-wrong-column",
    severity="warning",
    summary=Text(zh="发布在年报栏目和对应年度下", en="The page stands in the right column and year"),
    advice=Text(zh="移到政府信息公开年报栏目的对应年度", en="Move it to its year in the column for annual reports"),
    messages={
        "column": Text(
            zh="不在政府信息公开年报栏目下：{column}", en="Not in the column for annual reports: {column}"
        ),
        "folder": Text(
            zh="{year}年度的报告放在{folder}年的目录下", en="The report for {year} stands in the folder of {folder}"
        ),
    },
    basis=(Cite("platform-notice-2019", "column"), Cite("regulation-2019", "24")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid(
            "right",
            readings=(
                Reading(name="breadcrumb", value="首页 > 政府信息公开 > 政府信息公开年报"),
                Reading(name="url", value="https://www.example.gov.cn/gknb/2026/01/a.html"),
            ),
        ),
        Invalid(
            "another column",
            readings=(Reading(name="breadcrumb", value="首页 > 通知公告"),),
            keys=("column",),
            at=("",),
        ),
        Invalid("another year", readings=(Reading(name="url", value="/xxgknb/2019/a.html"),), keys=("folder",)),
    ),
)
