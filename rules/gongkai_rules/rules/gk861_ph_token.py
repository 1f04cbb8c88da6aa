"""No placeholder is left in: XX年, ××局, ___件, 某某局, 【】, {{年份}}, TODO, （待填）.

Signs that stand for a word count where a unit or a body follows (XX年, ＊＊局), so that masked names (张××, 李**) and names such as
XX行动 are silent; 某某 only before a body at the beginning of a clause (某某局), 某市 and 某局 never. Words such as 待补充 only in brackets or alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Passage, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding, signed, with_words

_AFTER = r"(?=\s?(?:年(?!代)|月|日|件|条(?!例|款)|份|项(?!目)|次|个|篇|期|万元|元|人次|省|市|县|区|镇|乡|街道|局(?!长)|委员会|单位|部门|办公室))"
_TOKEN = regex(
    rf"(?<![A-Za-z0-9Ｘ×某*＊_一二三四五六七八九十])(?:[XxＸ]{{2,8}}|×{{2,8}}|○{{2,8}}){_AFTER}"
    rf"|(?<![\u4e00-\u9fff*＊])(?:\*{{2,8}}|＊{{2,8}}){_AFTER}"
    r"|(?<!\d)20(?:[XxＸ×*＊]{2}|__)年"
    r"|\*{2,8}(?=件|条|份|篇|万元)"
    rf"|_{{2,40}}{_AFTER}|_{{3,40}}"
    r"|(?:^|(?<=[。；，：\s]))某某(?:省|市|县|区|镇|乡|街道|局(?!长)|委员会|办公室)"
    r"|【\s{0,8}】|\{\{[^{}\n]{0,40}\}\}|\$\{[^{}\n]{0,40}\}|(?<![A-Za-z])(?:TODO|TBD|FIXME|lorem ipsum)(?![A-Za-z])"
    r"|[（(【\[](?:此处|数据|数字|内容)?(?:待填|待补|待定|待核|待完善|待确认|待统计|待更新)[^）)】\]]{0,8}[）)】\]]"
)
_ALONE = regex(r"\s*(?:待填写?|待补充?|待核实|待完善|待定|TODO|TBD|[XxＸ×]{2,})[。.]?\s*")
_MARKS = "XxＸ×○*＊_"
_SIGN = regex(
    "|".join(rf"{re.escape(mark)}[{_MARKS}]" for mark in _MARKS)
    + r"|某某|【\s{0,8}】|\{\{|\$\{|待[填补定核完确统更]|TODO|TBD|FIXME|lorem"
)


def check(view: View) -> Iterator[Finding]:
    extra = [word for word in view.words("extend") if word]
    for piece in signed(view, with_words(_SIGN, extra)):
        if isinstance(piece, Passage) and len(piece.text) <= 12 and _ALONE.fullmatch(piece.text):
            yield finding("left", piece, [(0, len(piece.text))])
            continue
        spans = [match.span() for match in _TOKEN.finditer(piece.text)]
        spans += [match.span() for word in extra for match in re.finditer(re.escape(word), piece.text)]
        if spans:
            yield finding("left", piece, sorted(spans))


RULE = Rule(
    id="GK861",
    name="ph-token",
    severity="error",
    summary=Text(zh="没有留下占位符", en="No placeholder is left in"),
    advice=Text(zh="填上实际内容", en="Put the real words in"),
    messages={"left": Text(zh="留有占位符：{words}", en="A placeholder is left: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    options=(Option("extend", (), Text(zh="增加的占位符", en="Placeholders to add")),),
    examples=(
        Valid(),
        Valid(
            "masked names, names with XX, an unnamed city",
            sections={
                "other": "申请人张××、李**、王某某均已答复；开展“XX行动”和XXL型设备采购，某市经验，有待补充完善，5×2件，【通知】，王某某局长，申请公开某某单位信息，始于一九○○年。未收取信息处理费。"
            },
        ),
        Valid("an unnamed office in fixtures", agency="云川县某局"),
        Invalid("a year", sections={"other": "20××年未收取信息处理费。"}, keys=("left",), at=("other",)),
        Invalid("a number", sections={"other": "发出收费通知___件，金额XX元。"}, keys=("left",)),
        Invalid("a body", sections={"overview": "2025年，某某局认真公开，××镇按时答复申请，全年没有逾期的情形。"}, keys=("left",)),
        Invalid("braces, brackets", sections={"other": "{{agency}}未收取信息处理费【】。（待核实）"}, keys=("left",)),
        Invalid("alone on a line", sections={"other": "待补充\n未收取信息处理费。"}, keys=("left",)),
    ),
)  # fmt: skip
