"""What the web page around a report tells, as readers of pages put it into readings.

`title` is the page's title, `image` a picture in the text (value: its name or alternative text), `attachment` a link to a file
(value: its address), `breadcrumb` the path of columns above the text, `url` the page's own address, `charset-declared` and
`charset-used` the encodings, `table-without-headers` a table without header cells.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Place, Reading, Report, Text, Where

__all__ = ["first", "readings", "web_place"]

_PAGE = Text(zh="网页", en="web page")


def readings(report: Report, name: str) -> Iterator[Reading]:
    """The readings of one name, in reading order."""
    return (reading for reading in report.readings if reading.name == name)


def first(report: Report, name: str) -> Reading | None:
    return next(readings(report, name), None)


def web_place(reading: Reading) -> Place:
    return Place(Where(label=_PAGE), reading.at)
