"""No space stands between Chinese characters or between a number and its measure word (preview: a matter of style)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each

_SPACE = regex(
    r"(?<=[\u4e00-\u9fff])[ \u00a0]{1,3}(?=[\u4e00-\u9fff])|(?<=\d)[ \u00a0]{1,3}(?=[年月日件条项份宗次个万亿元])|(?<=[年月])[ \u00a0]{1,3}(?=\d)"
)
_SIGN = regex(r"[ \u00a0]")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _SPACE.finditer(text):
        yield match.start() - 1, match.end() + 1


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "space", "prose", sign=_SIGN)


RULE = Rule(
    id="GK806",
    name="lg-cjk-space",
    severity="info",
    summary=Text(zh="汉字之间没有空格", en="No space between Chinese characters"),
    advice=Text(zh="删去空格", en="Take the space out"),
    messages={"space": Text(zh="多余的空格：{words}", en="A superfluous space: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("around Latin words", sections={"other": "开通 App 专栏，依托 12345 热线。未收取信息处理费。"}),
        Invalid("between a number and its measure word", sections={"other": "公开信息 12 件。未收取信息处理费。"}, keys=("space",), at=("other",)),
    ),
)  # fmt: skip
