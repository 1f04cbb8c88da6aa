"""Table three carries the note on its printed identity (勾稽关系) in the first cell of its header.

The note tells who fills in the table that the first and second items add up to the third and fourth. Advice only. The
note may also stand in words near the table. Silent where the header was not read, or the form has no such note.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._prose import prose

_NOTE = regex(r"勾[稽籍]关系|第一项加第二项")


def check(view: View) -> Iterator[Finding]:
    for table in view.report.tables:
        block = next((block for block in table.spec.blocks if block.corner and _NOTE.search(block.corner)), None)
        if block is None or not any(column.block == block.id for column in table.columns):
            continue
        if _NOTE.search("".join(table.corner.split())) or any(_NOTE.search(text) for text in view.derive(prose)):
            continue
        yield Finding("absent", table.place(), {"note": block.corner.strip("（）()")})


RULE = Rule(
    id="GK218",
    name="tb-identity-note",
    severity="info",
    summary=Text(zh="表三左上角有勾稽关系说明", en="Table three carries the note on its identity"),
    advice=Text(zh="在表三左上角写明：（{note}）", en="Write in the upper left cell: （{note}）"),
    messages={
        "absent": Text(
            zh="表三左上角没有勾稽关系说明（{note}）", en="The note on the identity is missing in table three: {note}"
        )
    },
    why=Text(
        zh="这句说明是格式自带的，提醒填表人核对合计。缺少它不影响数字。",
        en="The note is part of the form and reminds who fills it in to check the sums. The figures do not depend on it.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("in words above the table", replace={
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": "项目",
            "申请情况\n": "申请情况\n本表勾稽关系：第一项加第二项之和，等于第三项加第四项之和。\n",
        }),
        Invalid(
            "an empty corner",
            replace={"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": ""},
            keys=("absent",),
            at=("applications/applications",),
        ),
    ),
)  # fmt: skip
