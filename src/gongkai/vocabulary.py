"""The words in which a kind of report states its figures: data of a standard, read by `gongkai.claims`.

The engine knows numbers, negation, comparison and time. What is counted, and how people call it, is said here.
"""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text

__all__ = ["COUNT_UNITS", "KindSpec", "Vocabulary", "expanded"]

COUNT_UNITS = ("件", "件次", "条", "宗", "次", "份", "个", "项", "起", "")
"""Measure words in which reports count cases; "" is a number without one."""
# Words are tied to each other in few ways, the same in every report.
_MOST_TAGS = 1024
_LISTS = ("fillers", "own", "group", "others", "bodies", "places")


class KindSpec(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, dict=True):
    """One kind of claim: what must stand beside a number for it to count this.

    `needs` are tags that must all be among the words tied to the number; `allow` are tags that may be there besides;
    any other tag makes it something else. Under a negation one of `absent` is enough instead of `needs` (无申请).
    `topic`: one of these tags must be tied to the number as well, or have been said before, within the `context`.
    `bare` kinds allow no unknown words before theirs. Tags of `unsure` make a claim doubtful when they are tied to the
    number, those of `clouds` when they are anywhere in its sentence. A kind that `spoils` a family (the part of ids
    before the dot) makes claims of that family doubtful in the same sentence, unless they name their topic themselves.
    """

    id: str
    name: Text
    needs: tuple[str, ...]
    absent: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    context: Literal["sentence", "paragraph"] = "paragraph"
    units: tuple[str, ...] = COUNT_UNITS
    bare: bool = False
    unsure: tuple[str, ...] = ()
    clouds: tuple[str, ...] = ()
    spoils: str | None = None

    @cached_property
    def needed(self) -> frozenset[str]:
        return frozenset(self.needs)

    @cached_property
    def fitting(self) -> frozenset[str]:
        """Every tag that may be tied to its number."""
        return frozenset((*self.needs, *self.allow, *self.topic, *self.unsure))

    @property
    def family(self) -> str:
        return self.id.partition(".")[0]


class Vocabulary(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, dict=True):
    """Words by tag, and the kinds of claims made of them.

    Words may hold choices, `{收,接}到`, and the years `<last>`, `<this>`, `<next>` as seen from the report.
    `fillers` may stand between words and number; tags in `neutral` may be tied to any kind. `lead` tags set the topic
    of a paragraph only from its beginning or from the heading above it. `own`, `group` and `others` say for whom a
    figure is; `bodies` are endings of names of bodies, `places` of places that may stand for theirs. `formulas` mark a
    sentence that every report of the kind has in the same words (统计期限, 联系电话), and `openings` are ids of sections whose
    first sentence is one: no one's own wording.
    """

    terms: dict[str, tuple[str, ...]] = {}
    fillers: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    kinds: tuple[KindSpec, ...] = ()

    @property
    def tags(self) -> frozenset[str]:
        """What words can be added to: the tags, and the lists that every vocabulary has."""
        return frozenset((*self.terms, *_LISTS))

    def extended(self, words: Mapping[str, Sequence[str]]) -> "Vocabulary":
        """The vocabulary with further words, each list of them by its tag; tags that it does not have are left out."""
        lists = {
            "fillers": self.fillers,
            "own": self.own,
            "group": self.group,
            "others": self.others,
            "bodies": self.bodies,
            "places": self.places,
        }
        lists |= {name: (*listed, *words.get(name, ())) for name, listed in lists.items()}
        terms = {tag: (*listed, *words.get(tag, ())) for tag, listed in self.terms.items()}
        return replace(self, terms=terms, **lists)

    @cached_property
    def kinds_by_tag(self) -> Mapping[str, tuple[KindSpec, ...]]:
        """For each tag the kinds of which it is one that is needed, or one that a negation denies; under "" those that
        need none."""
        found: dict[str, list[KindSpec]] = {}
        for kind in self.kinds:
            for tag in dict.fromkeys((*(kind.needs or ("",)), *kind.absent)):
                found.setdefault(tag, []).append(kind)
        return {tag: tuple(kinds) for tag, kinds in found.items()}

    @cached_property
    def decisive(self) -> frozenset[str]:
        """Tags of which each kind wants one, in its paragraph or as its topic in the heading above; "" where a kind
        wants none. Of a topic that is neutral nearly every paragraph speaks: what the kind needs tells more."""
        found: set[str] = set()
        for kind in self.kinds:
            found.update(kind.absent)
            if kind.topic and not (kind.needs and any(tag in self.neutral for tag in kind.topic)):
                found.update(kind.topic)
            else:
                found.add(min(kind.needs, key=lambda tag: len(self.terms.get(tag, ())), default=""))
        return frozenset(found)

    @cached_property
    def sufficient(self) -> frozenset[str]:
        """Tags each of which is all that some kind wants in a paragraph."""
        return frozenset(
            tag
            for kind in self.kinds
            for tag in (*kind.absent, *(kind.needs if len(kind.needs) == 1 and not kind.topic else ()))
        )

    @cached_property
    def counted(self) -> Callable[[frozenset[str], str], tuple[KindSpec, ...]]:
        """By the tags that are tied to a number and its unit: the kinds that it can mean, as far as the topic allows."""
        return lru_cache(maxsize=_MOST_TAGS)(self._counted)

    @cached_property
    def denied(self) -> Callable[[frozenset[str]], tuple[KindSpec, ...]]:
        """By the tags that a negation or a joint zero denies: their kinds. In 无行政诉讼败诉 the lawsuits are the topic of
        what is denied."""
        return lru_cache(maxsize=_MOST_TAGS)(self._denied)

    def _counted(self, tags: frozenset[str], unit: str) -> tuple[KindSpec, ...]:
        return tuple(kind for kind in self.about(tags) if kind.needed <= tags <= kind.fitting and unit in kind.units)

    def _denied(self, tags: frozenset[str]) -> tuple[KindSpec, ...]:
        met = [
            kind
            for kind in self.about(tags)
            if (kind.needed <= tags or tags.intersection(kind.absent)) and "%" not in kind.units and not kind.spoils
        ]
        named = [(kind, frozenset((*kind.needs, *kind.absent)) & tags) for kind in met]
        topics = [(kind, tags.intersection((*kind.topic, *kind.allow))) for kind in met if kind.needed <= tags]
        return tuple(
            kind for kind, own in named if not any(own <= topic for other, topic in topics if other is not kind)
        )

    def about(self, tags: frozenset[str]) -> list[KindSpec]:
        """The kinds that have one of these tags among those that are needed or denied, and those that need none."""
        numbers = {n for tag in ("", *tags) for n in self._numbers_by_tag.get(tag, ())}
        return [self.kinds[n] for n in sorted(numbers)]

    @cached_property
    def _numbers_by_tag(self) -> Mapping[str, tuple[int, ...]]:
        """The same as `kinds_by_tag`, by their places among the kinds."""
        order = {kind.id: n for n, kind in enumerate(self.kinds)}
        return {tag: tuple(order[kind.id] for kind in kinds) for tag, kinds in self.kinds_by_tag.items()}

    def faults(self) -> Iterator[str]:
        """What a schema cannot say: kinds with the same id, and tags that no word has."""
        if len({kind.id for kind in self.kinds}) != len(self.kinds):
            yield "vocabulary.kinds: an id is used twice"
        for kind in self.kinds:
            for tag in (*kind.needs, *kind.absent, *kind.allow, *kind.topic, *kind.unsure, *kind.clouds):
                if tag not in self.terms:
                    yield f"vocabulary.kinds.{kind.id}: no words for “{tag}”"


def expanded(word: str) -> Iterator[str]:
    """Every word that a word with choices stands for: `{收,接}到` is 收到 and 接到, `上{,一}年` is 上年 and 上一年.

    Choices may hold choices.
    """
    opened = word.find("{")
    if opened < 0:
        yield word
        return
    choices, end = _choices(word, opened)
    for tail in expanded(word[end:]) if end < len(word) else ("",):
        for choice in choices:
            for head in expanded(choice) if "{" in choice else (choice,):
                yield word[:opened] + head + tail


def _choices(word: str, opened: int) -> tuple[list[str], int]:
    """The choices of the brace that opens here, and where it ends."""
    choices, depth, begun = [], 0, opened + 1
    for n in range(opened, len(word)):
        char = word[n]
        depth += (char == "{") - (char == "}")
        if (char == "," and depth == 1) or (char == "}" and depth == 0):
            choices.append(word[begun:n])
            begun = n + 1
        if depth == 0:
            break
    return choices, begun
