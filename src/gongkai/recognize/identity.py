"""Whose report it is, of which year: title, agency, years, period and dates, each with where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from gongkai.bilingual import Text
from gongkai.document import Document, Paragraph
from gongkai.patterns import regex
from gongkai.place import NOWHERE, At, Excerpt, Place, Where
from gongkai.recognize.labels import key, split_ordinal
from gongkai.recognize.once import once_together
from gongkai.report import Passage, Period, Source, Stated
from gongkai.standard import Standard

__all__ = ["FIRST", "agency", "opening", "period", "published", "title", "years"]

_TITLE = Text(zh="标题", en="title")
# 2023, ２０２３ and 二〇二三.
_SPELT = r"[2２][0０]\d\d|二[〇○零][〇○零一二三四五六七八九]{2}"
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = regex(rf"(?<!\d)({_SPELT})\s*年")
# A title has at most so many characters, begins in the first lines, and runs over at most three of them, each
# but the longest a short piece.
_LONGEST, FIRST, _RUN, _PIECE = 70, 12, 3, 30
_YEAR_WORDS = regex(rf"[（(]?(?:{_SPELT})\s*年度?[）)]?")
_YEAR_LINE = regex(rf"[（(]?(?:{_SPELT})年度?[）)]?")
# "（征求意见稿）" behind a title; a rule may ask about it, the title it is all the same.
_REMARK = regex(r"[（(][^（）()]{1,8}[）)]$")
_DATE = r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_PERIOD = regex(rf"{_DATE}\s*(?:起|开始)?\s*[，,]?\s*(?:至|到|—+|-+|－|~|～)\s*{_DATE}")
_PART_ONE = regex(r"\s*(?:第?一\s*[、.．]|第一部分|总体情况|概述)")
_WHOLE_YEAR = ("1", "1", "12", "31")
# What stands before the dates when they are the period of the whole report. "据统计，1月1日至6月30日…" is not.
_COVERS = regex(r"期限|时限|时段|周期|报告期|起止|统计时间|统计日期|统计期|数据时间|所列|统计数据")
_PUBLISHED = regex(
    r"(?:发布时间|发布日期|公开日期|成文日期|发文日期|发布于|(?<![止计始束至据])日期)\s*[:：]\s*(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})"
)
_IN_NAME = regex(r"(?<!\d)(20\d\d)(?!\d)")


def title(document: Document, opening: Sequence[Passage], standards: Sequence[Standard]) -> Stated | None:
    """The report's title: a line, or up to three lines joined, that ends as such titles do."""
    ends = _ends(standards)
    first = opening[:FIRST]
    for run in range(1, _RUN + 1):
        for n in range(len(first) - run + 1):
            if _is_title(_joined(first[n : n + run]), ends):
                lines = _widened(first, n, n + run, standards)
                text = _joined(lines)
                return Stated(value=text, source="title", place=_title_place(lines, text))
    elsewhere: tuple[tuple[str | None, Source], ...] = (
        (document.title, "metadata"),
        (_stem(document.path), "file_name"),
    )
    for stated, source in elsewhere:
        if stated and _is_title(named := _page_title(stated, ends), ends):
            place = Place(Where(label=_TITLE), At(), Excerpt(named, 0, len(named)))
            return Stated(value=named, source=source, place=place)
    return None


def _stem(path: str) -> str:
    """The file's name without its folder and ending."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] if "." in name else name


@once_together
def _ends(standards: Sequence[Standard]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What titles end with, as it is and without the word for the year."""
    terms = [key(term) for standard in standards for term in (standard.title_term, *standard.title_variants)]
    yearless = tuple(map(_yearless, terms))
    return (*terms, *yearless), yearless


def _is_title(text: str, ends: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    if not 6 <= len(text) <= _LONGEST or any(mark in text for mark in "。；：:，《>"):
        return False
    text = _REMARK.sub("", text)
    every, yearless = ends
    return key(text).endswith(every) or key(_YEAR.sub("", text.replace("年度", "年"))).endswith(yearless)


def _joined(lines: Sequence[Passage]) -> str:
    return "".join("".join(line.text.split()) for line in lines)


def _widened(lines: Sequence[Passage], start: int, end: int, standards: Sequence[Standard]) -> Sequence[Passage]:
    """Add the lines above a title that hold its missing name or year, and "（2025年度）" below it."""
    if end < len(lines) and _YEAR_LINE.fullmatch("".join(lines[end].text.split())):
        end += 1
    while start and end - start < _RUN and _lacks(_joined(lines[start:end]), standards):
        above = "".join(lines[start - 1].text.split())
        if len(above) > _PIECE or split_ordinal(above)[0] or any(mark in above for mark in "。；：:，《〔[>"):
            break
        start -= 1
    return lines[start:end]


def _lacks(text: str, standards: Sequence[Standard]) -> bool:
    return not _YEAR.search(text) or len(_name(text, standards)) < 2


def _yearless(term: str) -> str:
    return term.replace("年度", "")


def _page_title(text: str, ends: tuple[tuple[str, ...], tuple[str, ...]]) -> str:
    """A page's title without the site's name: "…年度报告_某某门户网站"."""
    parts = re.split(r"[_|－—-]", text)
    return next((part.strip() for part in parts if _is_title(part.strip(), ends)), text.strip())


def _title_place(lines: Sequence[Passage], text: str) -> Place:
    at = lines[0].paragraph.at_span(0, len(lines[0].text))
    return Place(Where(label=_TITLE), at, Excerpt(text, 0, len(text)))


def agency(stated: Stated | None, standards: Sequence[Standard]) -> Stated | None:
    """The body named in the title: what is left of it without the year and the words for the report."""
    if stated is None:
        return None
    name = _name(stated.value, standards)
    if len(name) < 2:
        return None
    start = stated.value.find(name)
    excerpt = Excerpt(stated.value, max(start, 0), max(start, 0) + len(name))
    return Stated(value=name, source=stated.source, place=Place(stated.place.where, stated.place.at, excerpt))


@once_together
def _terms(standards: Sequence[Standard]) -> list[str]:
    """The words for the report in titles, the longest first."""
    return sorted({t for s in standards for t in (s.title_term, *s.title_variants)}, key=len, reverse=True)


def _name(title_text: str, standards: Sequence[Standard]) -> str:
    name = _YEAR_WORDS.sub("", title_text)
    for term in _terms(standards):
        if term in name:
            name = name[: name.index(term)]
            break
    return name.removesuffix("关于").removesuffix("年度").strip()


def years(document: Document, stated: Stated | None, covers: Period | None) -> tuple[Stated, ...]:
    """Every year the report gives itself, most trusted first: title, stated period, metadata, file name."""
    found: list[Stated] = []
    if stated and (match := _YEAR.search(stated.value) or _IN_NAME.search(stated.value)):
        excerpt = Excerpt(stated.value, match.start(1), match.end(1))
        place = Place(stated.place.where, stated.place.at, excerpt)
        found.append(Stated(value=_digits(match[1]), source=stated.source, place=place))
    if covers and covers.end:
        found.append(Stated(value=str(covers.end.year), source="preamble", place=covers.place))
    if document.title and (stated is None or stated.source != "metadata") and (match := _YEAR.search(document.title)):
        place = Place(Where(label=_TITLE), At(), Excerpt(document.title, match.start(1), match.end(1)))
        found.append(Stated(value=_digits(match[1]), source="metadata", place=place))
    if match := _IN_NAME.search(_stem(document.path)):
        found.append(Stated(value=match[1], source="file_name", place=NOWHERE))
    return tuple(found)


def _digits(year: str) -> str:
    """A year however it is spelt, in plain digits."""
    return str(int(year.translate(_NUMERALS)))


def opening(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs stand before the first part, as far as it may be told before parts are known."""
    first = paragraphs[:FIRST]
    return next((n for n, paragraph in enumerate(first) if _PART_ONE.match(paragraph.text)), len(first))


def period(passages: Iterable[tuple[bool, Passage]]) -> Period | None:
    """The period that the data are said to cover: a whole year in the opening, or one that words such as 统计期限 stand
    before in its sentence. Each passage comes with whether it is of the opening."""
    for opens, passage in passages:
        for match in _PERIOD.finditer(passage.text):
            before = passage.text[max(0, match.start() - 40) : match.start()]
            first, second = match.groups()[:3], match.groups()[3:]
            # In the opening a whole year is the period, whatever it is called: 反映2021年1月1日至12月31日的情况.
            one = first[0] and second[0] in (None, first[0])
            whole = opens and one and (*first[1:], *second[1:]) == _WHOLE_YEAR
            if not whole and not _COVERS.search(before.rsplit("。", 1)[-1]):
                continue
            place = passage.place(match.start(), match.end())
            return Period(
                start=_date(first[0], first[1], first[2]),
                end=_date(second[0] or first[0], second[1], second[2]),
                text=match[0],
                place=place,
            )
    return None


def published(document: Document, opening: Sequence[Passage]) -> tuple[Stated, ...]:
    """Publication dates in ISO form, from the file's metadata and from lines such as 发布时间：2026-01-20."""
    dates = [
        Stated(value=r.value, source="metadata", place=Place(Where(), r.at))
        for r in document.readings
        if r.name == "published"
    ]
    for passage in opening:
        if "日期" not in passage.text and "发布" not in passage.text:
            continue  # as most
        for match in _PUBLISHED.finditer(passage.text):
            if day := _date(match[1], match[2], match[3]):
                place = passage.place(match.start(), match.end())
                dates.append(Stated(value=day.isoformat(), source="preamble", place=place))
    return tuple(dates)


def _date(year: str | None, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if year else None
    except ValueError:
        return None
