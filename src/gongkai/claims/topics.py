"""What a paragraph has been about so far, and which kinds of figures its words can therefore mean."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.vocabulary import KindSpec, Vocabulary

__all__ = ["Topics", "countable"]


def countable(vocabulary: Vocabulary, tags: frozenset[str], heading: frozenset[str]) -> bool:
    """Whether a paragraph with these tags, under a heading with those, can claim anything: most say nothing of what is
    counted."""
    around = tags | heading
    for tag in ("", *tags):
        for kind in vocabulary.kinds_by_tag.get(tag, ()):
            if not tags.isdisjoint(kind.absent):
                return True
            if kind.needed <= tags and (not kind.topic or not around.isdisjoint(kind.topic)):
                return True
    return False


class Topics:
    """The tags met in a paragraph: its topics with the time they were last named, and those of the sentence being read.

    A figure that does not name its topic (废止1件) takes the one named last.
    """

    def __init__(self, vocabulary: Vocabulary, given: Iterable[str]) -> None:
        """`given`: tags of the heading above and of the paragraph's own beginning."""
        self.vocabulary = vocabulary
        self.neutral = frozenset(vocabulary.neutral)
        self.topics: dict[str, int] = dict.fromkeys(given, 0)
        self.seen: dict[str, int] = {}
        self.clock = 1

    def name(self, tags: Iterable[str]) -> None:
        """A term with these tags was read."""
        self.clock += 1
        for tag in tags:
            self.seen[tag] = self.clock

    def end_sentence(self) -> None:
        if self.seen:
            lead = self.vocabulary.lead
            self.topics.update({tag: when for tag, when in self.seen.items() if tag not in lead})
            self.seen = {}

    def clouded(self, kind: KindSpec) -> bool:
        """Whether a word of the sentence throws doubt on figures of this kind."""
        return not self.seen.keys().isdisjoint(kind.clouds)

    def named_before(self, kinds: Iterable[KindSpec]) -> bool:
        """Whether the sentence has named the topic of a kind whose words stand behind the number only."""
        return all(not kind.topic or any(tag in self.seen for tag in kind.topic) for kind in kinds)

    def denied(self, tags: frozenset[str]) -> list[KindSpec]:
        """Kinds that a negation denies, if they account for all its words. Not what the words narrow: 没有收到科研机构的申请
        denies no other application, 未收到行政复议申请 none."""
        known = [
            kind
            for kind in self.vocabulary.denied(tags)
            if not tags.isdisjoint(kind.absent) or self.in_context(kind, tags)
        ]
        covered = [tag for k in known for tag in (*k.needs, *k.absent, *k.allow, *k.topic, *k.unsure)]
        if not tags.difference(covered) <= self.neutral:
            return []
        met = [kind for kind in known if kind.needs and kind.needed <= tags]

        def narrows(other: KindSpec, kind: KindSpec) -> bool:
            shared = tags.intersection(kind.topic, other.topic)
            own = tags.intersection((*kind.topic, *kind.absent))
            return other.family != kind.family and (not own or (bool(shared) and not other.absent))

        return [kind for kind in known if not any(narrows(other, kind) for other in met)]

    def kinds(self, tags: frozenset[str], unit: str, *, cut: bool) -> list[KindSpec]:
        """The kinds that the words tied to a number can mean; of those that are met, the most particular."""
        tags -= self.neutral
        met = [
            kind
            for kind in self.vocabulary.counted(tags, unit)
            if not (cut and kind.bare) and self.in_context(kind, tags)
        ]
        if len(met) > 1:
            most = max(len(kind.needs) for kind in met)
            met = [kind for kind in met if len(kind.needs) == most]
        if len(met) > 1:
            # 废止1件 is of the documents that were named last.
            latest = max(self._said(kind, tags) for kind in met)
            met = [kind for kind in met if self._said(kind, tags) == latest]
        return met

    def families(self, tags: frozenset[str], unit: str) -> set[str]:
        """The families of what words with these tags could count in a unit. Where they count something unknown
        (受理投诉1862件), so do the words behind them that name no topic (办结1799件)."""
        return {kind.family for kind in self.vocabulary.about(tags) if kind.needed <= tags and unit in kind.units}

    def _said(self, kind: KindSpec, tags: frozenset[str]) -> int:
        if self.explicit(kind, tags):
            return self.clock + 1
        return max((self.seen.get(tag, self.topics.get(tag, 0)) for tag in kind.topic), default=0)

    def explicit(self, kind: KindSpec, tags: frozenset[str]) -> bool:
        return not kind.topic or not tags.isdisjoint(kind.topic)

    def in_sentence(self, kind: KindSpec) -> bool:
        """Whether the sentence named the topic. Lead tags do so only as neutral words, not as a figure's own."""
        words = self.vocabulary
        return any(tag in self.seen and (tag not in words.lead or tag in words.neutral) for tag in kind.topic)

    def in_context(self, kind: KindSpec, tags: frozenset[str]) -> bool:
        if self.explicit(kind, tags) or self.in_sentence(kind):
            return True
        return kind.context == "paragraph" and any(tag in self.topics for tag in kind.topic)
