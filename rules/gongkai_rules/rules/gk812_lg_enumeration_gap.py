"""Enumerations count on without a gap or a repetition: 一是、二是、三是; 第一，第二，第三.

A list begins with 一是 (第一，) and may run on over paragraphs of one part. A list that begins otherwise, and one after a new
heading such as （二）, is not judged until its next 一是.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import all_words, finding

_NUMERALS = "一二三四五六七八九十"
# What every item of a style holds, from a character on to which the engine skips, and the item.
_STYLES = (
    (
        regex(r"是(?<=[一二三四五六七八九十]是)"),
        regex(r"(?:^|(?<=[。；：，、;:,）)\s]))([一二三四五六七八九十])是(?!否|非)"),
    ),
    (
        regex(r"第[一二三四五六七八九十]"),
        regex(r"(?:^|(?<=[。；：;:\s]))第([一二三四五六七八九十])[，、,]"),
    ),
)
_DEEPEST = 3
_HEADING = regex(r"^\s*(?:[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.、．])")


def check(view: View) -> Iterator[Finding]:
    words = view.derive(all_words)
    for sign, style in _STYLES:
        held = words.holding(sign)
        # Most lists stand in one paragraph, whole.
        if all(_NUMERALS.startswith("".join(style.findall(piece.text))) for piece in held):
            continue
        holding = set(map(id, held))
        # The items at which the open lists stand, the innermost last: a list may begin inside an item of another.
        lists: list[int] = []
        section = None
        for piece in view.report.passages:
            if piece.section != section or (lists and _HEADING.match(piece.text)):
                lists, section = [], piece.section
            if id(piece) not in holding:
                continue
            odd = [m for m in style.finditer(piece.text) if not _follows(_NUMERALS.index(m[1]) + 1, lists)]
            if odd:
                word = odd[0][0].rstrip("，、,")
                yield finding("gap", piece, [(match.start(1), match.end()) for match in odd], word=word)


def _follows(number: int, lists: list[int]) -> bool:
    """Whether an item follows in one of the open lists; those inside it are then at their end."""
    if number == 1:
        lists.append(1)
        del lists[:-_DEEPEST]
        return True
    if not lists:
        return True
    for depth in range(len(lists) - 1, -1, -1):
        if number == lists[depth] + 1:
            lists[depth] = number
            del lists[depth + 1 :]
            return True
    # A lower number belongs to a list whose beginning was not seen.
    right = number < lists[-1]
    lists[-1] = number
    return right


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
        Valid("a list in a list", sections={"problems": "一是公开方面：一是解读单一；二是栏目少；二是文书方面：一是不规范；三是培训少。"}),
        Invalid("a gap", sections={"problems": "存在问题：一是解读单一；二是文书不规范；四是培训少。已经逐项改进。"}, keys=("gap",), at=("problems",)),
        Invalid("a repetition", sections={"problems": "一是解读单一；二是文书不规范；\n二是培训少。已经逐项改进。"}, keys=("gap",)),
        Invalid("the other style", sections={"problems": "第一，解读单一。第三，文书不规范。已经逐项改进并办班。"}, keys=("gap",)),
    ),
)  # fmt: skip
