"""The stated period is the whole calendar year, 1 January to 31 December.

Judged is the period of the report's data (统计期限 and the like), not dates in the story. Right shapes: with or without
the second year, without any year, or only an end (截至12月31日). A whole year that is not the title's is GK522's.

Silent on a shorter period where the report tells that the body was newly set up, merged or renamed, and on an end
without a day (截至2025年12月), which can be meant rightly.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai import Cite, Finding, Invalid, Report, Rule, Text, Valid, View, regex
from gongkai_rules._period import days, stated_period

_WHOLE = ((1, 1), (12, 31))
_UNTIL = regex(
    r"(?:统计|期限|时限|所列数据|报告数据)[^。；]{0,24}?截[至止](?:日期)?[为是到]?\s*(?:(20\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日|底)?"
)
# A body that did not exist all year reports on a part of it. 成立领导小组 is not such a thing.
_REORGANIZED = regex(
    r"机构改革|挂牌|组建|撤销|合并|更名|划转|新成立|正式成立|(?:我|本)[局委办厅镇乡区]?[^。；，]{0,8}成立(?!了?[^。；，]{0,20}(?:小组|专班|机构))"
)


def check(view: View) -> Iterator[Finding]:
    report = view.report
    period = view.derive(stated_period)
    if period is None:
        if report.period is None:
            yield from _ends(report)
        return
    printed = days(period)
    if len(printed) != len(_WHOLE):
        return
    for year, month, day in printed:
        if not _exists(year, month, day):
            yield Finding("no_such_day", period.place, {"day": f"{month}月{day}日"})
            return
    years = {year for year, _, _ in printed if year}
    shape = tuple((month, day) for _, month, day in printed)
    if (len(years) > 1 or shape != _WHOLE) and not _reorganized(report):
        yield Finding("differs", period.place, {"period": period.text, "year": _year(report)})


def _ends(report: Report) -> Iterator[Finding]:
    """A period of which only the end is stated."""
    for passage in report.preamble:
        match = _UNTIL.search(passage.text)
        if match is None:
            continue
        year, month, day = match[1], int(match[2]), match[3]
        whole = month == 12 and (day is None or int(day) == 31) and (not year or year == str(report.fiscal_year))
        if not whole and not _reorganized(report):
            place = passage.place(match.start(), match.end())
            yield Finding("until", place, {"period": match[0], "year": _year(report)})
        return


def _year(report: Report) -> Text:
    if report.fiscal_year is None:
        return Text(zh="当年", en="the year")
    return Text(zh=f"{report.fiscal_year}年", en=str(report.fiscal_year))


def _exists(year: str, month: int, day: int) -> bool:
    try:
        date(int(year or 2024), month, day)  # without a year, 29 February may be right
    except ValueError:
        return False
    return True


def _reorganized(report: Report) -> bool:
    overview = report.section("overview")
    passages = (*report.preamble, *(overview.passages if overview else ()))
    return any(_REORGANIZED.search(passage.text) for passage in passages)


RULE = Rule(
    id="GK523",
    name="md-period",
    severity="error",
    summary=Text(zh="统计期限是当年1月1日至12月31日", en="The stated period is the whole year"),
    advice=Text(
        zh="核对统计期限；数据应覆盖全年，不足全年的补齐数据后再发布",
        en="Check the period; the data should cover the whole year",
    ),
    messages={
        "differs": Text(
            zh="统计期限写的是“{period}”，应为{year}1月1日至12月31日",
            en="The period reads “{period}”; it should be 1 January to 31 December of {year}",
        ),
        "no_such_day": Text(zh="统计期限里有不存在的日期“{day}”", en="The period has a day that does not exist: “{day}”"),
        "until": Text(
            zh="数据没有统计到年底：“{period}”，应截至{year}12月31日",
            en="The data do not run to the end of the year: “{period}”; it should be 31 December of {year}",
        ),
    },
    why=Text(
        zh="年度报告的数据应当从1月1日到12月31日，截止到11月的不是全年数据。",
        en="The data run from 1 January to 31 December; up to November is not a year.",
    ),
    basis=(Cite("regulation-2019", "49"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("the second year is left out", replace={"至2025年12月31日止": "至12月31日止"}),
        Valid("no year at all", replace={"自2025年1月1日起至2025年12月31日止": "为1月1日至12月31日"}),
        Valid("only the end", replace={"统计期限自2025年1月1日起至2025年12月31日止": "统计期限截至2025年12月31日"}),
        Valid("only the month of the end", replace={"统计期限自2025年1月1日起至2025年12月31日止": "统计期限截至2025年12月"}),
        Valid("a whole year that is not the title's: GK522", replace={"云川县人民政府2025年政": "云川县人民政府2024年政"}),
        Valid(
            "a body set up in the year",
            replace={"自2025年1月1日起至2025年12月31日止。": "自2025年4月1日起至2025年12月31日止。本局于2025年3月挂牌。"},
        ),
        Valid(
            "dates in the story",
            replace={"报告所列数据的统计期限自2025年1月1日起至2025年12月31日止。": ""},
            sections={"overview": "据统计，2025年1月1日至2025年6月30日，县政务服务大厅接待群众两千余人次，同比增长。"},
        ),
        Invalid("not to the end of the year", replace={"至2025年12月31日止": "至2025年12月30日止"}, keys=("differs",), at=("",)),
        Invalid("over two years", replace={"自2025年1月1日起": "自2024年1月1日起"}, keys=("differs",)),
        Invalid("no such day", replace={"至2025年12月31日止": "至2025年11月31日止"}, keys=("no_such_day",)),
        Invalid(
            "until November",
            replace={"统计期限自2025年1月1日起至2025年12月31日止": "统计期限截至2025年11月30日"},
            keys=("until",),
            at=("",),
        ),
    ),
)  # fmt: skip
