"""Word lists: what they find, where they are silent, how a configuration changes them."""

from __future__ import annotations

import pytest

from gongkai import WordEntry, WordList, words_in
from gongkai.plugins import Catalogue
from gongkai.testing import report, run_rule

LIST = WordList(
    "for tests",
    (WordEntry("以申请公开", "依申请公开", ("可以申请公开",)), WordEntry("诉颂", "诉讼"), WordEntry("坏词")),
)


def found(text: str, words: WordList = LIST) -> list[str]:
    return [text[hit.start : hit.end] for hit in words.find(text)]


def test_a_wrong_word_is_found_but_not_inside_a_right_one() -> None:
    assert found("以申请公开，可以申请公开，行政诉颂") == ["以申请公开", "诉颂"]


def test_many_places_are_bounded() -> None:
    assert len(found("诉颂" * 1000)) == 20


def test_a_configuration_adds_and_takes_out() -> None:
    changed = LIST.changed(("截止12月=截至12月", "新词"), ("诉颂",))
    assert found("截止12月，新词，诉颂，坏词", changed) == ["坏词", "截止12月", "新词"]
    assert [entry.right for entry in changed.entries if entry.wrong == "截止12月"] == ["截至12月"]


@pytest.mark.parametrize("name", ["serious", "typos", "renamed"])
def test_the_pack_s_lists_are_sound(name: str) -> None:
    """No entry is its own correction, stands twice, is excused by a word that does not hold it, or is right elsewhere."""
    words = words_in("gongkai_rules.words", name)
    wrong = [entry.wrong for entry in words.entries]
    assert len(set(wrong)) == len(wrong)
    for entry in words.entries:
        assert entry.wrong != entry.right
        assert len(entry.wrong) >= 3
        assert all(entry.wrong in word for word in entry.unless), entry
        assert found(entry.right, words) == [], entry


def test_rules_on_lists_take_options(catalogue: Catalogue) -> None:
    rule = next(rule for rule in catalogue.rules if rule.id == "GK802")
    about = report(catalogue=catalogue, sections={"other": "截止12月31日，行政诉颂0件，未收取信息处理费。"})
    assert len(run_rule(rule, about)) == 1
    told = run_rule(rule, about, extend=("截止12月=截至12月",), **{"except": ("行政诉颂",)})
    assert [diagnostic.message.zh for diagnostic in told] == ["错字：“截止12月”应为“截至12月”"]


def test_a_list_within_a_text_finds_there_what_the_whole_list_finds() -> None:
    words = WordList("", (WordEntry("甲乙"), WordEntry("丙丁", "丁丙"), WordEntry("戊")))
    text = "一甲乙二戊"
    assert [entry.wrong for entry in words.within(text).entries] == ["甲乙", "戊"]
    assert list(words.within(text).find(text)) == list(words.find(text))
