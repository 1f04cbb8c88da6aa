"""Court and review docket numbers are not given beside a party's name (preview).

A number such as （2025）云0101行初12号 leads to the whole file; beside a name, even a half-hidden one, it uncovers the person.
Numbers without a party in the same sentence are silent. The number is masked in every output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each, sentence_before

_CASE = regex(
    r"[（(〔\[]20\d\d[）)〕\]][\u4e00-\u9fff]{1,3}\d{0,4}[\u4e00-\u9fff]{0,3}行(?:初|终|再|复|监|申|审)(?:字第)?\s?\d{1,5}号"
)
_PARTY = regex(r"(?:申请人|原告|第三人|上诉人)[\u4e00-\u9fff]?[\u4e00-\u9fff某×]{1,2}")
_SIGN = regex(r"行[初终再复监申审]")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _CASE.finditer(text):
        after = re.split(r"[。；]", text[match.end() : match.end() + 40])[0]
        if _PARTY.search(sentence_before(text, match.start())) or _PARTY.search(after):
            yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "beside_name", sign=_SIGN, private=True)


RULE = Rule(
    id="GK845",
    name="pv-case-number",
    severity="info",
    summary=Text(zh="案号不和当事人姓名写在一起", en="No docket number beside a party's name"),
    advice=Text(zh="删去案号，只写案件数量和结果", en="Leave the number out; counts and results are enough"),
    messages={"beside_name": Text(zh="当事人姓名旁边写了案号：{words}", en="A docket number stands beside a party: {words}")},
    basis=(Cite("privacy-law-2021", "4"), Cite("regulation-2019", "15")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("no party", sections={"other": "（2025）云01行初12号案已审结。未收取信息处理费。"}),
        Valid("a document number", sections={"other": "按照云政办〔2025〕12号文件，申请人均已答复。未收取信息处理费。"}),
        Invalid("with a party", sections={"other": "原告张某一案（2025）云0101行初12号，维持。未收取信息处理费。"}, keys=("beside_name",), at=("other",)),
    ),
)  # fmt: skip
