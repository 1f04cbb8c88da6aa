"""No mobile phone number of a person stands in the text.

Silent where the number is given as a way to reach the office: 电话, 联系, 热线, 咨询 and the like before it in the
sentence. Only whole numbers of eleven digits count; numbers inside longer ones and partly hidden ones do not. The number
is masked in every output.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._identifiers import half_width
from gongkai_rules._stretch import one_for_each, sentence_before

_NUMBER = regex(r"(?<![0-9A-Za-z*.\-—－])1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?![0-9A-Za-z*.])")
_CONTACT = regex(r"电\s*话|联系|传\s*真|咨询|热线|监督|举报|邮\s*编|地\s*址|值班|服务号|[Tt][Ee][Ll]")
_PERSON = regex(r"申请人|原告|第三人|当事人|来电人|投诉人|举报人")
_AMOUNT = regex(r"\s*(?:元|件|条|万|亿|人|次|个|平方|米|年)")
_SIGN = regex(r"\d{3}(?:\d{8}|[ -]\d{4}[ -]\d{4})")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(half_width(text)):
        before = sentence_before(text, match.start(), 30)
        if (_CONTACT.search(before) and not _PERSON.search(before)) or _AMOUNT.match(text, match.end()):
            continue
        yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(
        view, _find, "shown", "cells", sign=_SIGN, whole=lambda words: words.long_numbers, private=True
    )


RULE = Rule(
    id="GK842",
    name="pv-mobile",
    severity="warning",
    summary=Text(zh="报告里没有个人手机号", en="No person's mobile number"),
    advice=Text(zh="删去手机号或者遮挡后再公布；对外联系电话请写明“联系电话”", en="Take it out or mask it; call a contact number what it is"),
    messages={"shown": Text(zh="出现手机号：{words}", en="A mobile number is shown: {words}")},
    basis=(Cite("privacy-law-2021", "4"), Cite("privacy-law-2021", "51"), Cite("regulation-2019", "15")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("the office's own", replace={"编制。报告": "编制。如有疑问请联系县政务公开办（联系电话：13800001234）。报告"}),
        Valid("masked", sections={"other": "申请人手机号138****1234。未收取信息处理费。"}),
        Valid("an amount, a long number", sections={"other": "资金13800001234元，单号2025013800001234。未收取信息处理费。"}),
        Invalid("an applicant's", sections={"other": "申请人王某13800001234逾期未补正。未收取信息处理费。"}, keys=("shown",), at=("other",)),
        Invalid("an applicant's, called contact", sections={"other": "申请人联系电话138 0000 1234。未收取信息处理费。"}, keys=("shown",)),
    ),
)  # fmt: skip
