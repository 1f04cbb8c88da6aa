"""The citation of the Regulations and the period stand before part one, not in it (preview: common)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding

_OPENING = regex(r"(?:本报告|现将|特编制|编制本(?:年度)?报告|统计期限|本年度报告由)")


def check(view: View) -> Iterator[Finding]:
    for piece in view.report.passages:
        match = _OPENING.search(piece.text[:200]) if piece.section == "overview" else None
        if match:
            yield finding("inside", piece, [match.span()])


RULE = Rule(
    id="GK528",
    name="md-preamble-in-section",
    severity="info",
    summary=Text(zh="编制依据和统计期限写在第一部分之前", en="Citation and period stand before part one"),
    advice=Text(zh="移到标题之后、第一部分之前", en="Move them between the title and part one"),
    messages={"inside": Text(zh="第一部分里写了编制依据或统计期限", en="Part one holds the citation or the period")},
    basis=(Cite("format-2021", "part-1"),),
    check=check,
    explanation=__doc__,
    applies=Applies(first_year=2021),
    preview=True,
    examples=(
        Valid(),
        Invalid(
            "in part one",
            sections={"overview": "本报告根据条例编制，统计期限为全年。2025年公开信息120条。"},
            keys=("inside",),
            at=("overview",),
        ),
    ),
)
