"""The year in the title is the year of the stated period, of the opening's own words, and the one set by the user.

Reports are written over last year's copy, and one of these places stays behind. All that disagree with the title
are one finding.

Not compared: a period that runs over two years or less than one (GK523), file names (they often hold the year of
publication), other years in prose, and titles of notices (关于做好2020年…报告…的通知). Silent where the title has no
year (GK521).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Place, Rule, Text, Valid, View, regex
from gongkai_rules._period import days, stated_period

_YEAR = regex(r"(?<!\d)(20\d\d)\s*年")
# In the opening, the report naming itself: 现公布2024年政府信息公开工作年度报告, 现将2024年某局政府信息公开情况报告如下.
_SELF = regex(
    r"(20\d\d)\s*年度?[^。，,；《》于及前至]{0,16}?政府信息公开(?:工作)?(?:年度)?(?:报告|情况报告|情况)(?!的?(?:格式|编制|编写|模板|通知|[^。]{0,6}通知))"
)
_FORMAL = regex(r"条例|编制|统计|报告如下|[现特]将|[现特](?:予以)?公布")
_OTHER = regex(r"关于|上一?年|去年|往年|以前|通知")


def check(view: View) -> Iterator[Finding]:
    report = view.report
    title = report.title
    year = next((each.value for each in report.years if title and each.source == title.source), None)
    if title is None or year is None:
        return
    odd = [(other, words, place) for other, words, place in _others(view) if other != year]
    odd += [
        (y, Text(zh="标题里另一处", en="another place in the title"), title.place)
        for y in _YEAR.findall(title.value)
        if y != year
    ]
    if odd:
        others = tuple(Text(zh=f"{words.zh}是{other}年", en=f"{words.en} has {other}") for other, words, _ in odd)
        related = (title.place, *(place for _, _, place in odd[1:]))
        yield Finding("differs", odd[0][2], {"year": year, "others": others}, related=related)


def _others(view: View) -> Iterator[tuple[str, Text, Place]]:
    report = view.report
    for stated in report.years:
        if stated.source == "configuration":
            yield stated.value, Text(zh="指定的年度", en="the year asked for"), stated.place
    period = view.derive(stated_period)
    if period:
        named = {str(int(year)) for year, _, _ in days(period) if year}
        if len(named) == 1:
            yield named.pop(), Text(zh="统计期限", en="the period"), period.place
    for passage in report.preamble:
        for match in _SELF.finditer(passage.text) if _FORMAL.search(passage.text) else ():
            before = passage.text[: match.start()].rsplit("。", 1)[-1]
            if not _OTHER.search(before):
                yield match[1], Text(zh="开头部分", en="the opening"), passage.place(match.start(), match.end(1) + 1)


RULE = Rule(
    id="GK522",
    name="md-title-year",
    severity="error",
    summary=Text(zh="标题、统计期限和开头部分的年度一致", en="Title, period and opening name the same year"),
    advice=Text(
        zh="核对报告年度，改正写错的一处（常见原因是沿用上一年的文稿）",
        en="Check the fiscal year and correct the wrong place (often left from last year's text)",
    ),
    messages={
        "differs": Text(
            zh="年度不一致：标题是{year}年，{others}",
            en="The years disagree: the title has {year}, {others}",
        )
    },
    why=Text(
        zh="标题、正文和统计期限的年份不一致，多半是沿用了上年的文字。",
        en="Years that differ usually come from last year's text.",
    ),
    basis=(Cite("regulation-2019", "49"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("full-width digits in the period", replace={"2025年1月1日起": "２０２５年１月１日起", "2025年12月31日止": "２０２５年１２月３１日止"}),
        Valid("the title has no year: GK521", replace={"云川县人民政府2025年政": "云川县人民政府政"}),
        Valid(
            "years that are not the report's own",
            replace={"本报告根据": "按照《关于做好2024年政府信息公开工作年度报告编制工作的通知》，对照2024年政府信息公开情况报告格式，本报告根据"},
        ),
        Valid("two years in the period: GK523", replace={"自2025年1月1日起": "自2024年1月1日起"}),
        Valid("last year's report in the text", sections={"overview": "及时发布2024年政府信息公开工作年度报告，回应群众关切，按时答复申请。"}),
        Invalid(
            "the period is last year's",
            replace={"自2025年1月1日起至2025年12月31日止": "自2024年1月1日起至2024年12月31日止"},
            keys=("differs",),
            at=("",),
        ),
        Invalid(
            "the opening names last year's report",
            replace={"本报告根据": "现公布云川县2024年政府信息公开工作年度报告。本报告根据"},
            keys=("differs",),
            at=("",),
        ),
        Invalid(
            "the title is last year's, in numerals",
            replace={"县人民政府2025年政府信息公开工作年度报告\n": "县人民政府二〇二四年政府信息公开工作年度报告\n"},
            keys=("differs",),
        ),
        Invalid("the period in other words is last year's", replace={"统计期限自2025年1月1日起至2025年": "报告期为2024年1月1日至2024年"}, keys=("differs",)),
        Invalid("the title is last year's", replace={"云川县人民政府2025年政": "云川县人民政府2024年政"}, keys=("differs",)),
    ),
)  # fmt: skip
