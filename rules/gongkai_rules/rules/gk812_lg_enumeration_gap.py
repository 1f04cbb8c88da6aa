"""Enumerations count on without a gap or a repetition: 一是、二是、三是; 第一，第二，第三.

A list begins with 一是 (第一，) and may run on over paragraphs of one part. A list that begins otherwise, and one after a new
heading such as （二）, is not judged until its next 一是.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stretch import finding, prose_pieces

_NUMERALS = "一二三四五六七八九十"
_STYLES = (
    re.compile(r"(?:^|(?<=[。；：，、;:,）)\s]))([一二三四五六七八九十])是(?!否|非)"),
    re.compile(r"(?:^|(?<=[。；：;:\s]))第([一二三四五六七八九十])[，、,]"),
)
_HEADING = re.compile(r"^\s*(?:[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.、．])")


def check(view: View) -> Iterator[Finding]:
    for style in _STYLES:
        last, section = 0, None
        for piece in view.derive(prose_pieces):
            if piece.section != section or _HEADING.match(piece.text):
                last, section = 0, piece.section
            odd = []
            for match in style.finditer(piece.text):
                number = _NUMERALS.index(match[1]) + 1
                if last and number != 1 and number != last + 1:
                    if number == last or number > last:
                        odd.append((match.start(1), match.end()))
                    else:  # a list of its own that began without its first item
                        number = 0
                last = number if last or number == 1 else 0
            if odd:
                start, end = odd[0]
                yield finding("gap", piece, odd, word=piece.text[start:end].rstrip("，、,"))


RULE = Rule(
    id="GK812",
    name="lg-enumeration-gap",
    severity="warning",
    summary=Text(zh="“一是、二是……”不跳号、不重号", en="Enumerations neither skip nor repeat"),
    advice=Text(zh="改正序号，或者补上漏掉的一项", en="Correct the number, or put in the missing item"),
    messages={"gap": Text(zh="列举序号不连续：“{word}”", en="The enumeration does not count on: “{word}”")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "two lists, over paragraphs, words",
            sections={
                "problems": "一是解读单一；二是文书不够规范。改进：一是增加图表；\n二是统一文书；三是办班。\n（二）其他。三是见前。第一季度完成，第三方评估。唯一是真。"
            },
        ),
        Invalid("a gap", sections={"problems": "存在问题：一是解读单一；二是文书不规范；四是培训少。已经逐项改进。"}, keys=("gap",), at=("problems",)),
        Invalid("a repetition", sections={"problems": "一是解读单一；二是文书不规范；\n二是培训少。已经逐项改进。"}, keys=("gap",)),
        Invalid("the other style", sections={"problems": "第一，解读单一。第三，文书不规范。已经逐项改进并办班。"}, keys=("gap",)),
    ),
)  # fmt: skip
