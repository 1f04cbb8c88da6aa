"""The Regulations, the format and the fee measures are cited with their own titles and numbers.

The numbers come from the instruments in the data: 国务院令第711号, 国办公开办函〔2021〕30号 (and 〔2019〕60号 with （试行）), 国办函〔2020〕109号.
Judged is the number in the brackets right behind the title. Silent on damaged numbers (〔202130号), on the style of brackets, on
国务院第711号令, and on other titles. That a repealed document is cited is GK506's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding, signed, signs


class _Document(Struct, frozen=True):
    title: re.Pattern[str]
    numbers: tuple[tuple[str, str, str], ...]
    right: str


# Behind a title, within brackets: issuer, year, number. The numbers are those of the pack's instruments; 492 was the
# order of the first Regulations, of 2007 (GK506).
_CITED = regex(r"《([^《》]{4,60})》\s?(?:的通知)?[（(【]([^（）()【】]{4,40})[）)】]")
_LETTER = regex(r"(国[\u4e00-\u9fff]{1,8})[〔\[（(【]\s?(20\d\d)\s?[〕\]）)】]\s?第?(\d{1,4})号")
_ORDER = regex(r"令\s?第?\s?(\d{1,4})\s?号|第\s?(\d{1,4})\s?号令?")
_DOCUMENTS = (
    _Document(
        regex(r"年度报告格式[》>〉]?(?:的通知)?$"), (("国办公开办函", "2021", "30"),), "国办公开办函〔2021〕30号"
    ),
    _Document(
        regex(r"年度报告格式[（(]试行[）)][》>〉]?(?:的通知)?$"),
        (("国办公开办函", "2019", "60"),),
        "国办公开办函〔2019〕60号",
    ),
    _Document(regex(r"信息处理费管理办法(?:的通知)?$"), (("国办函", "2020", "109"),), "国办函〔2020〕109号"),
)
_OLD = ("国办公开办函", "2019", "60")
_REGULATIONS = regex(r"(?:中华人民共和国)?政府信息公开条例")
_ORDERS = ("711", "492")
_SHORT_TITLE = regex(r"《((?:中华人民共和国)?政府信息(?:工作)?年度报告格式(?:[（(]试行[）)])?)》")
_ISSUER = regex(r"国办公开函〔20(?:21|19)〕(?:30|60)号|国办公办函〔20(?:21|19)〕(?:30|60)号|国办公开办〔2021〕30号")
_SIGN = signs("《", "国办公")


def check(view: View) -> Iterator[Finding]:
    for piece in signed(view, _SIGN, "prose"):
        for match in _CITED.finditer(piece.text):
            right = _right_number("".join(match[1].split()), match[2])
            if right:
                yield finding("number", piece, [match.span(2)], title=match[1], right=right)
        for match in _SHORT_TITLE.finditer(piece.text):
            yield finding("title", piece, [match.span(1)])
        issuer = [m.span() for m in _ISSUER.finditer(piece.text)]
        if issuer:
            yield finding("issuer", piece, issuer)


@lru_cache(maxsize=256)
def _right_number(title: str, cited: str) -> str | None:
    """The document's right number if another one is cited."""
    if _REGULATIONS.fullmatch(title):
        order = _ORDER.search(cited)
        return None if order is None or (order[1] or order[2]) in _ORDERS else "国务院令第711号"
    letter = _LETTER.search(cited)
    if letter is None or _ISSUER.search(cited):
        return None
    for document in _DOCUMENTS:
        # Many leave （试行） out when they cite the format of 2019: GK506 tells of it.
        if document.title.search(title):
            return None if letter.groups() in (*document.numbers, _OLD) else document.right
    return None


RULE = Rule(
    id="GK505",
    name="ms-citation-wrong",
    severity="warning",
    summary=Text(zh="引用文件的标题和文号正确", en="Documents are cited with their own titles and numbers"),
    advice=Text(zh="对照原文改正", en="Correct it against the original"),
    messages={
        "number": Text(zh="《{title}》的文号写成了“{words}”，应为{right}", en="“{title}” is cited as {words}; its number is {right}"),
        "title": Text(zh="文件标题漏了“公开工作”：《{words}》", en="The title lacks 公开工作: {words}"),
        "issuer": Text(zh="发文字号写错：“{words}”，应为“国办公开办函”", en="The number's letters are wrong: {words}; they are 国办公开办函"),
    },
    basis=(Cite("regulation-2019", "50"), Cite("format-2021", "part-4"), Cite("fee-measures-2020")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "other ways to write, damage, other documents",
            sections={
                "other": "《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号）、《政府信息公开条例》（2019年修订）、《年度报告格式》（国办公开办函〔202130号）、"
                "《青岳省政府信息公开条例》解读、《政府信息公开工作要点》（国办发〔2021〕12号）、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。未收取信息处理费。"
            },
        ),
        Invalid("a wrong order", replace={"国务院令第711号": "国务院令第771号"}, keys=("number",), at=("",)),
        Invalid("a wrong number", replace={"国办公开办函〔2021〕30号": "国办公开办函〔2021〕36号"}, keys=("number",), at=("",)),
        Invalid(
            "the number of the newer format",
            standard="gkbg-2019",
            sections={"other": "依据《关于印发〈中华人民共和国政府信息公开工作年度报告格式（试行）〉的通知》（国办公开办函〔2021〕30号）编制。"},
            keys=("number",),
        ),
        Invalid("the letters", replace={"国办公开办函〔2021〕30号": "国办公开函〔2021〕30号"}, keys=("issuer",)),
        Invalid("a part of the title", replace={"政府信息公开工作年度报告格式": "政府信息年度报告格式"}, keys=("title",)),
        Invalid("the fee measures", sections={"other": "依据《政府信息公开信息处理费管理办法》（国办函〔2021〕109号）未收取信息处理费。"}, keys=("number",)),
    ),
)  # fmt: skip
