"""No instruction of the template is left in headings, labels or cells: （宋体加粗小四号字）, （指2019年事项数）, 减用负值表示.

Such notes tell the typist how to set a heading or the clerk what to fill in; in a published report they are left-overs.
Searched are headings, short lines such as sub-headings, and everything in the tables. One finding for each place or
table. What the form itself prints (units, 保留4位小数, the identity note, 区分处理的…) is no left-over.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from gongkai import Cite, Finding, Invalid, Rule, Table, Text, Valid, View, key, regex

_TYPE = r"宋体|黑体|仿宋(?:_?GB2312)?|楷体|小标宋|加粗|(?:初|小?[一二三四五六])号字?体?(?=[）)，,、]|$)|字[号体]|行(?:间)?距|首行缩进"
_FILL_IN = (
    r"指20\d\d年|用负[值数]表示|应提供(?:相关|有关)数据|(?:请|如实|据实|需|由[^，。；]{0,12})填[写报]|如无[^，。；]{0,6}(?:填|写)|填0"
    r"|例?如[：:]?\s*[-－]\d"
)
_IN_HEADING = regex(_TYPE)
# In a short line the note stands in brackets: 如实填报数据 may be a sub-heading.
_IN_LINE = regex(rf"[（(【][^（()）【】]*(?:{_TYPE}|{_FILL_IN})[^（()）【】]*[）)】]")
_IN_TABLE = regex(f"{_TYPE}|{_FILL_IN}")
# Longer lines are sentences, in which such words are ordinary: 放大了网页的字体.
_LONGEST_LINE = 30


def check(view: View) -> Iterator[Finding]:
    report = view.report
    for section in report.sections:
        if not report.headings_follow_form and _IN_HEADING.search(section.heading):
            yield Finding("heading", section.place(), {"texts": (f"“{section.heading}”",)})
        for passage in section.passages:
            line = passage.text.strip()
            if len(line) <= _LONGEST_LINE and not line.endswith(("。", "；")) and _IN_LINE.search(line):
                yield Finding("heading", passage.place(), {"texts": (f"“{line}”",)})
    for table in report.tables:
        notes = [text for text in _own_texts(table) if _is_note(table, text)]
        if notes:
            yield Finding("table", table.place(), {"texts": tuple(f"“{text}”" for text in notes)})


def _is_note(table: Table, text: str) -> bool:
    """Whether the text holds a note that the form does not print itself."""
    if not _has_note(text):
        return False
    printed = (name for block in table.spec.blocks for spec in block.specs for name in (spec.label, *spec.variants))
    return key(text) not in {key(name) for name in printed}


@lru_cache(maxsize=1024)
def _has_note(text: str) -> bool:
    return _IN_TABLE.search("".join(text.split())) is not None


def _own_texts(table: Table) -> list[str]:
    """Every text of the table that is no number and that the form does not print to the letter, row by row."""
    texts = [table.corner, *[caption.text for caption in table.captions]]
    words: dict[int, list[str]] = {}
    for row, cell in table.odd_cells:
        if cell.state == "text":
            words.setdefault(id(row), []).append(cell.text)
    if table.follows_form and not words:
        texts += chain.from_iterable([row.path for row in table.rows])
    else:
        texts += [column.label for column in table.columns]
        for row in table.rows:
            texts += (*row.path, row.label, *words.get(id(row), ()))
    own = set(texts) - table.spec.texts
    return [text for text in dict.fromkeys(texts) if text in own] if own else []


RULE = Rule(
    id="GK869",
    name="ph-format-note",
    severity="error",
    summary=Text(
        zh="标题和表格里没有留下模板的说明文字", en="No instruction of the template is left in headings or tables"
    ),
    advice=Text(zh="删去这些说明文字", en="Remove the instruction"),
    messages={
        "heading": Text(zh="标题里留有模板说明：{texts}", en="A heading still holds an instruction of the template: {texts}"),
        "table": Text(zh="表格里留有模板说明：{texts}", en="The table still holds instructions of the template: {texts}"),
    },
    why=Text(
        zh="字体字号、“指某年事项数”“减用负值表示”等是给填表人看的，公开时应当删去。",
        en="Notes on fonts or on how to fill in a cell are meant for the typist, and are removed before publication.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019", replace={"采购总金额": "采购总金额（单位：万元，保留4位小数）"}),
        Valid("such words in a sentence", sections={"problems": "网页字体偏小，部分栏目更新慢。已放大字号，调整行距，并安排专人更新栏目。"}),
        Valid("ordinary sub-headings", sections={"other": "（一）第三号通告办理情况\n（二）如实填报数据\n未收取信息处理费。"}),
        Invalid(
            "a font in a heading",
            replace={"一、总体情况": "一、总体情况（宋体加粗小四号字）"},
            keys=("heading",),
            at=("overview",),
        ),
        Invalid(
            "a font in a sub-heading",
            replace={"（一）主动公开。": "（一）主动公开（楷体三号）\n"},
            keys=("heading",),
            at=("overview",),
        ),
        Invalid(
            "notes in the header",
            standard="gkbg-2019",
            replace={"上一年项目数量": "上一年项目数量（指2019年事项数）", "本年增/减": "本年增/减（减用负值表示）"},
            keys=("table",),
            at=("proactive/proactive",),
        ),
    ),
)  # fmt: skip
