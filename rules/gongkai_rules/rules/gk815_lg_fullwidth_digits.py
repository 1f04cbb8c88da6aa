"""Digits and Latin letters in the text are half-width: 2025, not ２０２５ (preview: a matter of style)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each

_WIDE = regex(r"[０-９Ａ-Ｚａ-ｚ]+")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _WIDE.finditer(text):
        yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "wide", sign=_WIDE)


RULE = Rule(
    id="GK815",
    name="lg-fullwidth-digits",
    severity="info",
    summary=Text(zh="数字和字母用半角", en="Digits and letters are half-width"),
    advice=Text(zh="改为半角", en="Use half-width characters"),
    messages={"wide": Text(zh="全角数字或字母：{words}", en="Full-width digits or letters: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Invalid("a year", sections={"other": "２０２５年未收取信息处理费。"}, keys=("wide",), at=("other",)),
    ),
)
