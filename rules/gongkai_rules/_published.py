"""When a report was published, and by which day it had to be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from gongkai import Arg, Finding, Place, Report, Text, View

__all__ = ["DEADLINE_HELP", "Day", "late", "published_days"]

DEADLINE_HELP = Text(
    zh="下一年的最后期限，写作“月-日”；空着不检查", en="The last day in the next year, as “MM-DD”; empty asks nothing"
)


class Day(Struct, frozen=True):
    """A stated day of publication, and where it is stated."""

    day: date
    place: Place


def published_days(report: Report) -> tuple[Day, ...]:
    """Every stated day of publication that is a date, the earliest first; for `view.derive`.

    What the file's metadata say may carry a time of day behind the date.
    """
    days = []
    for stated in report.published:
        try:
            days.append(Day(date.fromisoformat(stated.value[:10]), stated.place))
        except ValueError:
            continue
    return tuple(sorted(days, key=lambda day: day.day))


def late(view: View, deadline: str) -> Iterator[Finding]:
    """A finding `late` if the first publication came after the deadline (“MM-DD” of the year after the report's).

    The first stated day counts: later ones are corrections and moved pages.
    """
    year = view.report.fiscal_year
    days = view.derive(published_days)
    last = _day(year + 1, deadline) if year else None
    if last and days and days[0].day > last:
        args: dict[str, Arg] = {
            "day": days[0].day.isoformat(),
            "last": last.isoformat(),
            "over": (days[0].day - last).days,
        }
        yield Finding("late", days[0].place, args)


def _day(year: int, deadline: str) -> date | None:
    month, _, day = deadline.partition("-")
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
