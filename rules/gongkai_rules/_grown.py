"""Growth told with all its figures: 45件，比2024年的39件增加6件，增长15.4%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from gongkai import Place, View, regex
from gongkai_rules._stretch import sentence_before, signed, signs

__all__ = ["Growth", "growths"]

_NUMBER = r"\d[\d,]{0,12}(?:\.\d{1,4})?"
_UNIT = r"(?P<unit>件次|人次|[件条宗次份项起个篇场期])"
_YEAR = r"(?:20\d\d年度?|上一?年度?|去年)(?:同期)?"
_THAN = r"[，,（(、]?(?:与|较|同?比|相较于|相比)"
_UP = r"(?:增加|增长|上升|提高|增多|多)"
_DOWN = r"(?:减少|下降|降低|少)"
_CHANGES = rf"(?:(?P<up>{_UP})|{_DOWN})了?"
_PERCENT = r"(?P<percent>\d{1,4}(?:\.\d{1,4})?)%"
_RATED = r"(?P<rate>\d{1,4}(?:\.\d{1,4})?)%"
# The words in front of a rate that is told behind a difference: 增加6件，增幅15.4%.
_RATE = r"[，,、（(]?(?:同比)?(?:增长率?|增幅|上升|增加|下降率?|降幅|减少)(?:了|为|达)?"
_DIFFERENCE = rf"(?P<difference>{_NUMBER})(?P=unit)(?:{_RATE}{_RATED})?"
# Against the year before, whose figure may be left out beside a difference; with that figure in brackets.
_FORMS = (
    rf"(?<![\d.,])(?P<now>{_NUMBER}){_UNIT}{_THAN}{_YEAR}(?:的?(?P<old>{_NUMBER})(?P=unit))?(?:相比)?[，,]?{_CHANGES}(?:{_DIFFERENCE}|{_PERCENT})",
    rf"(?<![\d.,])(?P<now>{_NUMBER}){_UNIT}[，,、（(]?同比{_CHANGES}{_PERCENT}[，,（(]{_YEAR}度?[为是：:]?(?P<old>{_NUMBER})(?P=unit)",
)
_PATTERNS = tuple(regex(form) for form in _FORMS)
_COUNTED = regex(r"\d(?:件次|人次|[件条宗次份项起个篇场期])")
_SIGNS = signs("比[上去2增减下，,]", "较[上去2]")


class Growth(Struct, frozen=True):
    """What was told and what it comes to: the difference, or the rate in % where that is the wrong one."""

    words: str
    told: Decimal
    worked: Decimal
    place: Place


def growths(view: View) -> Iterator[Growth]:
    """Growths in the paragraphs that their own figures do not give; rates within one of their last written place."""
    for piece in signed(view, _SIGNS, "prose"):
        told: set[int] = set()
        for match in (match for pattern in _PATTERNS for match in pattern.finditer(piece.text)):
            # Behind another figure the last one may be a part: 5件，维持4件、纠正1件，较上年的7件减少2件.
            first = not _COUNTED.search(sentence_before(piece.text, match.start()))
            wrong = _wrong(match) if first else None
            if wrong and match.end() not in told:
                told.add(match.end())
                yield Growth(match[0], *wrong, piece.place(*match.span()))


def _wrong(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """The figure told and what it has to be; None where all agree."""
    parts = match.groupdict()
    now, old, difference = (_value(parts.get(name)) for name in ("now", "old", "difference"))
    percent = _value(parts.get("percent") or parts.get("rate"))
    if now is None:
        return None
    sign = 1 if parts["up"] else -1
    if old is None:
        old = now - sign * difference if difference is not None else None
    elif difference is not None and sign * (now - old) != difference:
        return difference, sign * (now - old)
    if percent is None or not old or old < 0:
        return None
    step = Decimal(1).scaleb(int(percent.as_tuple().exponent))
    worked = sign * 100 * (now - old) / old
    return None if abs(worked - percent) <= step else (percent, worked.quantize(step))


def _value(number: str | None) -> Decimal | None:
    return Decimal(number.replace(",", "")) if number else None
