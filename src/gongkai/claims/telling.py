"""From the tokens of a paragraph to claims: which words belong to which number, and what they make of it.

A paragraph is cut into segments at punctuation. Inside a segment the words tied to a number are those directly before it
(新收申请36件) or, where they do not say enough, directly behind it (收到36件申请). Unknown words cut the tie: what is not
understood yields no claim. Every token is looked at a bounded number of times, so a long paragraph costs no more per
character than a short one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from gongkai.claims.claim import Claim, Confidence, Form, When
from gongkai.claims.numerals import Bound
from gongkai.claims.phrases import REACH, SOFT, Segment, lead, opens, run_end, tags_of, words_before, words_behind
from gongkai.claims.prose import Cut
from gongkai.claims.scope import Author, Scope
from gongkai.claims.tokens import Token
from gongkai.claims.topics import Topics
from gongkai.vocabulary import COUNT_UNITS, KindSpec

__all__ = ["Telling"]

_NONE, _ONE = Decimal(0), Decimal(1)
_NO_TAGS: frozenset[str] = frozenset()
_OF_WHOM = frozenset(("own", "group"))
# What may stand before the name of a body that the following figures are of.
_OPENING = frozenset(("time", "filler", "inclusion")) | _OF_WHOM


class _Told(Struct, frozen=True, gc=False):
    """A claim with its kind, whether its own words name the topic, and whether the body's name tells whose it is."""

    claim: Claim
    kind: KindSpec
    explicit: bool
    named: bool


class Telling:
    """One paragraph and what is told of it so far. `heading`: the tags of the heading above it."""

    def __init__(self, author: Author, heading: Iterable[str], cut: Cut) -> None:
        self.author, self.passage = author, cut.passage
        self.segments = cut.segments
        self.scope = Scope(author)
        self.topics = Topics(author.vocabulary, (*heading, *lead(cut.tokens)))
        self.told: list[_Told] = []
        self.spoiled: set[str] = set()
        self.elsewhere: set[str] = set()  # families of which the sentence has counted something unknown
        self.of_others: set[str] = set()  # units in which the paragraph counts what others have
        self.named: list[int] = []  # the claims that may be of the body alone, by their order

    def claims(self) -> list[Claim]:
        """All claims. Beside the figures of others (部门发生5件), a government's name does not mean all of its territory."""
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
                    self.named += [len(every) + k for k, each in enumerate(self.told) if each.named]
                    every += self._judged(begun, end)
                self._end_sentence()
                begun = end
        for k in self.named if self.of_others else ():
            if every[k].form != "count" or every[k].unit in self.of_others:
                every[k] = replace(every[k], confidence="doubtful")
        return every

    def _judged(self, begun: int, end: int) -> Iterator[Claim]:
        """The claims of a sentence at its end: what else it says may throw doubt on them."""
        words = self.passage.text[begun:end]
        sentence = (end - len(words.lstrip("。！？!?；; \u3000")), end)
        before: set[str] = set()
        for each in self.told:
            claim, kind, explicit = each.claim, each.kind, each.explicit
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
        compared, opening, theirs = False, True, False
        tokens = segment.tokens
        for i, token in enumerate(tokens):
            match token.kind:
                case "term":
                    self.topics.name(token.tags)
                case "filler":
                    pass
                case "text":
                    self._text(tokens, i, opening=opening)
                case "number" if not compared:
                    self._number(n, i, when, theirs=theirs)
                case "negation" if not compared:
                    self._none(n, i, when)
                case "time" if not (i and tokens[i - 1].kind == "comparison"):
                    when = self.scope.time(token)
                    if "past" in token.tags or opens(tokens, i):
                        self.scope.when = when
                case "comparison":
                    compared = True
                case "all":
                    self._all(tokens, i, when)
                case _:
                    self.scope.turn(token)
            theirs = theirs or (opening and self.scope.who == "others")
            opening = opening and token.kind in _OPENING
        self.scope.end_segment()

    def _text(self, tokens: Sequence[Token], i: int, *, opening: bool) -> None:
        """Unknown words may name a body: where a clause opens the one that acts, behind a verb another one's figure."""
        if opening and i <= REACH:
            end, text = run_end(tokens, i), tokens[i].text
            run = text if end == i + 1 else "".join([token.text for token in tokens[i:end]])
            # 我县教育局, but 我县落实省政府要求.
            whole = i > 0 and not _OF_WHOM.isdisjoint([token.kind for token in tokens[:i]])
            self.scope.name(run, text, acts=end < len(tokens), whole=whole)
        elif i and tokens[i - 1].kind == "term":
            self.scope.take_from(tokens[i].text)

    def _number(self, n: int, i: int, when: When, *, theirs: bool) -> None:
        """`theirs`: the clause began with another body that acts."""
        segment = self.segments[n]
        token = segment.tokens[i]
        number = token.number
        if number is None:
            return
        self.of_others.update((number.unit,) if theirs else ())
        tied, stop = words_before(segment.tokens, i)
        if stop and stop.kind in ("negation", "rest"):  # 未办结3件, 检验费等行政事业性收费9万元
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
        if not kinds and (cut or named):
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
        counted = [each.kind.family for each in self.told if each.claim.form == "count" and each.claim.comparable]
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
        """A claim of the sentence being read."""
        claim = Claim(
            kind=kind.id, form=form, value=value, bound=bound, step=step, unit=unit, who=self.scope.who, when=when,
            part=self.scope.part, confidence=sure, passage=self.passage, start=span[0], end=span[1], sentence=span,
        )  # fmt: skip
        self.told.append(_Told(claim, kind, explicit, named=self.scope.named and self.scope.who == "self"))
