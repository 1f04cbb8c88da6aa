"""Totals with their parts (共12条，其中甲5条、乙7条) and shares (占33.9%), whatever they count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from gongkai.claims.grammar import WORDS
from gongkai.claims.numerals import Bound
from gongkai.claims.phrases import Segment
from gongkai.claims.prose import prose
from gongkai.claims.tokens import Token
from gongkai.patterns import regex
from gongkai.place import Place
from gongkai.report import Passage, Report
from gongkai.vocabulary import COUNT_UNITS

__all__ = ["Amount", "PartList", "Share", "part_lists", "shares"]

# A part has at most so many characters before its number; a longer one is a clause of its own.
_LONGEST_PART = 16
# Longer lists and sentences are not looked at to their end, so that the cost stays in line with the text.
_MOST_PARTS = 40
_INCLUDES = regex("|".join(WORDS["inclusion"]))
_SHARES = regex(r"占[^占]*(?:%|百分之)")
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
    cuts = (cut for cut in prose(report) if _INCLUDES.search(cut.text))
    return tuple(
        [found for cut in cuts for each in _sentences(cut.holding(_INCLUDES)) for found in _lists(cut.passage, each)]
    )


def shares(report: Report) -> tuple[Share, ...]:
    """Every percentage that directly follows an amount (…12件，占34.3%)."""
    cuts = (cut for cut in prose(report) if _SHARES.search(cut.text))
    return tuple(
        [found for cut in cuts for each in _sentences(cut.holding(_SHARES)) for found in _shares(cut.passage, each)]
    )


def _sentences(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    sentence: list[Segment] = []
    for segment in segments:
        sentence.append(segment)
        if segment.after in ("stop", "semicolon"):
            yield sentence
            sentence = []


def _amounts(segment: Segment) -> list[Amount]:
    found: list[Amount] = []
    begun = 0
    for n, token in enumerate(segment.tokens):
        if token.number:
            before = segment.tokens[begun:n]
            about = "about" in [t.kind for t in segment.tokens[max(begun, n - 1) : n + 2]]
            found.append(
                Amount(
                    value=token.number.value,
                    unit=token.number.unit,
                    bound="about" if about else token.number.bound,
                    step=token.number.step,
                    words="".join([t.text for t in before]),
                    start=before[0].start if before else token.start,
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
        above = _amounts(sentence[n - 1])
        if len(above) != 1 or above[0].unit not in COUNT_UNITS[:-1] or above[0].bound != "exact":
            continue
        parts, flat = _parts(sentence[n : n + _MOST_PARTS], above[0].unit)
        if flat and len(parts) > 1:
            yield PartList(total=above[0], parts=tuple(parts), passage=passage)


def _parts(rest: Sequence[Segment], unit: str) -> tuple[list[Amount], bool]:
    """The parts in order, and whether they are a flat list of exact numbers."""
    parts: list[Amount] = []
    for n, segment in enumerate(rest):
        inner: tuple[Token, ...] = segment.tokens[1:] if n == 0 else segment.tokens
        found = _amounts(Segment(inner, segment.before, segment.after))
        if n and segment.before == "open":
            return parts, False
        if len(found) != 1 or any(token.kind in _ENDS for token in inner) or len(found[0].words) > _LONGEST_PART:
            return parts, not any(t.kind in ("rest", "about") for t in inner)
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
        for amount in _amounts(segment):
            if amount.unit == "%":
                if earlier and not compared and amount.words.startswith("占") and amount.bound == "exact":
                    part = earlier[-1]
                    wholes = tuple(a for a in earlier[:-1] if a.unit == part.unit and a.value >= part.value)
                    if part.unit in COUNT_UNITS[:-1] and part.bound == "exact":
                        yield Share(percent=amount, part=part, wholes=wholes, passage=passage)
            elif not compared:
                earlier = [*earlier[-_MOST_PARTS:], amount]
