"""Which paragraphs of a report can claim anything, and under which heading they stand: most need not be read for it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.claims.claim import Claim
from gongkai.claims.grammar import WORDS
from gongkai.claims.numerals import CHINESE, NUMERAL
from gongkai.claims.phrases import tags_of
from gongkai.claims.prose import Cut, Prose
from gongkai.claims.scope import Author
from gongkai.claims.telling import Telling
from gongkai.claims.topics import countable
from gongkai.patterns import alternation, regex
from gongkai.vocabulary import Vocabulary

__all__ = ["Reader"]

_NO_TAGS: frozenset[str] = frozenset()
# What is no longer than this may be a heading of its own.
_SHORT = 30
# A number, a negation or a word for all: without one of them a paragraph claims nothing. The first character alone lets
# the engine skip to where one may begin.
_WORDS = (*WORDS["negation"], *WORDS["all"])
_BEGINS = "".join(sorted({word[0] for word in _WORDS}))
_CLAIMS = regex(rf"[\d{CHINESE}{_BEGINS}](?<=(?={NUMERAL}|{alternation(_WORDS)}).)")


class Reader:
    """Reads the paragraphs of one report in order. Headings give topics to what follows them."""

    def __init__(self, vocabulary: Vocabulary, year: int | None, agency: str, *, leads: bool) -> None:
        """`leads`: the body is a government, whose report speaks for all of its territory."""
        self.vocabulary = vocabulary
        self.author = Author(vocabulary, year, agency, leads)
        self.heading: frozenset[str] = frozenset()

    def read(self, prose: Prose) -> Iterator[Claim]:
        """The claims of all paragraphs. Of most it is enough to know that nothing in them is decisive."""
        # Where every paragraph is decisive the sign is empty and tells no term.
        decided = {n: found[0] and found[1] for n, found in prose.holding(prose.words.decisive)}
        section: str | None = None
        headed = False
        for n, cut in enumerate(prose.cuts):
            passage = cut.passage
            if passage.section != section:
                section, self.heading, headed = passage.section, frozenset(), False
            short = len(cut.text) <= _SHORT and len(passage.text) <= _SHORT
            if short and cut.mentioned and "number" not in cut.kinds:
                self.heading = tags_of(cut.tokens) or self.heading
                headed = not self.heading.isdisjoint(self.vocabulary.decisive)
            if (headed or n in decided) and _CLAIMS.search(cut.text) and self._is_countable(cut, decided.get(n)):
                yield from Telling(self.author, self.heading, cut).claims()

    def _is_countable(self, cut: Cut, term: str | None) -> bool:
        """`term`: one with a decisive tag that stands in the paragraph; it may settle this alone."""
        tags, known = cut.words.words[term][1] if term else _NO_TAGS, self.vocabulary
        return not tags.isdisjoint(known.sufficient) or countable(known, cut.mentioned, self.heading)
