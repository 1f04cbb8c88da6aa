"""No secrecy marking stands in a published report.

A marking is 绝密, 机密 or 秘密 with ★ (机密★10年), or one of these and 内部资料, 内部文件, 工作秘密, 注意保存 alone on a line or in
brackets. The row 属于国家秘密, the Law on Guarding State Secrets and sentences about secrecy review are no markings.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each, signs

_STAR = regex(r"(?:绝\s?密|机\s?密|秘\s?密)\s?[★☆](?:\s?(?:\d{1,2}年|长期))?")
_LEVEL = r"绝\s?密|机\s?密|秘\s?密|工作秘密|内部(?:资料|文件|材料|使用)(?:[，、 ]?(?:注意保存|不得外传|请勿外传|严禁外传))?|注意保存|不得外传"
_ALONE = regex(rf"\s*[（(【\[]?(?:密级[:：]\s?)?(?:{_LEVEL})[）)】\]]?\s*")
_BRACKETED = regex(rf"[【\[](?:{_LEVEL})[】\]]")
_SIGN = signs("密", "内部(?:资料|文件|材料|使用)", "注意保存", "不得外传")


def _find(text: str) -> Iterator[tuple[int, int]]:
    if len(text) <= 30 and _ALONE.fullmatch(text):
        yield 0, len(text)
        return
    for pattern in (_STAR, _BRACKETED):
        for match in pattern.finditer(text):
            yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "marked", sign=_SIGN)


RULE = Rule(
    id="GK849",
    name="pv-secret-marking",
    severity="error",
    summary=Text(zh="报告上没有密级和内部标识", en="No secrecy marking"),
    advice=Text(zh="先确认报告能否公开；能公开的删去标识", en="Make sure that the report may be published; then take the marking out"),
    messages={"marked": Text(zh="出现密级或内部标识：{words}", en="A secrecy marking is shown: {words}")},
    basis=(Cite("regulation-2019", "14"), Cite("regulation-2019", "17"), Cite("secrets-law-2024", "64")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "words about secrecy",
            sections={"other": "落实《保守国家秘密法》，工作秘密、内部资料和国家秘密一律先审后发，严守机密。\n其中属于国家秘密的0件。未收取信息处理费。"},
        ),
        Invalid("a marking with a star", replace={"编制。报告": "编制。机密★10年。报告"}, keys=("marked",), at=("",)),
        Invalid("alone on a line", sections={"other": "内部资料 注意保存\n未收取信息处理费。"}, keys=("marked",), at=("other",)),
        Invalid("in brackets", sections={"other": "未收取信息处理费。【工作秘密】"}, keys=("marked",)),
    ),
)  # fmt: skip
