"""What the web page around a report tells, as the reader of pages puts it into readings (names and details: docs/words.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai import LooseGrid, Place, Reading, Report, Section, Text, Where, regex

__all__ = ["files", "first", "may_show_table", "pictured", "readings", "web_place"]

_PAGE = Text(zh="网页", en="web page")
# Pictures of a site and its editor, by name or alternative text: no table is called so.
_FURNITURE = regex(
    r"logo|icon|emblem|guohui|二维码|国徽|党徽|图标|标志|徽标|头像|表情|emoji|扫一扫|扫码|分享|纠错|无障碍|返回|打印|关闭|收藏"
    r"|erweima|qr_?code|weixin|wechat|weibo|qzone|share|fenxiang|jiathis|bdshare|button|arrow|banner|spacer|blank|loading"
    r"|placeholder|pixel|print|close|avatar|header|footer|sprite|jiucuo|wza|transparent|dzjg|dangzheng"
    r"|(?<![a-z])(?:ico|qr|ewm|btn|bg|wx|wb|nav|top|foot|line|dot|new|hot|null)(?![a-z])",
    re.IGNORECASE,
)
# Icons of files beside links to them, and kinds of pictures that only decorate.
_FILE_ICON = regex(
    r"(?:^|/)(?:docx?|xlsx?|pdf|wps|zip|rar|word|excel|file|attach\w{0,10})\d{0,3}\.\w{3,4}$", re.IGNORECASE
)
_DRAWN = regex(r"\.(?:svg|ico|cur)(?:$|[?#])", re.IGNORECASE)
_PIXELS = regex(r"(\d{1,5})(?:\.\d+)?(?:px)?\s*$")
# In pixels: less wide or high is no table of ten columns; up to this size a square is a code to scan.
_NARROWEST, _LOWEST, _CODE = 240, 40, 360
# A picture inside the page itself that is shorter is an icon or holds a place.
_INLINE = 4000
_OWN_FILE = regex(r"附件|年度?报告?(?![表数名纸考送])|公开工作|统计表|情况表")
_YEAR = regex(r"(?<!\d)(20\d\d)(?!\d)")


def readings(report: Report, name: str) -> Iterator[Reading]:
    """The readings of one name, in reading order."""
    return (reading for reading in report.readings if reading.name == name)


def first(report: Report, name: str) -> Reading | None:
    return next(readings(report, name), None)


def web_place(reading: Reading) -> Place:
    return Place(Where(label=_PAGE), reading.at)


def may_show_table(image: Reading) -> bool:
    """Whether a picture may be that of a table: neither small nor square like a code, nor named like a site's furniture."""
    about = " ".join((image.value.rsplit("/", 1)[-1], *(image.details.get(name, "") for name in ("alt", "title"))))
    if image.value.startswith("data:"):
        about = about.partition(" ")[2]
        length = image.details.get("length", "")
        if image.value.startswith("data:image/svg") or not length.isdecimal() or int(length[:9]) < _INLINE:
            return False
    elif not image.value or _FILE_ICON.search(image.value) or _DRAWN.search(image.value):
        return False
    width, height = (_pixels(image.details.get(name, "")) for name in ("width", "height"))
    if (width is not None and width < _NARROWEST) or (height is not None and height < _LOWEST):
        return False
    if width and height and max(width, height) <= _CODE and abs(width - height) * 10 <= width:
        return False
    return not _FURNITURE.search(about)


def pictured(report: Report) -> tuple[tuple[Section, tuple[Reading, ...]], ...]:
    """The parts whose tables are pictures: a table is missing, and pictures that may show it stand between the part's
    heading and the next. A part that scripts or frames may fill in is none. For `view.derive`."""
    missing = {spec.section for spec in report.standard.tables if not report.table(spec.id)}
    if not missing:
        return ()
    images = [image for image in readings(report, "image") if may_show_table(image)]
    others = [*readings(report, "table"), *readings(report, "embedded")]
    found = []
    # Below the last part stands what the page has below the report.
    for section, following in pairwise(report.sections if images else ()):
        if section.id not in missing or any(isinstance(block, LooseGrid) for block in section.blocks):
            continue
        pictures = _between(images, section, following)
        if pictures and not _between(others, section, following):
            found.append((section, tuple(pictures)))
    return tuple(found)


def _between(found: Sequence[Reading], section: Section, following: Section) -> list[Reading]:
    return [each for each in found if section.at.sort_key() < each.at.sort_key() < following.at.sort_key()]


def files(report: Report) -> Iterator[Reading]:
    """Links below the report's first heading to files that are said to be the report's own, of no other year."""
    begin = report.sections[0].at.sort_key() if report.sections else ()
    for link in readings(report, "attachment"):
        words = link.details.get("text", "")
        years = set(_YEAR.findall(words))
        other = years and report.fiscal_year and str(report.fiscal_year) not in years
        if link.at.sort_key() > begin and not other and _OWN_FILE.search(words):
            yield link


def _pixels(size: str) -> int | None:
    """A size in pixels; None for shares of the page and anything else."""
    match = _PIXELS.match(size)
    return int(match[1]) if match else None
