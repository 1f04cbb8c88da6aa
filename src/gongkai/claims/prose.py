"""The prose of a report, once for all that read it: each paragraph is cut only when someone needs what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from weakref import ref

from msgspec import Struct

from gongkai.claims.phrases import Segment, segments
from gongkai.claims.tokens import Lexicon, Token, lexicon, mentioned, squeezed_all, tokens
from gongkai.patterns import regex
from gongkai.report import Passage, Report

__all__ = ["Cut", "Prose", "prose", "prose_of"]


# As squeezing leaves the marks. What begins with the others may hold one: 《…。…》.
_SENTENCE = regex(r"[^。;!?！？]+[。;!?！？]?")
_HOLDS_MARKS = regex(r"[《〔第]")


class Cut(Struct, dict=True):
    """A paragraph with its tokens and its segments.

    `text` is what tokens are cut from: digits narrow, white space left out.
    """

    passage: Passage
    words: Lexicon
    text: str

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """What it can be about, which costs little to know: all tags of its tokens, and perhaps others."""
        return mentioned(self.text, self.words)

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens(self.passage.text, self.words, tight=self.text)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What kinds of tokens it has."""
        return frozenset([token.kind for token in self.tokens])

    def of(self, asked: Callable[[str], object]) -> list[Segment]:
        """The segments of the sentences that are asked for: no other is cut where it is sure where sentences end."""
        if "tokens" in vars(self) or _HOLDS_MARKS.search(self.text):
            return self.segments
        return [
            segment
            for sentence in _SENTENCE.finditer(self.text)
            if asked(sentence[0])
            for segment in segments(tokens(self.passage.text, self.words, *sentence.span(), tight=self.text))
        ]

    @cached_property
    def segments(self) -> list[Segment]:
        return segments(self.tokens)


class Prose(Struct, frozen=True):
    """Paragraphs in reading order, and the text of all, each in a line of its own."""

    words: Lexicon
    cuts: tuple[Cut, ...]
    text: str

    def holding(self, sign: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """The numbers of the paragraphs in which a sign stands, each with the first there; no sign goes over a line. One
        look passes over all paragraphs between."""
        number = end = 0
        found = sign.search(self.text) if self.cuts else None
        while found:
            number += self.text.count("\n", end, found.start())
            yield number, found
            end = self.text.find("\n", found.start())
            found = sign.search(self.text, end + 1) if end >= 0 else None


def prose_of(passages: Sequence[Passage], words: Lexicon) -> Prose:
    """The paragraphs of these passages."""
    texts = squeezed_all([each.paragraph.text for each in passages])
    cuts = tuple([Cut(each, words, text) for each, text in zip(passages, texts, strict=True)])
    return Prose(words, cuts, "\n".join(texts))


# The report that was asked for last, and its prose: what rules ask for comes report by report. Neither outlives the
# report.
_LATEST: list[tuple[ref[Report], Prose]] = []


def prose(report: Report) -> Prose:
    """The paragraphs of all sections, in the words of the report's standard and fiscal year."""
    for known, found in _LATEST:
        if known() is report:
            return found
    words = lexicon(report.standard.vocabulary, report.fiscal_year)
    found = prose_of([each for section in report.sections for each in section.passages], words)
    _LATEST[:] = [(ref(report, lambda _: _LATEST.clear()), found)]
    return found
