"""The sub-headings of a section run （一）（二）（三） without a gap or a repetition.

Judged in the sections of prose alone; the labels of tables are numbered in the same way. A new （一） begins a new list.
Silent where the missing number stands in the middle of some paragraph: then a line break was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Section, Text, Valid, View, regex
from gongkai_rules._headings import NUMERALS

_NUMBER = regex(r"\s*[（(]\s*(十?[一二三四五六七八九]|十)\s*[）)]")


def check(view: View) -> Iterator[Finding]:
    prose = {spec.id for spec in view.report.standard.sections if spec.content == "prose"}
    for section in view.report.sections:
        if section.id in prose:
            yield from _slips(section)


def _slips(section: Section) -> Iterator[Finding]:
    last = 0
    for passage in section.passages:
        match = _NUMBER.match(passage.text)
        if match is None:
            continue
        number = _value(match[1])
        if last and number not in (1, last + 1):
            place = passage.place(match.start(1), match.end(1))
            if number == last:
                yield Finding("twice", place, {"number": match[0].strip()})
            elif not _holds(section, _written(last + 1)):
                yield Finding("gap", place, {"number": match[0].strip(), "due": f"（{_written(last + 1)}）"})
        last = number


def _holds(section: Section, numeral: str) -> bool:
    """Whether the number in brackets stands anywhere in the section."""
    text = "".join(passage.text for passage in section.passages)
    return re.search(rf"[（(]\s*{numeral}\s*[）)]", text) is not None


def _value(numeral: str) -> int:
    return 10 + _value(numeral[1]) if len(numeral) == 2 else NUMERALS.index(numeral) + 1


def _written(number: int) -> str:
    return NUMERALS[number - 1] if number <= len(NUMERALS) else f"十{NUMERALS[number - len(NUMERALS) - 1]}"


RULE = Rule(
    id="GK114",
    name="st-subsection-order",
    severity="info",
    summary=Text(zh="小标题的序号连续", en="Sub-headings are numbered without gap or repetition"),
    advice=Text(zh="改正小标题的序号", en="Correct the number"),
    messages={
        "twice": Text(zh="小标题序号“{number}”重复", en="The number “{number}” is there twice"),
        "gap": Text(zh="小标题序号跳到了“{number}”，应为“{due}”", en="The number “{number}” follows where “{due}” is due"),
    },
    why=Text(
        zh="序号重复或跳号，多半是增删段落后没有改，也可能漏了一段。",
        en="A number repeated or skipped usually means that a paragraph was added or lost.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "a second list, and a number in the middle of a line",
            sections={"problems": "（一）问题。解读少。\n（二）改进。增加解读。\n（一）考核。已考核。（二）评议。已评议。\n（三）培训。已培训。"},
        ),
        Invalid(
            "three is there twice",
            replace={"（四）政府信息公开平台建设": "（三）政府信息公开平台建设", "（五）监督保障": "（四）监督保障"},
            keys=("twice",),
            at=("overview",),
        ),
        Invalid("two is skipped", replace={"（二）改进情况": "（三）改进情况"}, keys=("gap",), at=("problems",)),
    ),
)  # fmt: skip
