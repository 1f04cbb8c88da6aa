"""No English word is left over in a Chinese sentence, as "and" in 资金使用情况 and 基础设施建设情况.

Such words come from machine translation or conversion. Only ordinary English words in small letters, with Chinese
characters on both sides, are told: names of products (e网通办, App, wifi), units, addresses and acronyms are not in
the list, and English phrases have English neighbours. Words of two letters must also stand between spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import signed

_SHORT = frozenset({"as", "at", "by", "in", "is", "of", "on", "or", "to", "we"})
_LONG = frozenset(
    {"also", "and", "annual", "application", "are", "but", "department", "disclosure", "for", "from", "government"}
    | {"has", "have", "including", "information", "not", "our", "policy", "public", "relevant", "report", "service"}
    | {"services", "situation", "that", "the", "this", "through", "was", "were", "which", "will", "with", "work"}
)
_HAN = "\u3400-\u9fff"
_WORD = regex(
    rf"(?<=[{_HAN}、，；：）”》])([ \u00a0\u3000]{{0,3}})([a-z]{{2,15}})([ \u00a0\u3000]{{0,3}})(?=[{_HAN}（“《])"
)

_SIGN = regex("[a-z][a-z]")


def check(view: View) -> Iterator[Finding]:
    for piece in signed(view, _SIGN, "prose", shape=b"aa"):
        words = [match for match in _WORD.finditer(piece.text) if _stray(match)]
        if words:
            places = [piece.place(*match.span(2)) for match in words]
            listed = tuple(dict.fromkeys(match[2] for match in words))
            yield Finding("stray", places[0], {"words": listed}, related=tuple(places[1:]))


def _stray(match: re.Match[str]) -> bool:
    return match[2] in _LONG or (match[2] in _SHORT and bool(match[1]) and bool(match[3]))


RULE = Rule(
    id="GK818",
    name="lg-stray-foreign-word",
    severity="warning",
    summary=Text(zh="中文句子里不夹杂多余的英文单词", en="No stray English word in a Chinese sentence"),
    advice=Text(zh="把英文单词改为中文", en="Write the word in Chinese"),
    messages={
        "stray": Text(zh="句子里夹杂了英文单词“{words}”", en="A Chinese sentence holds the English word “{words}”")
    },
    why=Text(
        zh="多半是机器翻译或格式转换留下的。产品名、单位和缩写不算。",
        en="Usually left by machine translation or conversion. Product names, units and acronyms pass.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "product names, units, addresses",
            sections={
                "other": "通过“e办”app和 wifi 专区推送信息，网址为www.example.gov.cn，邮箱example@example.com，"
                "开通 bilibili 账号，制作up主访谈，道路长3 km ，执行ISO标准。未收取信息处理费。"
            },
        ),
        Valid("an English phrase", sections={"other": "英文版栏目“Rules of the Road”上线，刊登《invest in us》。未收取信息处理费。"}),
        Invalid(
            "a word left from a translation",
            sections={"other": "主要公开补贴发放情况 and 工程建设情况。未收取信息处理费。"},
            keys=("stray",),
            at=("other",),
        ),
        Invalid("two in one paragraph", sections={"other": "公开预算 or 决算，以及information公开。"}, keys=("stray",), at=("other",)),
    ),
)  # fmt: skip
