"""No instruction of a template is left in: （请填写…）, 如无请填“0”, 此处填写, （单位名称）, 填报说明.

Typographic notes of the official template (宋体加粗小四号字) are GK869's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding, signed, with_words

_NOTE = regex(
    r"[（(【\[](?:请|此处|在此|需)(?:填写(?!完整|申请)|填报|插入|补充|删除|替换|根据实际)[^）)】\]\n]{0,60}[）)】\]]"
    r"|(?:如|若)(?:无|没有)[，,]?(?:则|请|可)?填(?:写|报)?[“\"]?(?:0|无|零)[”\"]?|此处(?:填写|插入|粘贴|补充)|在此(?:填写|插入|粘贴)"
    r"|[（(【\[](?:单位名称|本单位名称|机关名称|填报单位|年份|日期|具体数字|具体内容|可根据实际(?:情况)?(?:调整|修改|增减))[）)】\]]|本地本单位"
    r"|^\s*(?:填报说明|填写说明|填表说明|编写说明|示例)\s*[:：]|本模板|以上为模板|请按(?:此|本|以下)模板"
)
_SIGN = regex(
    "|".join(
        rf"{mark}(?:请|需|单位名称|本单位名称|机关名称|年份|日期|具体|可根据实际)"
        for mark in (r"（", r"\(", r"【", r"\[")
    )
    + "|填|此处|在此|本地本单位|编写说明|示例|模板"
)


def check(view: View) -> Iterator[Finding]:
    extra = [word for word in view.words("extend") if word]
    for piece in signed(view, with_words(_SIGN, extra)):
        spans = [match.span() for match in _NOTE.finditer(piece.text)]
        spans += [match.span() for word in extra for match in re.finditer(re.escape(word), piece.text)]
        if spans:
            yield finding("left", piece, sorted(spans))


RULE = Rule(
    id="GK862",
    name="ph-template-instruction",
    severity="error",
    summary=Text(zh="没有留下模板的填写说明", en="No instruction of a template is left in"),
    advice=Text(zh="删去说明，填上实际内容", en="Take the instruction out and put the real words in"),
    messages={"left": Text(zh="留有模板说明：{words}", en="A template's instruction is left: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    options=(Option("extend", (), Text(zh="增加的说明文字", en="Instructions to add")),),
    examples=(
        Valid(),
        Valid(
            "sentences that ask readers, or tell of templates",
            sections={"other": "统一答复文书模板，编写说明和示例，申请表请填写完整（请在网站查询）。来信请寄政务公开办（请注明“依申请公开”字样）（请填写申请表）。例如对申请人说明理由。未收取信息处理费。"},
        ),
        Invalid("in brackets", sections={"other": "未收取信息处理费。（请填写收费件数和金额）"}, keys=("left",), at=("other",)),
        Invalid("for none", sections={"other": "未收取信息处理费（如无，请填0）。"}, keys=("left",)),
        Invalid("the body's place", sections={"overview": "2025年，（单位名称）认真公开政府信息，按时答复申请，没有逾期。"}, keys=("left",)),
        Invalid("a line", sections={"other": "填报说明：按年度统计。\n未收取信息处理费。"}, keys=("left",)),
    ),
)  # fmt: skip
