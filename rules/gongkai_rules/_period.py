"""The statistical period that a report states for all its data."""

from __future__ import annotations

from gongkai import Period, Report, regex

__all__ = ["days", "stated_period"]

_DAY = regex(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日")
# What stands before the dates when they are the period of the whole report. 据统计，1月1日至6月30日… is not.
_OF_THE_REPORT = regex(r"期限|时限|时段|周期|起止|统计时间|统计日期|统计期间|数据时间|报告|所列|统计数据")


def stated_period(report: Report) -> Period | None:
    """The report's period, if its sentence says that it is the period of the whole report's data; for `view.derive`."""
    period = report.period
    if period is None or period.place.excerpt is None:
        return None
    excerpt = period.place.excerpt
    sentence = excerpt.text[: excerpt.start].rsplit("。", 1)[-1]
    return period if _OF_THE_REPORT.search(sentence) else None


def days(period: Period) -> tuple[tuple[str, int, int], ...]:
    """The days as printed: (year or "", month, day)."""
    return tuple((year or "", int(month), int(day)) for year, month, day in _DAY.findall(period.text))
