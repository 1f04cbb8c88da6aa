"""No number of a bank card or account stands in a report.

Sixteen to nineteen digits that pass the Luhn check, with 卡号, 账号, 账户, 开户 or 银行卡 before them in the sentence. Without
those words one long number in ten passes by chance, so the rule stays silent. The number is masked in every output.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._identifiers import half_width, is_bank_card
from gongkai_rules._stretch import one_for_each, sentence_before

_NUMBER = regex(r"(?<![0-9A-Za-z*])\d{4}(?:\d{12,15}|(?: \d{4}){3}(?: \d{1,3})?)(?![0-9A-Za-z*])")
_ACCOUNT = regex(r"卡号|[账帐][号户]|开户|银行卡")
_TREASURY = regex(r"财政专户|国库|缴款|非税")
_SIGN = regex(r"\d{4}(?:\d{12}| \d{4} \d{4} \d{4})")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(half_width(text)):
        before = sentence_before(text, match.start(), 30)
        if is_bank_card(match[0].replace(" ", "")) and _ACCOUNT.search(before) and not _TREASURY.search(before):
            yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(
        view, _find, "shown", "cells", sign=_SIGN, whole=lambda words: words.long_numbers, private=True
    )


RULE = Rule(
    id="GK843",
    name="pv-bank-card",
    severity="error",
    summary=Text(zh="报告里没有银行卡号", en="No bank card number"),
    advice=Text(zh="删去卡号（账号）", en="Take the number out"),
    messages={"shown": Text(zh="出现银行卡号：{words}", en="A bank card number is shown: {words}")},
    basis=(Cite("privacy-law-2021", "28"), Cite("privacy-law-2021", "51"), Cite("regulation-2019", "15")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("digits that fail the check", sections={"other": "账号6222020200112233441。未收取信息处理费。"}),
        Valid("a long number without those words", sections={"other": "备案编号4111111111111111。未收取信息处理费。"}),
        Valid("the treasury's account", sections={"other": "信息处理费缴入非税收入财政专户，账号4111111111111111。"}),
        Invalid("a refund", sections={"other": "退款至申请人银行卡4111 1111 1111 1111。未收取信息处理费。"}, keys=("shown",), at=("other",)),
        Invalid("an account", sections={"other": "申请人开户行账号：4111111111111111。未收取信息处理费。"}, keys=("shown",)),
    ),
)  # fmt: skip
