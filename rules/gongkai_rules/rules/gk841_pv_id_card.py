"""No resident identity number (身份证号) stands in a report.

Eighteen characters count when province, birthday and the check character of GB 11643 are right; fifteen digits
(the old kind has no check) only with 身份证 before them. A unified social credit code, a catalogue number and other
long numbers fail the check; where one passes by chance, the words 统一社会信用代码 or 索引号 before it silence the rule.

The number is masked in every output. Partly hidden numbers (1101**********0011) are silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._identifiers import half_width, is_id_card, is_old_id_card
from gongkai_rules._stretch import one_for_each, sentence_before

_NUMBER = regex(r"(?<![0-9A-Za-z*])(?:\d{17}[0-9Xx]|\d{6} \d{8} \d{3}[0-9Xx]|\d{15})(?![0-9A-Za-z*])")
_OTHER = regex(r"信用代码|机构代码|索引号|流水号|编号|条码|文件号|备案号|许可证号")
_IDENTITY = regex(r"身份证|证件号|公民身份")
_SIGN = regex(r"\d{6}(?:\d{9}| \d{8} )")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(half_width(text)):
        before = sentence_before(text, match.start(), 20)
        number = match[0].replace(" ", "")
        if (is_id_card(number) and not _OTHER.search(before)) or (
            is_old_id_card(number) and _IDENTITY.search(before)
        ):
            yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(
        view, _find, "shown", "cells", sign=_SIGN, whole=lambda words: words.long_numbers, private=True
    )


RULE = Rule(
    id="GK841",
    name="pv-id-card",
    severity="error",
    summary=Text(zh="报告里没有身份证号", en="No resident identity number"),
    advice=Text(zh="删去身份证号；确需保留的，遮挡后再公布", en="Take the number out, or mask it before publishing"),
    messages={"shown": Text(zh="出现身份证号：{words}", en="A resident identity number is shown: {words}")},
    basis=(Cite("privacy-law-2021", "28"), Cite("privacy-law-2021", "51"), Cite("regulation-2019", "15")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("masked already", sections={"other": "申请人身份证号1101**********0011。未收取信息处理费。"}),
        Valid("a credit code", sections={"other": "统一社会信用代码11340121MB12345670。未收取信息处理费。"}),
        Valid("a wrong check character", sections={"other": "文件流转号110101199003070010已作废。未收取信息处理费。"}),
        Valid("a catalogue number that passes by chance", sections={"other": "索引号：110101199003070011。未收取信息处理费。"}),
        Valid("fifteen digits that are no identity number", sections={"other": "索引号340121900203123。未收取信息处理费。"}),
        Invalid(
            "an applicant's number",
            sections={"other": "申请人李某（身份证号110101199003070011）逾期未补正。未收取信息处理费。"},
            keys=("shown",),
            at=("other",),
        ),
        Invalid("without the word", sections={"overview": "2025年，收到李某（110101199003070011）的申请，已按期答复。"}, keys=("shown",)),
        Invalid("in a cell of a table", cells={"applications.received.other_organization": "0（110101199003070011）"}, keys=("shown",)),
        Invalid("the old kind", sections={"other": "身份证号：340121900203123。未收取信息处理费。"}, keys=("shown",)),
    ),
)  # fmt: skip
