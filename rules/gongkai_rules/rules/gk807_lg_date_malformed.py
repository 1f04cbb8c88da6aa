"""Every date is a day of the calendar: no 2月30日, no 13月5日, no 2025年13月, no 20255年.

Silent on dates with lost characters (20251231日, 自202511日起): copies of web pages drop 年 and 月. The stated period is GK523's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each, sentence_before, signs

# Both begin with what they look for, so that the engine skips to it; of a day, the year is looked for before it.
_DAY = regex(r"(\d(?<![\d.]\d)\d?)\s?月\s?(\d{1,2})\s?日(?!均|志|前后)")
_OF_YEAR, _LONGEST_YEAR = regex(r"(?<!\d)((?:19|20)\d\d)\s?年\s?$"), 7
_YEAR = regex(
    r"2(?<!\d2)(?:0\d{3}年|0\d\d年\s?(?:00|1[3-9]|[2-9]\d)月(?!\s?\d{1,2}\s?日)|[2-9]\d\d年(?=度|\d{1,2}月))"
)
_PERIOD = regex(r"统计|期限|时段|截[至止]")
_LEAP = 2024
_SIGN = signs(r"年\s?(?:00|1[3-9]|[2-9]\d)月", r"月\s?\d{1,2}\s?日", r"2(?:0\d{3}|[2-9]\d\d)年")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _DAY.finditer(text):
        of_year = _OF_YEAR.search(text, max(0, match.start() - _LONGEST_YEAR), match.start())
        start, year = (of_year.start(), int(of_year[1])) if of_year else (match.start(), _LEAP)
        if not _exists(year, int(match[1]), int(match[2])) and not _PERIOD.search(sentence_before(text, start, 40)):
            yield start, match.end()
    for match in _YEAR.finditer(text):
        yield match.span()


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "no_such_day", sign=_SIGN)


RULE = Rule(
    id="GK807",
    name="lg-date-malformed",
    severity="warning",
    summary=Text(zh="日期真实存在", en="Every date exists"),
    advice=Text(zh="核对并改正日期", en="Check and correct the date"),
    messages={"no_such_day": Text(zh="没有这个日期：{words}", en="There is no such date: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("real dates", sections={"other": "2024年2月29日、12月31日、2月29日，2030年目标。未收取信息处理费。"}),
        Valid("characters lost in a copy", sections={"other": "自202511日起至20251231日止。1.2月30日均值。未收取信息处理费。"}),
        Invalid("a month", sections={"overview": "2025年13月召开会议。"}, keys=("no_such_day",)),
        Invalid("30 February", sections={"other": "2025年2月30日举办开放日。未收取信息处理费。"}, keys=("no_such_day",), at=("other",)),
        Invalid("13th month", sections={"other": "13月5日答复。未收取信息处理费。"}, keys=("no_such_day",)),
        Invalid("29 February 2025", sections={"other": "2025年2月29日答复。未收取信息处理费。"}, keys=("no_such_day",)),
        Invalid("a digit too many", sections={"other": "20255年度未收取信息处理费。"}, keys=("no_such_day",)),
    ),
)  # fmt: skip
