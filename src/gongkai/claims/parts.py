"""Totals with their parts (共12条，其中甲5条、乙7条) and shares (占33.9%), whatever they count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from gongkai.claims.grammar import WORDS
from gongkai.claims.numerals import CHINESE, UNITS, Bound
from gongkai.claims.phrases import Segment
from gongkai.claims.prose import Cut, prose
from gongkai.claims.tokens import Token
from gongkai.patterns import alternation, regex
from gongkai.place import Place
from gongkai.report import Passage, Report
from gongkai.vocabulary import COUNT_UNITS

__all__ = ["Amount", "PartList", "Share", "exceeding_lists", "part_lists", "shares"]

# A part has at most so many characters before its number; a longer one is a clause of its own.
_LONGEST_PART = 16
# Longer lists and sentences are not looked at to their end, so that the cost stays in line with the text.
_MOST_PARTS = 40
_INCLUSION = regex(alternation(WORDS["inclusion"]))
_DIGITS = regex(r"\d+")
# Numbers that are more than their digits: in Chinese, with 万, in groups, or too long for one.
_INTRICATE = regex(rf"[{CHINESE}万亿余多](?:{alternation(UNITS)})|百分之|\d[余多]?[百千万亿]|\d,\d|\d{{16}}")
# A list begins with such a word, its first number not far behind.
_INCLUDES = regex(rf"(?:{alternation(WORDS['inclusion'])})[^。;!?！？\n]{{0,{_LONGEST_PART}}}?[\d{CHINESE}]")
_SHARES = regex(r"占[^占\n]*(?:%|百分之)")
_ENDS = frozenset(("total", "time", "own", "group", "others", "comparison", "negation", "inclusion", "rest", "about"))


class Amount(Struct, frozen=True, kw_only=True):
    """A number with its unit and the words before it in its segment; text[start:end] holds both."""

    value: Decimal
    unit: str
    bound: Bound
    step: Decimal
    words: str
    start: int
    end: int


class PartList(Struct, frozen=True, kw_only=True):
    """A total and the flat list of parts that follows it, all in the same unit. `open` ends with 等."""

    total: Amount
    parts: tuple[Amount, ...]
    passage: Passage

    @property
    def sum(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))

    def place(self) -> Place:
        return self.passage.place(self.total.start, self.parts[-1].end)


class Share(Struct, frozen=True, kw_only=True):
    """A percentage of `part` among one of `wholes`: the larger amounts of the same unit before it in its sentence."""

    percent: Amount
    part: Amount
    wholes: tuple[Amount, ...]
    passage: Passage

    def place(self) -> Place:
        return self.passage.place(self.part.start, self.percent.end)


def part_lists(report: Report) -> tuple[PartList, ...]:
    """Every total that is followed by a list of at least two parts. Lists with brackets inside are left out: what is
    in brackets may be counted twice."""
    return tuple(_all_lists(report, _INCLUDES.search))


def exceeding_lists(report: Report) -> tuple[PartList, ...]:
    """Those of `part_lists` whose parts come to more than the total. Most sentences need not be read for it."""
    return tuple([found for found in _all_lists(report, _may_exceed) if found.sum > found.total.value])


def shares(report: Report) -> tuple[Share, ...]:
    """Every percentage that directly follows an amount (…12件，占34.3%)."""
    cuts = _holding(report, _SHARES)
    return tuple(
        [found for cut in cuts for each in _sentences(cut.of(_SHARES.search)) for found in _shares(cut.passage, each)]
    )


def _all_lists(report: Report, asked: Callable[[str], object]) -> Iterator[PartList]:
    """The lists of the sentences that are asked for, and perhaps of others."""
    for cut in _holding(report, _INCLUDES):
        for sentence in _sentences(cut.of(asked)):
            yield from _lists(cut.passage, sentence)


def _may_exceed(sentence: str) -> bool:
    """Whether parts can come to more than their total: not where the numbers behind the only word for inclusion all
    together come to no more than any before it."""
    around = _INCLUSION.split(sentence)
    if len(around) != 2 or _INTRICATE.search(sentence):
        return len(around) > 1
    before, behind = ([int(digits) for digits in _DIGITS.findall(each)] for each in around)
    return sum(behind) > min(before, default=0)


def _holding(report: Report, sign: re.Pattern[str]) -> list[Cut]:
    found = prose(report)
    return [found.cuts[number] for number, _ in found.holding(sign)]


def _sentences(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    sentence: list[Segment] = []
    for segment in segments:
        sentence.append(segment)
        if segment.after in ("stop", "semicolon"):
            yield sentence
            sentence = []


def _amounts(tokens: Sequence[Token]) -> list[Amount]:
    found: list[Amount] = []
    begun = 0
    for n, token in enumerate(tokens):
        number = token.number
        if number is None:
            continue
        about = "about" in [each.kind for each in tokens[max(begun, n - 1) : n + 2]]
        found.append(
            Amount(
                value=number.value,
                unit=number.unit,
                bound="about" if about else number.bound,
                step=number.step,
                words="".join([each.text for each in tokens[begun:n]]),
                start=tokens[begun].start,
                end=token.end,
            )
        )
        begun = n + 1
    return found


def _unbracketed(sentence: Sequence[Segment]) -> list[Segment]:
    """The segments, with brackets that hold no number as part of the words around them: 乡镇（街道）15件."""
    joined: list[Segment] = []
    inside = False
    for segment in sentence:
        above = joined[-1] if joined else None
        words_only = segment.after == "close" and not any(token.number for token in segment.tokens)
        if above and (inside or (segment.before == "open" and words_only)):
            joined[-1] = replace(above, tokens=(*above.tokens, *segment.tokens), after=segment.after)
            inside = not inside
        else:
            joined.append(segment)
    return joined


def _lists(passage: Passage, sentence: Sequence[Segment]) -> Iterator[PartList]:
    sentence = _unbracketed(sentence)
    for n in range(1, len(sentence)):
        first = sentence[n]
        if not (first.tokens and first.tokens[0].kind == "inclusion") or first.before == "stop":
            continue
        whole = sentence[n - 1].tokens
        if n > 1 and any(token.kind == "comparison" for token in whole):  # 36件，较上年减少9件，其中…
            whole = sentence[n - 2].tokens
        above = _amounts(whole)
        if len(above) != 1 or above[0].unit not in COUNT_UNITS[:-1] or above[0].bound != "exact":
            continue
        parts, flat = _parts(sentence[n : n + _MOST_PARTS], above[0].unit)
        if flat and len(parts) > 1:
            yield PartList(total=above[0], parts=tuple(parts), passage=passage)


def _parts(rest: Sequence[Segment], unit: str) -> tuple[list[Amount], bool]:
    """The parts in order, and whether they are a flat list of exact numbers."""
    parts: list[Amount] = []
    for n, segment in enumerate(rest):
        if n and segment.before == "open":
            return parts, False
        inner = segment.tokens if n else segment.tokens[1:]
        kinds = [token.kind for token in inner]
        found = _amounts(inner)
        if len(found) != 1 or not _ENDS.isdisjoint(kinds) or len(found[0].words) > _LONGEST_PART:
            return parts, "rest" not in kinds and "about" not in kinds
        if found[0].unit != unit or found[0].bound != "exact":
            return parts, found[0].bound == "exact"
        parts.append(found[0])
        if segment.after in ("close", "stop", "semicolon", "open"):
            return parts, segment.after != "open"
    return parts, True


def _shares(passage: Passage, sentence: Sequence[Segment]) -> Iterator[Share]:
    earlier: list[Amount] = []
    for segment in sentence:
        compared = any(t.kind == "comparison" for t in segment.tokens)
        for amount in _amounts(segment.tokens):
            if amount.unit == "%":
                if earlier and not compared and amount.words.startswith("占") and amount.bound == "exact":
                    part = earlier[-1]
                    wholes = tuple(a for a in earlier[:-1] if a.unit == part.unit and a.value >= part.value)
                    if part.unit in COUNT_UNITS[:-1] and part.bound == "exact":
                        yield Share(percent=amount, part=part, wholes=wholes, passage=passage)
            elif not compared:
                earlier = [*earlier[-_MOST_PARTS:], amount]
