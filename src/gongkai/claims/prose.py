"""The prose of a report, once for all that read it: each paragraph is cut only when someone needs what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from gongkai.claims.phrases import Segment, segments
from gongkai.claims.tokens import Lexicon, Token, lexicon, mentioned, squeezed, squeezed_all, tokens
from gongkai.patterns import regex
from gongkai.report import Passage, Report

__all__ = ["Cut", "prose"]


# As squeezing leaves the marks. What begins with the others may hold one: 《…。…》.
_SENTENCE = regex(r"[^。;!?！？]+[。;!?！？]?")
_HOLDS_MARKS = frozenset("《〔第")


class Cut:
    """A paragraph with its tokens and its segments.

    `text` is what tokens are cut from: digits narrow, white space left out.
    """

    def __init__(self, passage: Passage, words: Lexicon, text: str | None = None) -> None:
        """`text`: what is known to come of squeezing the paragraph."""
        self.passage, self._words = passage, words
        self.text = squeezed(passage.text)[0] if text is None else text

    @property
    def is_decided(self) -> bool:
        """Whether a term with a decisive tag stands in it, as in few: that costs least to know."""
        return self._words.decisive.search(self.text) is not None

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """What it can be about, which costs little to know: all tags of its tokens, and perhaps others."""
        return mentioned(self.text, self._words)

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens(self.passage.text, self._words, tight=self.text)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What kinds of tokens it has."""
        return frozenset([token.kind for token in self.tokens])

    def holding(self, sign: re.Pattern[str]) -> Iterator[Segment]:
        """The segments of the sentences in which a sign stands: no other is cut where it is sure where sentences end."""
        if "tokens" in vars(self) or not _HOLDS_MARKS.isdisjoint(self.text):
            yield from self.segments
            return
        for sentence in _SENTENCE.finditer(self.text):
            if sign.search(sentence[0]):
                yield from segments(tokens(self.passage.text, self._words, *sentence.span(), tight=self.text))

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(segments(self.tokens))


# The report that was asked for last, and its prose: what rules ask for comes report by report.
_LATEST: list[tuple[Report, tuple[Cut, ...]]] = []


def prose(report: Report) -> tuple[Cut, ...]:
    """The paragraphs of all sections in reading order, in the words of the report's standard and fiscal year."""
    for known, cuts in _LATEST:
        if known is report:
            return cuts
    words = lexicon(report.standard.vocabulary, report.fiscal_year)
    passages = [each for section in report.sections for each in section.passages]
    texts = squeezed_all([each.text for each in passages])
    cuts = tuple([Cut(each, words, text) for each, text in zip(passages, texts, strict=True)])
    _LATEST[:] = [(report, cuts)]
    return cuts
