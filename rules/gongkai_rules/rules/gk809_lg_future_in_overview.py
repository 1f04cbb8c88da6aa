"""Part one tells what was done, not what is planned (preview: plans are common there).

Phrases such as 将进一步, 将持续, 下一步, 明年将. 将 as the sign of an object (将公开纳入考核) is silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding

_FUTURE = regex(r"将(?:进一步|持续|继续|聚焦|不断|着力|紧紧|以更)|下一步|明年将|下一年度将|下年度将")


def check(view: View) -> Iterator[Finding]:
    for piece in view.report.passages:
        spans = [match.span() for match in _FUTURE.finditer(piece.text)] if piece.section == "overview" else []
        if spans:
            yield finding("future", piece, spans)


RULE = Rule(
    id="GK809",
    name="lg-future-in-overview",
    severity="info",
    summary=Text(zh="第一部分写已经做的，不写打算", en="Part one tells what was done, not plans"),
    advice=Text(zh="打算移到第五部分的改进情况", en="Move plans to part five"),
    messages={"future": Text(zh="第一部分写了今后的打算：{words}", en="Part one tells of plans: {words}")},
    basis=(Cite("format-2021", "part-1"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("an object", sections={"overview": "2025年，我县将政府信息公开纳入年度考核，将文件集中发布，按时答复申请。"}),
        Invalid("a plan", sections={"overview": "2025年，公开工作有序开展。我县将进一步聚焦群众需求，做好解读。"}, keys=("future",), at=("overview",)),
    ),
)  # fmt: skip
