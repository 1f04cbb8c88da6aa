"""An announced number of items is the number that follows: 以下三个方面 and 一是, 二是, 三是.

Judged only within one paragraph, for items written 一是, 二是 …, from the announcement to its end, and only where at least two items
follow in order.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding, signed, signs

_NUMERALS = "一二三四五六七八九十"
_SAID = regex(
    r"(?:以下|如下|下列|有)([两二三四五六七八九])(?:个方面|方面|点|个问题|项|大)[^。；一二三]{0,8}[：:，,。]"
)
_ITEM = regex(r"(?<=[。；：，;:,])([一二三四五六七八九])是")
_SIGN = signs("下[两二三四五六七八九]", "列[两二三四五六七八九]", "有[两二三四五六七八九]")


def check(view: View) -> Iterator[Finding]:
    for piece in signed(view, _SIGN, "prose"):
        announced = list(_SAID.finditer(piece.text))
        if len(announced) != 1:
            continue
        match = announced[0]
        items = [_NUMERALS.index(item) + 1 for item in _ITEM.findall(piece.text, match.end() - 1)]
        said = _NUMERALS.index(match[1].replace("两", "二")) + 1
        if len(items) >= 2 and items == list(range(1, len(items) + 1)) and len(items) != said:
            yield finding("differs", piece, [match.span()], said=said, items=len(items))


RULE = Rule(
    id="GK813",
    name="lg-enumeration-count",
    severity="info",
    summary=Text(zh="说几个方面就列几个方面", en="As many items follow as are announced"),
    advice=Text(zh="改正数目，或者补上漏掉的一项", en="Correct the number, or put in the missing item"),
    messages={"differs": Text(zh="说有{said}个方面，列了{items}个", en="{said} items are announced, {items} follow")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("right", sections={"problems": "主要有以下两个方面：一是解读单一；二是文书不规范。已经逐项改进。"}),
        Valid("items on other lines", sections={"problems": "主要有以下三个方面：一是解读单一；\n二是文书不规范；\n三是培训少。"}),
        Invalid(
            "one is missing",
            sections={"problems": "主要存在以下三个方面的问题：一是解读单一；二是文书不规范。已经逐项改进。"},
            keys=("differs",),
            at=("problems",),
        ),
    ),
)  # fmt: skip
