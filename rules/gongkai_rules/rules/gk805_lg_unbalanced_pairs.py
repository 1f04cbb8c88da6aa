"""Brackets, book-title marks and quotation marks come in pairs.

Pairs are matched through a whole part of the report, because copies break lines inside them; full-width and half-width brackets
match each other. Silent on item numbers such as “1）” and “一）”, on 〔〕 (copies often lose one), and where three or more
marks of a part are unmatched: then the copy is damaged rather than the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from gongkai import Cite, Finding, Invalid, Passage, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding

_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "【": "】"}
_SAME = {"(": "（", ")": "）"}
_FULL = str.maketrans(_SAME)
_DEEPEST = 4
_ADJACENT = [opening + closing for opening, closing in _PAIRS.items() if opening not in _SAME]
_MARK = regex(r"[（）()《》“”【】]")
_ITEM = regex(r"(?:^|[\s。；：，、])[0-9a-zA-Z一二三四五六七八九十①-⑳]{1,3}$")
_DAMAGED = 3


def check(view: View) -> Iterator[Finding]:
    for _, group in groupby(view.report.passages, key=attrgetter("section")):
        part = tuple(group)
        loose = [] if _paired("".join([piece.text for piece in part])) else _unmatched(part)
        if len(loose) < _DAMAGED:
            for piece, place in loose:
                yield finding("single", piece, [(place, place + 1)])


def _paired(text: str) -> bool:
    """Whether every mark has its partner: then nothing is left when pairs of neighbours are taken out, time and again.

    Marks that stand deeper in each other than in any text are not looked at.
    """
    marks = "".join(_MARK.findall(text)).translate(_FULL)
    for _ in range(_DEEPEST):
        if not marks:
            return True
        for pair in _ADJACENT:
            marks = marks.replace(pair, "")
    return not marks


def _unmatched(group: Sequence[Passage]) -> list[tuple[Passage, int]]:
    waiting: list[tuple[str, Passage, int]] = []
    loose: list[tuple[Passage, int]] = []
    for piece in group:
        for match in _MARK.finditer(piece.text):
            mark = _SAME.get(match[0], match[0])
            if mark in _PAIRS:
                waiting.append((_PAIRS[mark], piece, match.start()))
                continue
            if not any(closing == mark for closing, _, _ in waiting[-_DAMAGED:]):
                if not (mark == "）" and _ITEM.search(piece.text[max(0, match.start() - 4) : match.start()])):
                    loose.append((piece, match.start()))
                continue
            while waiting[-1][0] != mark:
                loose.append(waiting.pop()[1:])
            waiting.pop()
        if len(loose) >= _DAMAGED:
            break
    return loose + [each[1:] for each in waiting]


RULE = Rule(
    id="GK805",
    name="lg-unbalanced-pairs",
    severity="warning",
    summary=Text(zh="括号、书名号、引号成对", en="Brackets and quotation marks come in pairs"),
    advice=Text(zh="补上或删去一个", en="Add the missing one or take this one out"),
    messages={"single": Text(zh="“{words}”没有配对", en="“{words}” has no partner")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "nested, mixed, over lines, item numbers",
            sections={
                "other": "《关于印发〈云川县办法〉的通知》(云政办〔2025〕3号）已公布。“一网\n通办”平稳。1）无。二）无。《《办法》解读》。未收取信息处理费。"
            },
        ),
        Valid("a damaged copy", sections={"other": "《甲《乙《丙《丁。未收取信息处理费。"}),
        Invalid("a bracket is missing", sections={"other": "均已答复（含上年结转2件。未收取信息处理费。"}, keys=("single",), at=("other",)),
        Invalid("a closing mark alone", replace={"《中华人民共和国政府信息公开条例》": "中华人民共和国政府信息公开条例》"}, keys=("single",), at=("",)),
    ),
)  # fmt: skip
