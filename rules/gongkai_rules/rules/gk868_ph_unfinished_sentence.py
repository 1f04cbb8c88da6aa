"""The last sentence of parts one, five and six is finished: it does not end in ，, 、 or ：.

Judged is only the last paragraph of the part, with nothing after it: inside a part such a line is the lead of a list or a line broken
by a copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Passage, Rule, Text, Valid, View

_OPEN = "，、：,:"
_PARTS = ("overview", "problems", "other")


def check(view: View) -> Iterator[Finding]:
    for section in view.report.sections:
        last = section.blocks[-1] if section.id in _PARTS and section.blocks else None
        if isinstance(last, Passage) and len(last.text) > 1 and last.text.rstrip()[-1:] in _OPEN:
            end = len(last.text.rstrip())
            yield Finding("unfinished", last.place(end - 1, end), {"tail": last.text[max(0, end - 12) : end]})


RULE = Rule(
    id="GK868",
    name="ph-unfinished-sentence",
    severity="warning",
    summary=Text(zh="各部分结尾的句子写完", en="The last sentence of a part is finished"),
    advice=Text(zh="补全句子", en="Finish the sentence"),
    messages={"unfinished": Text(zh="结尾的句子没有写完：“…{tail}”", en="The last sentence is unfinished: “…{tail}”")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("the lead of a list, no full stop", sections={"problems": "主要有：\n一是解读形式单一，\n二是文书不够规范，已经统一了样式", "other": "无"}),
        Invalid("a comma", sections={"problems": "一是解读形式单一；二是文书不够规范。已统一文书样式，"}, keys=("unfinished",), at=("problems",)),
        Invalid("a colon", sections={"other": "收取信息处理费的情况："}, keys=("unfinished",)),
    ),
)  # fmt: skip
