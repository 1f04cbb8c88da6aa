"""Between Chinese characters stand full-width marks: ，；：（） rather than , ; : ( ) (preview: a matter of style)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each

_HALF = regex(r"(?<=[\u4e00-\u9fff》”）])[,;:?!] ?(?=[\u4e00-\u9fff《“（])")
_SIGN = regex(r"[,;:?!]")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _HALF.finditer(text):
        yield match.start(), match.start() + 1


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "halfwidth", "prose", sign=_SIGN)


RULE = Rule(
    id="GK804",
    name="lg-halfwidth-punct",
    severity="info",
    summary=Text(zh="中文之间用全角标点", en="Full-width marks between Chinese characters"),
    advice=Text(zh="改为全角标点", en="Use the full-width mark"),
    messages={"halfwidth": Text(zh="中文之间用了半角标点：{words}", en="Half-width marks between Chinese characters: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("times, numbers, addresses", sections={"other": "上午9:00,网址www.example.gov.cn,1,200件。未收取信息处理费。"}),
        Invalid("a half-width comma", sections={"other": "均已答复, 未收取信息处理费。"}, keys=("halfwidth",), at=("other",)),
    ),
)  # fmt: skip
