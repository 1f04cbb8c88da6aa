"""Which kinds of figures words can mean, given what the paragraph has been about."""

from __future__ import annotations

from typing import Literal

from gongkai import Text
from gongkai.claims.topics import Topics, countable
from gongkai.plugins import Catalogue
from gongkai.vocabulary import KindSpec, Vocabulary


def ended(topic: str, context: Literal["sentence", "paragraph"] = "paragraph") -> KindSpec:
    return KindSpec(
        id=f"{topic}.ended", name=Text(zh=topic, en=topic), needs=("end",), topic=(topic,), units=("件",),
        context=context,
    )  # fmt: skip


RULES, PAPERS = ended("rules"), ended("papers")
END = frozenset(("end",))


def meant(topics: Topics, unit: str = "件") -> list[str]:
    return [kind.id for kind in topics.kinds(END, unit, cut=False)]


def test_a_figure_takes_the_topic_that_was_named_last() -> None:
    topics = Topics(Vocabulary(kinds=(RULES, PAPERS)), ())
    assert meant(topics) == []
    topics.name({"rules"})
    assert meant(topics) == ["rules.ended"]
    topics.name({"papers"})
    assert meant(topics) == ["papers.ended"]
    topics.end_sentence()
    assert meant(topics) == ["papers.ended"]
    assert meant(topics, unit="人") == []


def test_a_topic_tied_to_the_figure_goes_before_one_named_last() -> None:
    topics = Topics(Vocabulary(kinds=(RULES, PAPERS)), ())
    topics.name({"papers"})
    assert topics.kinds(END | {"rules"}, "件", cut=False) == [RULES]


def test_a_kind_may_forget_its_topic_with_the_sentence() -> None:
    topics = Topics(Vocabulary(kinds=(ended("rules", context="sentence"),)), ())
    topics.name({"rules"})
    assert meant(topics) == ["rules.ended"]
    topics.end_sentence()
    assert meant(topics) == []


def test_a_lead_tag_is_a_topic_from_the_beginning_only() -> None:
    vocabulary = Vocabulary(kinds=(RULES,), lead=("rules",))
    assert meant(Topics(vocabulary, ("rules",))) == ["rules.ended"]
    said = Topics(vocabulary, ())
    said.name({"rules"})
    said.end_sentence()
    assert meant(said) == []


def test_decisive_are_topics_else_the_tag_with_fewest_words_and_what_is_denied() -> None:
    made = KindSpec(id="fees.made", name=Text("费", "fees"), needs=("make", "fee"), absent=("notice",))
    words = Vocabulary(terms={"make": ("作出", "做出"), "fee": ("费",), "rules": ("规章",)}, kinds=(RULES, made))
    assert words.decisive == {"rules", "fee", "notice"}


def test_a_topic_that_is_neutral_decides_nothing() -> None:
    assert Vocabulary(neutral=("rules",), kinds=(RULES, PAPERS)).decisive == {"end", "papers"}
    alone = KindSpec(id="rules.any", name=Text("章", "rules"), needs=(), topic=("rules",))
    assert Vocabulary(neutral=("rules",), kinds=(alone,)).decisive == {"rules"}


def test_a_tag_is_sufficient_where_a_kind_wants_nothing_else(catalogue: Catalogue) -> None:
    made = KindSpec(id="fees.made", name=Text("费", "fees"), needs=("fee",), absent=("notice",))
    words = Vocabulary(kinds=(RULES, made))
    assert words.sufficient == {"fee", "notice"}
    real = catalogue.standards["gkbg-2021"].vocabulary
    for tag in real.tags:
        assert countable(real, frozenset((tag,)), frozenset()) == (tag in real.sufficient)
