"""From tokens to claims: which words belong to which number, and what they make of it.

A paragraph is cut into segments at punctuation. Inside a segment the words tied to a number are those directly before it
(新收申请36件) or, where they do not say enough, directly behind it (收到36件申请). Unknown words cut the tie: what is not
understood yields no claim. Every token is looked at a bounded number of times, so a long paragraph costs no more per
character than a short one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from msgspec.structs import replace

from gongkai.claims.claim import Claim, Confidence, Form, When
from gongkai.claims.grammar import WORDS
from gongkai.claims.numerals import NUMERAL, Bound, Numeral
from gongkai.claims.phrases import REACH, SOFT, Segment, lead, opens, tags_of, words_before, words_behind
from gongkai.claims.prose import Cut
from gongkai.claims.scope import Scope, whose
from gongkai.claims.tokens import Token
from gongkai.claims.topics import Topics, countable
from gongkai.patterns import alternation, regex
from gongkai.vocabulary import KindSpec, Vocabulary

__all__ = ["Reader"]

_Told: TypeAlias = tuple[Claim, KindSpec, bool]
_NONE, _ONE = Decimal(0), Decimal(1)
# A number, a negation or a word for all: without one of them a paragraph claims nothing.
_CLAIMS = regex(rf"{NUMERAL}|{alternation((*WORDS['negation'], *WORDS['all']))}")
# What may stand before the name of a body that the following figures are of.
_OPENING = frozenset(("time", "filler", "inclusion"))


class Reader:
    """Reads the paragraphs of one report in order. Headings give topics to what follows them."""

    def __init__(self, vocabulary: Vocabulary, year: int | None, agency: str, *, leads: bool) -> None:
        """`leads`: the body is a government, whose report speaks for all of its territory."""
        self.vocabulary = vocabulary
        self.year, self.agency, self.leads = year, agency, leads
        self.heading: frozenset[str] = frozenset()
        self.section: str | None = None

    def read(self, cut: Cut) -> list[Claim]:
        """The claims of the next paragraph."""
        passage = cut.passage
        if passage.section != self.section:
            self.section, self.heading = passage.section, frozenset()
        if len(passage.text) <= 30 and cut.mentioned and "number" not in cut.kinds:  # a heading of its own
            self.heading = tags_of(cut.tokens) or self.heading
        if self.heading.isdisjoint(self.vocabulary.decisive) and not cut.is_decided:
            return []
        if not countable(self.vocabulary, cut.mentioned, self.heading) or not _CLAIMS.search(cut.text):
            return []
        return _Paragraph(self, cut).claims()


class _Paragraph:
    def __init__(self, reader: Reader, cut: Cut) -> None:
        self.reader, self.passage = reader, cut.passage
        self.segments = cut.segments
        self.scope = Scope()
        self.topics = Topics(reader.vocabulary, (*reader.heading, *lead(cut.tokens)))
        self.tags: set[str] = set()
        self.spoiled: set[str] = set()
        # Families of which the sentence has counted something unknown, and of which it has made a claim.
        self.elsewhere: set[str] = set()
        self.counted: set[str] = set()

    def claims(self) -> list[Claim]:
        every: list[Claim] = []
        sentence: list[_Told] = []
        begun = 0
        for n, segment in enumerate(self.segments):
            if segment.before == "open":
                self.scope.enter()
            elif segment.before == "close":
                self.scope.leave()
            sentence += self._segment(n, segment)
            if segment.after == "stop":
                end = segment.tokens[-1].end if segment.tokens else begun
                every += self._judged(sentence, (begun, end)) if sentence else ()
                self._end_sentence()
                sentence, begun = [], end
        return every

    def _judged(self, told: list[_Told], span: tuple[int, int]) -> Iterator[Claim]:
        """The claims of a sentence at its end: what else it says may throw doubt on them."""
        words = self.passage.text[span[0] : span[1]]
        start = span[1] - len(words.lstrip("。！？!?；; \u3000"))
        before: set[str] = set()
        for claim, kind, explicit in told:
            doubt = self.tags.intersection(kind.clouds) or (
                self.spoiled and kind.family in self.spoiled and not explicit
            )
            if claim.comparable:  # a second number of the same kind in one sentence has another scope
                doubt = doubt or (kind.id in before and not explicit)
                before.add(kind.id)
            yield replace(claim, sentence=(start, span[1]), confidence="doubtful" if doubt else claim.confidence)

    def _end_sentence(self) -> None:
        self.topics.end_sentence()
        self.tags, self.spoiled, self.elsewhere, self.counted = set(), set(), set(), set()
        self.scope.who, self.scope.part, self.scope.vague, self.scope.outer = "self", False, False, []

    def _segment(self, n: int, segment: Segment) -> Iterator[_Told]:
        when = self.scope.when
        if segment.before == "semicolon":
            self.scope.part = self.scope.vague = False
        compared, opening = False, True
        for i, token in enumerate(segment.tokens):
            match token.kind:
                case "text":
                    if opening and i <= REACH:
                        self.scope.who = (
                            whose(token.text, self.reader.vocabulary.bodies, self.reader.agency) or self.scope.who
                        )
                case "filler":
                    pass
                case "term":
                    self.tags |= token.tags
                    self.topics.name(token.tags)
                case "number" if not compared:
                    yield from self._number(n, i, when)
                case "negation":
                    yield from self._none(n, i, when)
                case "time" if not (i and segment.tokens[i - 1].kind == "comparison"):
                    when = self._when(token)
                    if "past" in token.tags or opens(segment.tokens, i):
                        self.scope.when = when
                case "comparison":
                    compared = True
                case "all":
                    yield from self._all(segment.tokens, i, when)
                case _:
                    self._turn(token)
            opening = opening and token.kind in _OPENING

    def _turn(self, token: Token) -> None:
        """Words that say for whom the following figures are, or that they are parts."""
        match token.kind:
            case "own":
                self.scope.who = "self"
            case "group":
                self.scope.who = "self" if self.reader.leads else "group"
            case "others":
                self.scope.who = "others"
            case "inclusion":
                self.scope.part = True
            case _:
                pass

    def _when(self, token: Token) -> When:
        (said,) = token.tags
        if said in ("this", "part"):
            return "this_year" if said == "this" else "part_year"
        if said == "last" or (said.isdigit() and self.reader.year is not None and int(said) == self.reader.year - 1):
            return "last_year"
        return "this_year" if said == str(self.reader.year) else "other_year"

    def _number(self, n: int, i: int, when: When) -> Iterator[_Told]:
        segment = self.segments[n]
        token = segment.tokens[i]
        number = token.number
        if number is None:
            return
        tied, stop = words_before(segment.tokens, i)
        if stop and stop.kind == "negation":  # 未办结3件
            return
        named = tags_of(tied)
        behind, follower = words_behind(segment.tokens, i)
        right = tags_of(behind)
        joint = self._joint(n, i) if named else frozenset[str]()
        if joint and number.value != 0:
            return
        cut = stop is not None and stop.kind == "text"
        kinds = (
            [
                k
                for k in self.topics.known(named | joint)
                if number.unit in k.units and self.topics.in_context(k, named | joint)
            ]
            if joint
            else self.topics.kinds(named, number.unit, cut=cut)
        )
        named_behind = False
        if right and (not kinds or not any(self.topics.explicit(kind, named) for kind in kinds)):
            wider = self.topics.kinds(named | right, number.unit, cut=cut)
            if wider and (named or self.topics.named_before(wider)):
                kinds, named, named_behind = wider, named | right, True
        if len(kinds) > 1 and not joint:
            return
        for kind in kinds:
            explicit = self.topics.explicit(kind, named | joint)
            if not explicit and not named_behind and follower and follower.kind in ("text", "term"):
                continue  # what is counted is named behind the number, in words unknown or of another kind
            if not number.unit and i + 1 != len(segment.tokens):
                continue
            about = [t for t in (*tied, follower) if t and t.kind == "about"]
            bound: Bound = "about" if about else number.bound
            if kind.spoils:
                self.spoiled.add(kind.spoils)
            first = tied[0].start if tied else token.start
            last = behind[-1].end if named_behind and behind else token.end
            sure = self._sure(kind, named | joint)
            claim = self._claim(kind, "count", number.value, when, (first, last), sure, bound, number)
            if sure != "doubtful":
                self.counted.add(kind.family)
            yield claim, kind, explicit
        if not kinds and stop and stop.kind == "text":
            self.elsewhere |= self.topics.families(tags_of(segment.tokens[:i]), number.unit)
        if not kinds and self.scope.part and number.unit in ("件", "宗", "条", "起", "份", "项", "次", "个"):
            self.scope.vague = True

    def _joint(self, n: int, i: int) -> frozenset[str]:
        """Tags of the items before in a list without numbers of their own: 行政复议、行政诉讼0件."""
        tags: frozenset[str] = frozenset()
        here = self.segments[n]
        if here.before != "list" or i > REACH or any(t.kind in ("number", "text") for t in here.tokens[:i]):
            return tags
        for back in range(n - 1, max(-1, n - REACH), -1):
            if self.segments[back + 1].before != "list":
                break
            above = self.segments[back].tokens
            found, stop = words_before(above, len(above))
            if not tags_of(found) or (stop and stop.kind == "number"):
                break
            tags |= tags_of(found)
            if len(found) < len(above):
                break
        return tags

    def _none(self, n: int, i: int, when: When) -> Iterator[_Told]:
        """未收到申请; 无行政复议、行政诉讼."""
        tags: frozenset[str] = frozenset()
        if any(token.kind == "number" for token in self.segments[n].tokens[:i]):  # 9个街道均未收到
            return
        first = self.segments[n].tokens[i]
        last = first
        for ahead in range(n, min(len(self.segments), n + REACH)):
            segment = self.segments[ahead]
            rest = segment.tokens[i + 1 : i + 1 + REACH] if ahead == n else segment.tokens[:REACH]
            if ahead > n and not (rest and rest[0].kind in ("term", "filler")):
                break
            for token in rest:
                if token.kind == "term":
                    tags, last = tags | token.tags, token
                elif token.kind not in SOFT and token.kind != "rest":
                    return
            if segment.after != "list":
                break
        for kind in self.topics.denied(tags):
            # Where there is no case at all there is none of this topic, either: what is absent needs no topic.
            explicit = bool(tags.intersection(kind.absent)) or self.topics.explicit(kind, tags)
            sure = "certain" if explicit else self._sure(kind, tags)
            if sure == "likely" and self.segments[n].before == "comma" and last is self.segments[n].tokens[-1]:
                continue  # 2024年未收到科研机构申请，2025年仍未收到: of what, the clause before says
            yield self._claim(kind, "none", _NONE, when, (first.start, last.end), sure), kind, explicit

    def _all(self, tokens: Sequence[Token], i: int, when: When) -> Iterator[_Told]:
        """全部办结, 均维持."""
        tags: frozenset[str] = frozenset()
        last = tokens[i]
        if any(token.kind == "text" for token in tokens[max(0, i - REACH) : i]):  # 其余全部办结, 已审结的均维持
            return
        limited = self.scope.part or any(token.kind not in SOFT for token in tokens[:i])  # 网上37件全部办结
        for token in tokens[i + 1 : i + 1 + REACH]:
            if token.kind == "term":
                tags, last = tags | token.tags, token
            elif token.kind not in SOFT:
                break
        else:
            for kind in self.topics.kinds(tags, "", cut=False):
                sure = self._sure(kind, tags)
                if sure != "certain" and (limited or kind.family not in self.counted):
                    sure = "doubtful"  # all of what, then?
                claim = self._claim(kind, "all", None, when, (tokens[i].start, last.end), sure)
                yield claim, kind, self.topics.explicit(kind, tags)

    def _sure(self, kind: KindSpec, tags: frozenset[str]) -> Confidence:
        if tags.intersection(kind.unsure) or (self.scope.vague and self.scope.part):
            return "doubtful"
        if kind.family in self.elsewhere and tags.issubset(kind.needs):
            return "doubtful"
        return "certain" if self.topics.explicit(kind, tags) or self.topics.in_sentence(kind) else "likely"

    def _claim(
        self, kind: KindSpec, form: Form, value: Decimal | None, when: When, span: tuple[int, int], sure: Confidence,
        bound: Bound = "exact", number: Numeral | None = None,
    ) -> Claim:  # fmt: skip
        return Claim(
            kind=kind.id, form=form, value=value, bound=bound, step=number.step if number else _ONE,
            unit=number.unit if number else "", who=self.scope.who, when=when, part=self.scope.part, confidence=sure,
            passage=self.passage, start=span[0], end=span[1], sentence=span,
        )  # fmt: skip
