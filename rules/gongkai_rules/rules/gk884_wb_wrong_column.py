"""The page stands in the column for annual reports, and not in another year's folder (preview: old sites have trees of their own).

Judged by the path of columns above the text (reading `breadcrumb`) and the column that the page's head names (`column`): told where none
of them is one for annual reports or for disclosure, and the last names a column of another kind, such as 通知公告. Paths that only end
early (首页 > 政务公开 > 正文) are left alone. By the address (`url`): told where the folder below the column for annual reports bears another
year; folders of days (/2019/5/20/) are the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Reading, Report, Rule, Text, Valid, View
from gongkai_rules._web import first, web_place

_COLUMN = re.compile(r"年报|年度报告|ndbg|gknb|信息公开|公开报告|工作报告")
_OTHER = re.compile(
    r"公告|公示|通知|新闻|动态|要闻|快讯|头条|资讯|政策|法规|文件|解读|规划|计划|总结|财政|预算|决算|人事|招聘|招考|采购|招标"
    r"|互动|办事|服务|专题|专栏|概况|简介|机构|会议|讲话|图片|视频|党建|统计"
)
_YEAR = re.compile(
    r"/[^/]*(?:nb|ndbg|gkbg|nianbao|niandubaogao|年报|年度报告)[^/]*/(20\d\d)(?:n|nd|年|年度)?/(?!\d{1,4}/)",
    re.IGNORECASE,
)

_PAGE = frozenset({"正文", "详情", "详细信息", "内容", "信息内容", "文章", "当前页", "浏览文章"})


def check(view: View) -> Iterator[Finding]:
    report = view.report
    if column := _other_column(report):
        yield Finding("column", web_place(column), {"column": column.value[:60]})
    url = first(report, "url")
    match = _YEAR.search(url.value) if url else None
    year = report.fiscal_year
    # Folders bear the report's year or the one in which it was published.
    if url and match and year and int(match[1]) not in (year, year + 1):
        yield Finding("folder", web_place(url), {"folder": match[1], "year": str(year)})


def _other_column(report: Report) -> Reading | None:
    """What says that the page stands in a column of another kind."""
    named = [reading for name in ("breadcrumb", "column") if (reading := first(report, name))]
    if any(_COLUMN.search(reading.value) for reading in named):
        return None
    return next((reading for reading in named if _OTHER.search(_last(reading.value))), None)


def _last(path: str) -> str:
    """The last column of a path: what names the page itself is none."""
    columns = [piece for piece in path.split(" > ") if piece.strip() not in _PAGE]
    return columns[-1] if columns else ""


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
        Valid("a path that ends early", readings=(Reading(name="breadcrumb", value="首页 > 政务公开 > 正文"),)),
        Valid("the head names the column", readings=(
            Reading(name="breadcrumb", value="首页 > 通知公告"), Reading(name="column", value="部门年报"),
        )),
        Valid("folders of days", readings=(Reading(name="url", value="https://www.example.gov.cn/xxgknb/2019/5/20/art_1.html"),)),
        Invalid(
            "another column",
            readings=(Reading(name="breadcrumb", value="首页 > 通知公告 > 正文"),),
            keys=("column",),
            at=("",),
        ),
        Invalid("another year", readings=(Reading(name="url", value="/xxgknb/2019/a.html"),), keys=("folder",)),
    ),
)  # fmt: skip
