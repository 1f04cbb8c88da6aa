"""From fiscal year 2021 a report rests on the format of 2021, and on the Regulations of 2019, not on their forerunners.

Told are 国办公开办函〔2019〕60号 and 年度报告格式（试行） anywhere in the opening, and 国务院令第492号 there. Elsewhere they may be history, and
are told only where the sentence says that the work or the report rests on them (根据…（国务院令第492号）).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import Piece, finding, sentence_before, signed, signs

_OLD = regex(r"国办公开办函\s?[〔\[（(]\s?2019\s?[〕\]）)]\s?60号|年度报告格式》?[（(]试行[）)]|第\s?492\s?号")
_SIGN = signs("2019", "492", "试行")
_RESTS = regex(r"(?:^|[，,。：])(?:\d{4}年[，,])?(?:严格)?(?:根据|依据|按照|依照)")
_HISTORY = regex(r"原|旧|以前|当时|修订|废止|取代|以来|曾")
_BASED = regex(r"根据|依据|按照|依照|要求|编制|规定")


def check(view: View) -> Iterator[Finding]:
    for piece in signed(view, _SIGN, "prose"):
        if _BASED.search(piece.text):
            spans = [match.span() for match in _OLD.finditer(piece.text) if _rests(piece, match.start())]
            if spans:
                yield finding("old", piece, spans)


def _rests(piece: Piece, start: int) -> bool:
    before = sentence_before(piece.text, start)
    return piece.section is None or (_RESTS.search(before) is not None and not _HISTORY.search(before))


RULE = Rule(
    id="GK506",
    name="ms-citation-obsolete",
    severity="warning",
    summary=Text(zh="依据现行的条例和格式编制", en="The report rests on documents in force"),
    advice=Text(
        zh="2021年度起依据国办公开办函〔2021〕30号的格式，条例是国务院令第711号；数据表也请核对是否新格式",
        en="From fiscal year 2021 cite 国办公开办函〔2021〕30号, and Order No. 711; check that the tables are the new ones too",
    ),
    messages={
        "old": Text(zh="依据的是已被取代的文件：{words}", en="The report rests on replaced documents: {words}")
    },
    basis=(Cite("format-2021", "general"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    applies=Applies(first_year=2021),
    examples=(
        Valid(),
        Valid("in 2020 it was in force", standard="gkbg-2019"),
        Valid("history", sections={"other": "自国务院令第492号施行以来坚持公开。未收取信息处理费。"}),
        Invalid(
            "in part one",
            sections={"overview": "根据《中华人民共和国政府信息公开条例》（国务院令第492号），做好公开工作。"},
            keys=("old",),
        ),
        Valid("what was replaced", sections={"overview": "按照修订后的条例，原国务院令第492号的规定不再执行。"}),
        Invalid("last format's number", replace={"〔2021〕30号": "〔2019〕60号"}, keys=("old",), at=("",)),
        Invalid("its title", replace={"年度报告格式》": "年度报告格式（试行）》"}, keys=("old",)),
        Invalid("the first Regulations", replace={"第711号": "第492号"}, keys=("old",)),
    ),
)
