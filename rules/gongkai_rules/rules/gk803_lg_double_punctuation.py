"""No mark of punctuation is doubled, as in “、、” or “，。”.

Silent on …… and ——, on three or more full stops in a row (someone's ellipsis), on ！！ and ？！, and on marks beside closing
quotation marks (”。), which style guides place differently.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import all_words, one_for_each

_DOUBLE = regex(r"[，、；：][，、；：。]|(?<!。)。。(?!。)|。[，、；：]|,[,，、]|[，、],|(?<=[\u4e00-\u9fff]);;")
_MARKS = "，、；：。,;"
_SIGN = regex(f"[{_MARKS}][{_MARKS}]")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _DOUBLE.finditer(text):
        yield match.span()


def check(view: View) -> Iterator[Finding]:
    if _has_neighbours(view.derive(all_words).text):
        yield from one_for_each(view, _find, "doubled", sign=_SIGN)


def _has_neighbours(text: str) -> bool:
    """Whether two marks stand side by side, as in few reports: told soonest by writing all of them alike."""
    for mark in _MARKS[1:]:
        text = text.replace(mark, _MARKS[0])
    return _MARKS[0] * 2 in text


RULE = Rule(
    id="GK803",
    name="lg-double-punctuation",
    severity="warning",
    summary=Text(zh="没有重复的标点", en="No doubled punctuation"),
    advice=Text(zh="删去多余的标点", en="Take the extra mark out"),
    messages={"doubled": Text(zh="标点重复：{words}", en="Doubled punctuation: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("marks that belong together", sections={"other": "“一网通办”、“一次办好”，等等……详见附件——说明。他说：“好。”。。。未收取信息处理费！！"}),
        Invalid("two commas of a list", sections={"other": "图解、、问答均已发布。未收取信息处理费。"}, keys=("doubled",), at=("other",)),
        Invalid("a comma and a full stop", sections={"other": "均已答复，。渠道畅通,、方便。未收取信息处理费。。"}, keys=("doubled",)),
    ),
)  # fmt: skip
