"""From tokens to claims: which words belong to which number, and what they make of it.

A paragraph is cut into segments at punctuation. Inside a segment the words tied to a number are those directly before it
(新收申请36件) or, where they do not say enough, directly behind it (收到36件申请). Unknown words cut the tie: what is not
understood yields no claim. Every token is looked at a bounded number of times, so a long paragraph costs no more per
character than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from gongkai.claims.claim import Claim, Confidence, Form, When, Who
from gongkai.claims.numerals import Bound
from gongkai.claims.tokens import Token
from gongkai.report import Passage
from gongkai.vocabulary import KindSpec, Vocabulary

__all__ = ["Reader", "Segment", "segments"]

_CUTS = frozenset(("comma", "list", "semicolon", "stop", "open", "close"))
_TIED = frozenset(("term", "filler", "total", "about", "time", "own", "group", "all", "others"))
_SOFT = frozenset(("filler", "total", "own", "all", "time"))
# So many tokens around a number are looked at; real phrases have fewer.
_REACH = 12
_INTRODUCES = re.compile(r"(?:截至|截止|自|在|从|于|即|到)?(?:\(.\)|[一二三四五]是)?")


_Told: TypeAlias = tuple[Claim, KindSpec, bool]


class Segment(NamedTuple):
    """Tokens between two marks, the mark before them and the mark behind."""

    tokens: tuple[Token, ...]
    before: str
    after: str


def segments(found: Sequence[Token]) -> Iterator[Segment]:
    """Cut tokens at punctuation; 和 and its like cut only where words of the vocabulary stand on both sides."""
    run: list[Token] = []
    before = "stop"
    for n, token in enumerate(found):
        if token.kind in _CUTS and not (token.kind == "list" and token.text != "、" and not _joins(found, n)):
            yield Segment(tuple(run), before, token.kind)
            run, before = [], token.kind
        else:
            run.append(token._replace(kind="text") if token.kind == "list" else token)
    yield Segment(tuple(run), before, "stop")


def _joins(found: Sequence[Token], n: int) -> bool:
    sides = (found[n - 1].kind if n else "text", found[n + 1].kind if n + 1 < len(found) else "text")
    return all(side in ("term", "number", "filler", "negation", "total") for side in sides)


class _Scope:
    """For whom and for when the words now read speak, and what the sentence and paragraph were about so far."""

    def __init__(self) -> None:
        self.who: Who = "self"
        self.when: When = "this_year"
        self.part = False
        self.vague = False
        self.outer: list[tuple[Who, When, bool, bool]] = []

    def enter(self) -> None:
        if len(self.outer) < _REACH:
            self.outer.append((self.who, self.when, self.part, self.vague))

    def leave(self) -> None:
        if self.outer:
            self.who, self.when, self.part, self.vague = self.outer.pop()


class Reader:
    """Reads the paragraphs of one report in order. Headings give topics to what follows them."""

    def __init__(self, vocabulary: Vocabulary, year: int | None, agency: str, *, leads: bool) -> None:
        """`leads`: the body is a government, whose report speaks for all of its territory."""
        self.vocabulary = vocabulary
        self.year, self.agency, self.leads = year, agency, leads
        self.heading: frozenset[str] = frozenset()
        self.section: str | None = None
        self._suffixes = (
            re.compile(rf"[\u4e00-\u9fff]{{1,14}}(?:{'|'.join(vocabulary.bodies)})") if (vocabulary.bodies) else None
        )

    def read(self, passage: Passage, found: Sequence[Token]) -> list[Claim]:
        """The claims of the next paragraph, given its tokens."""
        if passage.section != self.section:
            self.section, self.heading = passage.section, frozenset()
        tags = frozenset(tag for token in found for tag in token.tags if token.kind == "term")
        if len(passage.text) <= 30 and not any(token.kind == "number" for token in found):  # a heading of its own
            self.heading = tags or self.heading
        return _Paragraph(self, passage, found).claims()

    def whose(self, text: str) -> Who | None:
        """Whose figure follows a text that begins with a body's name; None where it does not."""
        name = self._suffixes.match(text) if self._suffixes else None
        if name is None:
            return None
        return "self" if _short_for(name[0], self.agency) else "others"


def _short_for(name: str, full: str) -> bool:
    """Whether a name may be a short form of another: its characters are in it, in order."""
    rest = iter(full)
    return all(char in rest for char in name)


class _Paragraph:
    def __init__(self, reader: Reader, passage: Passage, found: Sequence[Token]) -> None:
        self.reader, self.passage = reader, passage
        self.segments = list(segments(found))
        self.scope = _Scope()
        lead = _lead(found)
        self.topics: dict[str, int] = dict.fromkeys((*reader.heading, *lead), 0)
        self.seen: dict[str, int] = {}
        self.tags: set[str] = set()
        self.spoiled: set[str] = set()
        self.clock = 1

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
                every += self._finished(sentence, (begun, end))
                sentence, begun = [], end
        return every

    def _finished(self, told: list[_Told], span: tuple[int, int]) -> Iterator[Claim]:
        """End the sentence: what else it says may throw doubt on its claims."""
        start = (
            span[0]
            + len(self.passage.text[span[0] : span[1]])
            - len(self.passage.text[span[0] : span[1]].lstrip("。！？!?；; \u3000"))
        )
        before: set[str] = set()
        for claim, kind, explicit in told:
            doubt = self.tags.intersection(kind.clouds) or (kind.family in self.spoiled and not explicit)
            if claim.comparable:  # a second number of the same kind in one sentence has another scope
                doubt = doubt or (kind.id in before and not explicit)
                before.add(kind.id)
            yield replace(claim, sentence=(start, span[1]), confidence="doubtful" if doubt else claim.confidence)
        lead = self.reader.vocabulary.lead
        self.topics.update((tag, when) for tag, when in self.seen.items() if tag not in lead)
        self.seen, self.tags, self.spoiled = {}, set(), set()
        self.scope.who, self.scope.part, self.scope.vague, self.scope.outer = "self", False, False, []

    def _segment(self, n: int, segment: Segment) -> Iterator[_Told]:
        when = self.scope.when
        if segment.before == "semicolon":
            self.scope.part = self.scope.vague = False
        compared = False
        for i, token in enumerate(segment.tokens):
            match token.kind:
                case "time" if not (i and segment.tokens[i - 1].kind == "comparison"):
                    when = self._when(token)
                    if "past" in token.tags or all(
                        t.kind in _SOFT or _INTRODUCES.fullmatch(t.text) for t in segment.tokens[:i]
                    ):
                        self.scope.when = when
                case "comparison":
                    compared = True
                case "negation":
                    yield from self._none(n, i, when)
                case "all":
                    yield from self._all(segment.tokens, i, when)
                case "number" if not compared:
                    yield from self._number(n, i, when)
                case "term":
                    self.clock += 1
                    self.tags |= token.tags
                    self.seen.update(dict.fromkeys(token.tags, self.clock))
                case _:
                    self._turn(token, segment.tokens[:i])

    def _turn(self, token: Token, before: Sequence[Token]) -> None:
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
            case "text" if all(t.kind in ("time", "filler", "inclusion") for t in before):
                self.scope.who = self.reader.whose(token.text) or self.scope.who
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
        tied, stop = _before(segment.tokens, i)
        if stop and stop.kind == "negation":  # 未办结3件
            return
        named = _tags(tied)
        behind, follower = _behind(segment.tokens, i)
        right = _tags(behind)
        joint = self._joint(n, i) if named else frozenset[str]()
        if joint and number.value != 0:
            return
        cut = stop is not None and stop.kind == "text"
        kinds = (
            [k for k in self._known(named | joint) if number.unit in k.units and self._in_context(k, named | joint)]
            if joint
            else self._kinds(named, number.unit, cut=cut)
        )
        named_behind = False
        if right and (not kinds or not any(self._explicit(kind, named) for kind in kinds)):
            wider = self._kinds(named | right, number.unit, cut=cut)
            if wider and (named or self._told_before(wider)):
                kinds, named, named_behind = wider, named | right, True
        if len(kinds) > 1 and not joint:
            return
        for kind in kinds:
            explicit = self._explicit(kind, named | joint)
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
            claim = self._claim(kind, "count", number.value, when, (first, last), named | joint)
            yield replace(claim, bound=bound, unit=number.unit, step=number.step), kind, explicit
        if not kinds and self.scope.part and number.unit in ("件", "宗", "条", "起", "份", "项", "次", "个"):
            self.scope.vague = True

    def _told_before(self, kinds: Sequence[KindSpec]) -> bool:
        """Whether the sentence has named the topic of a kind whose words stand behind the number only."""
        return all(not kind.topic or any(tag in self.seen for tag in kind.topic) for kind in kinds)

    def _joint(self, n: int, i: int) -> frozenset[str]:
        """Tags of the items before in a list without numbers of their own: 行政复议、行政诉讼0件."""
        tags: frozenset[str] = frozenset()
        if any(t.kind in ("number", "text") for t in self.segments[n].tokens[:i]):
            return tags
        for back in range(n - 1, max(-1, n - _REACH), -1):
            if self.segments[back + 1].before != "list":
                break
            above = self.segments[back].tokens
            found, stop = _before(above, len(above))
            if not _tags(found) or (stop and stop.kind == "number"):
                break
            tags |= _tags(found)
            if len(found) < len(above):
                break
        return tags

    def _none(self, n: int, i: int, when: When) -> Iterator[_Told]:
        """未收到申请; 无行政复议、行政诉讼."""
        tags: frozenset[str] = frozenset()
        first = self.segments[n].tokens[i]
        last = first
        for ahead in range(n, min(len(self.segments), n + _REACH)):
            segment = self.segments[ahead]
            rest = segment.tokens[i + 1 :] if ahead == n else segment.tokens
            if ahead > n and not (rest and rest[0].kind in ("term", "filler")):
                break
            for token in rest[:_REACH]:
                if token.kind == "term":
                    tags, last = tags | token.tags, token
                elif token.kind not in _SOFT and token.kind != "rest":
                    return
            if segment.after != "list":
                break
        neutral = frozenset(self.reader.vocabulary.neutral)
        kinds = [k for k in self._known(tags) if tags.intersection(k.absent) or self._in_context(k, tags)]
        covered = frozenset(t for k in kinds for t in (*k.needs, *k.absent, *k.allow, *k.topic, *k.unsure))
        if not tags <= covered | neutral:
            return
        for kind in kinds:
            # Where there is no case at all there is none of this topic, either: what is absent needs no topic.
            explicit = bool(tags.intersection(kind.absent)) or self._explicit(kind, tags)
            claim = self._claim(kind, "none", Decimal(0), when, (first.start, last.end), tags)
            yield replace(claim, confidence="certain" if explicit else claim.confidence), kind, explicit

    def _known(self, tags: frozenset[str]) -> list[KindSpec]:
        """Kinds that a negation or a joint zero denies. In 无行政诉讼败诉 the lawsuits are the topic of what is denied."""
        met = [
            kind
            for kind in self.reader.vocabulary.kinds
            if (set(kind.needs) <= tags or tags.intersection(kind.absent))
            and "%" not in kind.units
            and not kind.spoils
        ]
        named = [(kind, frozenset((*kind.needs, *kind.absent)) & tags) for kind in met]
        topics = [(kind, tags.intersection((*kind.topic, *kind.allow))) for kind in met if set(kind.needs) <= tags]
        return [kind for kind, own in named if not any(own <= topic for other, topic in topics if other is not kind)]

    def _all(self, tokens: Sequence[Token], i: int, when: When) -> Iterator[_Told]:
        """全部办结, 均维持."""
        tags: frozenset[str] = frozenset()
        last = tokens[i]
        if any(token.kind == "text" for token in tokens[max(0, i - _REACH) : i]):  # 其余全部办结, 已审结的均维持
            return
        for token in tokens[i + 1 : i + 1 + _REACH]:
            if token.kind == "term":
                tags, last = tags | token.tags, token
            elif token.kind not in _SOFT:
                break
        else:
            for kind in self._kinds(tags, "", cut=False):
                claim = self._claim(kind, "all", Decimal(0), when, (tokens[i].start, last.end), tags)
                sure = claim.confidence if claim.confidence == "certain" else "doubtful"  # all of what, then?
                yield replace(claim, value=None, confidence=sure), kind, self._explicit(kind, tags)

    def _kinds(self, tags: frozenset[str], unit: str, *, cut: bool) -> list[KindSpec]:
        """The kinds that the words tied to a number can mean; of those that are met, the most particular."""
        tags -= frozenset(self.reader.vocabulary.neutral)
        met = [
            kind
            for kind in self.reader.vocabulary.kinds
            if set(kind.needs) <= tags
            and tags <= {*kind.needs, *kind.allow, *kind.topic, *kind.unsure}
            and unit in kind.units
            and not (cut and kind.bare)
            and self._in_context(kind, tags)
        ]
        most = max((len(kind.needs) for kind in met), default=0)
        met = [kind for kind in met if len(kind.needs) == most]
        if len(met) > 1:
            # 废止1件 is of the documents that were named last.
            latest = max(self._said(kind, tags) for kind in met)
            met = [kind for kind in met if self._said(kind, tags) == latest]
        return met

    def _said(self, kind: KindSpec, tags: frozenset[str]) -> int:
        if self._explicit(kind, tags):
            return self.clock + 1
        return max((self.seen.get(tag, self.topics.get(tag, 0)) for tag in kind.topic), default=0)

    def _explicit(self, kind: KindSpec, tags: frozenset[str]) -> bool:
        return not kind.topic or bool(tags.intersection(kind.topic))

    def _in_sentence(self, kind: KindSpec) -> bool:
        """Whether the sentence named the topic. Lead tags do so only as neutral words, not as a figure's own."""
        words = self.reader.vocabulary
        return any(tag in self.seen and (tag not in words.lead or tag in words.neutral) for tag in kind.topic)

    def _in_context(self, kind: KindSpec, tags: frozenset[str]) -> bool:
        if self._explicit(kind, tags) or self._in_sentence(kind):
            return True
        return kind.context == "paragraph" and any(tag in self.topics for tag in kind.topic)

    def _claim(
        self, kind: KindSpec, form: Form, value: Decimal, when: When, span: tuple[int, int], tags: frozenset[str]
    ) -> Claim:
        sure: Confidence = "certain" if self._explicit(kind, tags) or self._in_sentence(kind) else "likely"
        if tags.intersection(kind.unsure) or (self.scope.vague and self.scope.part):
            sure = "doubtful"
        return Claim(
            kind=kind.id, form=form, value=value, bound="exact", step=Decimal(1), unit="", who=self.scope.who, when=when,
            part=self.scope.part, confidence=sure, passage=self.passage, start=span[0], end=span[1], sentence=span,
        )  # fmt: skip


def _before(tokens: Sequence[Token], i: int) -> tuple[list[Token], Token | None]:
    """The words directly before a number, and the token that ends them (None at the beginning of the segment)."""
    tied: list[Token] = []
    for token in reversed(tokens[max(0, i - _REACH) : i]):
        if token.kind not in _TIED:
            return _trimmed(tied), token
        tied.insert(0, token)
    return _trimmed(tied), tokens[i - _REACH - 1] if i > _REACH else None


def _trimmed(tied: list[Token]) -> list[Token]:
    """Without what comes before the first word of the vocabulary."""
    while tied and tied[0].kind != "term":
        del tied[0]
    return tied


def _behind(tokens: Sequence[Token], i: int) -> tuple[list[Token], Token | None]:
    """The words directly behind a number, and the first token behind it that is no filler."""
    behind: list[Token] = []
    for token in tokens[i + 1 : i + 1 + _REACH]:
        if token.kind == "term":
            behind.append(token)
        elif token.kind == "number":
            return [], next((t for t in tokens[i + 1 :] if t.kind != "filler"), None)
        elif token.kind != "filler":
            break
    return behind, next((t for t in tokens[i + 1 : i + 1 + _REACH] if t.kind != "filler"), None)


def _tags(found: Iterable[Token]) -> frozenset[str]:
    return frozenset(tag for token in found if token.kind == "term" for tag in token.tags)


def _lead(found: Sequence[Token]) -> frozenset[str]:
    """What a paragraph says first it is about: （二）依申请公开。 or 依申请公开方面，."""
    begin = found[0].start if found else 0
    tags: set[str] = set()
    for token in found:
        if token.end - begin > 26 or token.kind in ("number", "comma", "stop", "semicolon") or token.text == ":":
            break
        tags |= token.tags if token.kind == "term" else set()
    return frozenset(tags)
