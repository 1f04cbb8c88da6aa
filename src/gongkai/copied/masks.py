"""What is no one's own wording: formulas, numbers and dates, names of the body, titles of documents, the form's labels.

The words are data of the report's standard; of the language, the engine knows numbers, years and ordinals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from gongkai.claims.numerals import NUMERAL
from gongkai.report import Report
from gongkai.standard import Standard
from gongkai.vocabulary import expanded

__all__ = ["Masks", "masks", "own_names"]

_TITLE = r"《[^《》]{1,80}》"
_TIME = r"(?:[今去上本当次明下]一?|近[两二三几])年度?|(?:上|下)半年|年[初底末]"
_ORDINAL = r"[（(【]?[一二三四五六七八九十]{1,3}[）)】、]|[一二三四五六七八九十]是|第[（(]?[一二三四五六七八九十]{1,3}[）)]?[条款项章节]?"
# Shorter labels (总计, 其他) are words of the language as well.
_LABEL = 6
_AREA = re.compile(r"[^省市州盟县区旗镇乡]{1,8}(?:省|自治区|自治州|地区|自治县|街道|市|州|盟|县|区|旗|镇|乡)")


class Masks(Struct, frozen=True):
    """Of a standard: what is left out of any text, what marks a whole sentence as a formula (None: no words given),
    and the sections that open with a sentence of the same kind everywhere."""

    dropped: re.Pattern[str]
    formula: re.Pattern[str] | None
    openings: frozenset[str]


# Standards hold dicts and cannot be keys; the newest few are known by identity, kept alive by being here.
_READY: dict[int, tuple[Standard, Masks]] = {}
_MOST_READY = 32


def masks(standard: Standard) -> Masks:
    """The masks of a standard, made once."""
    if id(standard) not in _READY:
        if len(_READY) >= _MOST_READY:
            _READY.clear()
        _READY[id(standard)] = (standard, _masks(standard))
    return _READY[id(standard)][1]


def _masks(standard: Standard) -> Masks:
    words = standard.vocabulary
    plain = {w for each in (*words.own, *words.group) for w in expanded(each)} | set(_labels(standard))
    formula = {word for each in words.formulas for word in expanded(each)}
    return Masks(
        dropped=re.compile(
            rf"{_TITLE}|{any_of(plain)}{_TIME}|{_ORDINAL}|(?=[\d零〇一二两三四五六七八九十百]){_unnamed(NUMERAL)}|[^\w《]+|[《_]"
        ),
        formula=re.compile(any_of(formula).removesuffix("|")) if formula else None,
        openings=frozenset(words.openings),
    )


def _unnamed(pattern: str) -> str:
    return "(?:" + re.sub(r"\?P<\w+>", "?:", pattern) + ")"


def any_of(words: Iterable[str]) -> str:
    """An alternative for each word, the longest first, and one more to follow; most places fail at their first
    character."""
    ordered = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not ordered:
        return ""
    first = "".join(re.escape(char) for char in sorted({word[0] for word in ordered}))
    return f"(?=[{first}])(?:{'|'.join(map(re.escape, ordered))})|"


def _labels(standard: Standard) -> Iterator[str]:
    """Headings, captions and labels that a copy of the form may leave among the words."""
    yield from (section.heading for section in standard.sections)
    for table in standard.tables:
        for block in table.blocks:
            words = [block.caption or "", *(word for spec in block.specs for word in (spec.label, *spec.path))]
            yield from (part for word in words for part in re.split(r"\W+", word) if len(part) >= _LABEL)


def own_names(report: Report) -> frozenset[str]:
    """What the report's body may be called: its name, the places in it, and what is left without them (教育局)."""
    if report.agency is None:
        return frozenset()
    name = "".join(report.agency.value.split())
    places = _AREA.findall(name)
    tail = name.removeprefix("".join(places))
    stems = {re.sub(r"(?:省|自治区|自治州|地区|自治县|街道|市|州|盟|县|区|旗|镇|乡)$", "", place) for place in places}
    return frozenset(each for each in (name, tail, *places, *stems) if len(each) > 1)
