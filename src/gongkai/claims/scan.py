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
from gongkai.claims.numerals import CHINESE, NUMERAL, Bound
from gongkai.claims.phrases import REACH, SOFT, Segment, lead, opens, tags_of, words_before, words_behind
from gongkai.claims.prose import Cut, Prose
from gongkai.claims.scope import Scope, whose
from gongkai.claims.tokens import Token
from gongkai.claims.topics import Topics, countable
from gongkai.patterns import alternation, regex
from gongkai.vocabulary import COUNT_UNITS, KindSpec, Vocabulary

__all__ = ["Reader"]

_Told: TypeAlias = tuple[Claim, KindSpec, bool]
_NONE, _ONE = Decimal(0), Decimal(1)
_NO_TAGS: frozenset[str] = frozenset()
# What is no longer than this may be a heading of its own.
_SHORT = 30
# A number, a negation or a word for all: without one of them a paragraph claims nothing. The first character alone lets
# the engine skip to where one may begin.
_WORDS = (*WORDS["negation"], *WORDS["all"])
_BEGINS = "".join(sorted({word[0] for word in _WORDS}))
_CLAIMS = regex(rf"[\d{CHINESE}{_BEGINS}](?<=(?={NUMERAL}|{alternation(_WORDS)}).)")
# What may stand before the name of a body that the following figures are of.
_OPENING = frozenset(("time", "filler", "inclusion"))


class Reader:
    """Reads the paragraphs of one report in order. Headings give topics to what follows them."""

    def __init__(self, vocabulary: Vocabulary, year: int | None, agency: str, *, leads: bool) -> None:
        """`leads`: the body is a government, whose report speaks for all of its territory."""
        self.vocabulary = vocabulary
        self.year, self.agency, self.leads = year, agency, leads
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
                yield from _Paragraph(self, cut).claims()

    def _is_countable(self, cut: Cut, term: str | None) -> bool:
        """`term`: one with a decisive tag that stands in the paragraph; it may settle this alone."""
        tags, known = cut.words.words[term][1] if term else _NO_TAGS, self.vocabulary
        return not tags.isdisjoint(known.sufficient) or countable(known, cut.mentioned, self.heading)


class _Paragraph:
    def __init__(self, reader: Reader, cut: Cut) -> None:
        self.reader, self.passage = reader, cut.passage
        self.segments = cut.segments
        self.scope = Scope()
        self.topics = Topics(reader.vocabulary, (*reader.heading, *lead(cut.tokens)))
        self.told: list[_Told] = []
        self.spoiled: set[str] = set()
        self.elsewhere: set[str] = set()  # families of which the sentence has counted something unknown

    def claims(self) -> list[Claim]:
        every: list[Claim] = []
        begun = 0
        for n, segment in enumerate(self.segments):
            if segment.before == "open":
                self.scope.enter()
            elif segment.before == "close":
                self.scope.leave()
            self._segment(n, segment)
            if segment.after == "stop":
                end = segment.tokens[-1].end if segment.tokens else begun
                if self.told:
                    every += self._judged(begun, end)
                self._end_sentence()
                begun = end
        return every

    def _judged(self, begun: int, end: int) -> Iterator[Claim]:
        """The claims of a sentence at its end: what else it says may throw doubt on them."""
        words = self.passage.text[begun:end]
        sentence = (end - len(words.lstrip("。！？!?；; \u3000")), end)
        before: set[str] = set()
        for claim, kind, explicit in self.told:
            doubt = self.topics.clouded(kind) or (self.spoiled and kind.family in self.spoiled and not explicit)
            if claim.comparable:  # a second number of the same kind in one sentence has another scope
                doubt = doubt or (kind.id in before and not explicit)
                before.add(kind.id)
            yield replace(claim, sentence=sentence, confidence="doubtful" if doubt else claim.confidence)

    def _end_sentence(self) -> None:
        self.topics.end_sentence()
        self.told, self.spoiled, self.elsewhere = [], set(), set()
        self.scope.end_sentence()

    def _segment(self, n: int, segment: Segment) -> None:
        when = self.scope.when
        if segment.before == "semicolon":
            self.scope.part = self.scope.vague = False
        compared, opening = False, True
        tokens = segment.tokens
        for i, token in enumerate(tokens):
            match token.kind:
                case "term":
                    self.topics.name(token.tags)
                case "filler":
                    pass
                case "text":
                    if opening and i <= REACH:
                        bodies, agency = self.reader.vocabulary.bodies, self.reader.agency
                        self.scope.who = whose(token.text, bodies, agency) or self.scope.who
                case "number" if not compared:
                    self._number(n, i, when)
                case "negation":
                    self._none(n, i, when)
                case "time" if not (i and tokens[i - 1].kind == "comparison"):
                    when = self._when(token)
                    if "past" in token.tags or opens(tokens, i):
                        self.scope.when = when
                case "comparison":
                    compared = True
                case "all":
                    self._all(tokens, i, when)
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

    def _number(self, n: int, i: int, when: When) -> None:
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
        joint = self._joint(n, i) if named and segment.before == "list" else _NO_TAGS
        if joint and number.value != 0:
            return
        cut = stop is not None and stop.kind == "text"
        topics, tags = self.topics, named | joint
        if joint:
            zero = topics.vocabulary.denied(tags)
            kinds = [k for k in zero if number.unit in k.units and topics.in_context(k, tags)]
        else:
            kinds = topics.kinds(tags, number.unit, cut=cut)
        named_behind = False
        if behind and not any(topics.explicit(kind, named) for kind in kinds):
            wider = topics.kinds(named | tags_of(behind), number.unit, cut=cut)
            if wider and (named or topics.named_before(wider)):
                kinds, tags, named_behind = wider, tags | tags_of(behind), True
        if len(kinds) > 1 and not joint:
            return
        for kind in kinds:
            explicit = topics.explicit(kind, tags)
            if not explicit and not named_behind and follower and follower.kind in ("text", "term"):
                continue  # what is counted is named behind the number, in words unknown or of another kind
            if not number.unit and i + 1 != len(segment.tokens):
                continue
            about = "about" in [each.kind for each in (*tied, follower or token)]
            if kind.spoils:
                self.spoiled.add(kind.spoils)
            span = (tied[0].start if tied else token.start, behind[-1].end if named_behind else token.end)
            sure = self._sure(kind, tags, explicit=explicit)
            bound: Bound = "about" if about else number.bound
            self._tell(kind, "count", number.value, when, span, sure, explicit, bound, number.step, number.unit)
        if not kinds and cut:
            self.elsewhere |= topics.families(tags_of(segment.tokens[:i]), number.unit)
        if not kinds and self.scope.part and number.unit in COUNT_UNITS[:-1]:
            self.scope.vague = True

    def _joint(self, n: int, i: int) -> frozenset[str]:
        """Tags of the items before in a list without numbers of their own: 行政复议、行政诉讼0件."""
        tags = _NO_TAGS
        if i > REACH or any(t.kind in ("number", "text") for t in self.segments[n].tokens[:i]):
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

    def _none(self, n: int, i: int, when: When) -> None:
        """未收到申请; 无行政复议、行政诉讼."""
        tags = _NO_TAGS
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
            explicit = not tags.isdisjoint(kind.absent) or self.topics.explicit(kind, tags)
            sure = "certain" if explicit else self._sure(kind, tags, explicit=False)
            if sure == "likely" and self.segments[n].before == "comma" and last is self.segments[n].tokens[-1]:
                continue  # 2024年未收到科研机构申请，2025年仍未收到: of what, the clause before says
            self._tell(kind, "none", _NONE, when, (first.start, last.end), sure, explicit)

    def _all(self, tokens: Sequence[Token], i: int, when: When) -> None:
        """全部办结, 均维持."""
        tags = _NO_TAGS
        last = tokens[i]
        if any(token.kind == "text" for token in tokens[max(0, i - REACH) : i]):  # 其余全部办结, 已审结的均维持
            return
        limited = self.scope.part or any(token.kind not in SOFT for token in tokens[:i])  # 网上37件全部办结
        for token in tokens[i + 1 : i + 1 + REACH]:
            if token.kind == "term":
                tags, last = tags | token.tags, token
            elif token.kind not in SOFT:
                return
        counted = [kind.family for claim, kind, _ in self.told if claim.form == "count" and claim.comparable]
        for kind in self.topics.kinds(tags, "", cut=False):
            explicit = self.topics.explicit(kind, tags)
            sure = self._sure(kind, tags, explicit=explicit)
            if sure != "certain" and (limited or kind.family not in counted):
                sure = "doubtful"  # all of what, then?
            self._tell(kind, "all", None, when, (tokens[i].start, last.end), sure, explicit)

    def _sure(self, kind: KindSpec, tags: frozenset[str], *, explicit: bool) -> Confidence:
        if (self.scope.vague and self.scope.part) or not tags.isdisjoint(kind.unsure):
            return "doubtful"
        if kind.family in self.elsewhere and tags.issubset(kind.needs):
            return "doubtful"
        return "certain" if explicit or self.topics.in_sentence(kind) else "likely"

    def _tell(
        self, kind: KindSpec, form: Form, value: Decimal | None, when: When, span: tuple[int, int], sure: Confidence,
        explicit: bool, bound: Bound = "exact", step: Decimal = _ONE, unit: str = "",  # noqa: FBT001
    ) -> None:  # fmt: skip
        """A claim of the sentence being read, with its kind and whether its own words name the topic."""
        claim = Claim(
            kind=kind.id, form=form, value=value, bound=bound, step=step, unit=unit, who=self.scope.who, when=when,
            part=self.scope.part, confidence=sure, passage=self.passage, start=span[0], end=span[1], sentence=span,
        )  # fmt: skip
        self.told.append((claim, kind, explicit))
