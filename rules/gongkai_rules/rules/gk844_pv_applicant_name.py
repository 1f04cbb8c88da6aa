"""Applicants and parties are not named in full (preview: names are told by surname only).

After 申请人, 原告, 第三人, 当事人: a common surname and one or two characters, then a word that follows a name (提出, 诉, 不服,
因, 女士 …) or a mark. 张某, 李某某 and 王×× are masked already. Words that look like names (申请人马上提出, 申请人陈述) are listed in
the data and can be extended with `ordinary`.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding, signed

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆石戴贾韦夏邱侯邹熊孟秦阎薛雷贺倪汤"
_NAME = regex(
    rf"(?:申请人|原告|第三人|当事人|上诉人)[:：]?\s?([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})"
    r"(?=诉|不服|向[我本县市区]|提[出起]|申请|女士|先生|（|\(|，|。|、|；|（身份)"
)
_ORDINARY = frozenset(
    [
        "马上",
        "陈述",
        "张贴",
        "许可",
        "任意",
        "任何",
        "余下",
        "程序",
        "周知",
        "石油",
        "田间",
        "曾经",
        "曾因",
        "曾向",
        "夏季",
        "秦岭",
        "任职",
        "林地",
        "林业",
        "黄金",
        "汪洋",
        "沈阳",
        "叶片",
        "苏州",
        "杨树",
        "梁柱",
        "雷同",
        "钟点",
        "唐突",
    ]
)
_SIGN = regex(r"申请人|原告|第三人|当事人|上诉人")


def check(view: View) -> Iterator[Finding]:
    ordinary = _ORDINARY | set(view.words("ordinary"))
    for piece in signed(view, _SIGN):
        names = [m for m in _NAME.finditer(piece.text) if "某" not in m[1] and not _is_word(m[1], ordinary)]
        if names:
            yield finding("named", piece, [name.span(1) for name in names], private=True)


def _is_word(name: str, ordinary: frozenset[str] | set[str]) -> bool:
    return name in ordinary or name[:2] in ordinary


RULE = Rule(
    id="GK844",
    name="pv-applicant-name",
    severity="warning",
    summary=Text(zh="不写申请人、当事人的全名", en="Applicants and parties are not named in full"),
    advice=Text(zh="改为“申请人张某”或者删去姓名", en="Write “申请人张某” or leave the name out"),
    messages={"named": Text(zh="写出了申请人或当事人的姓名：{words}", en="An applicant or party is named: {words}")},
    basis=(Cite("privacy-law-2021", "4"), Cite("privacy-law-2021", "51"), Cite("regulation-2019", "15")),
    check=check,
    explanation=__doc__,
    preview=True,
    options=(
        Option("ordinary", (), Text(zh="看上去像姓名的普通词语", en="Ordinary words that look like names")),
    ),
    examples=(
        Valid(),
        Valid("masked", sections={"other": "申请人张某、原告李某某、第三人王××提出异议。未收取信息处理费。"}),
        Valid("ordinary words", sections={"other": "申请人马上提出补正，申请人陈述，申请人许可，当事人任何申请均受理。未收取信息处理费。"}),
        Valid("a body", sections={"other": "申请人云川县周家村村民委员会提出申请。未收取信息处理费。"}),
        Invalid("a name", sections={"other": "申请人张晓明提出复议。未收取信息处理费。"}, keys=("named",), at=("other",)),
        Invalid("two", sections={"other": "原告赵云山诉县政府一案，第三人李川，均已审结。未收取信息处理费。"}, keys=("named",)),
    ),
)  # fmt: skip
