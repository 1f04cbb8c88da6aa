"""Every rule of the built-in pack: its examples hold, and it keeps the habits of the house."""

from __future__ import annotations

import re

import pytest

from gongkai import Example, Rule
from gongkai.plugins import Catalogue, collect
from gongkai.testing import example_fault

RULES = collect().rules
SHOWN = {r.messages[key] for r in RULES for example in r.examples for key in example.keys}
EXAMPLES = [
    pytest.param(r, e, id=f"{r.id}-{'valid' if e.valid else 'invalid'}-{n}")
    for r in RULES
    for n, e in enumerate(r.examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example_shows_what_it_says(rule: Rule, example: Example, catalogue: Catalogue) -> None:
    assert example_fault(rule, example, catalogue) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestEveryRule:
    def test_shows_a_valid_and_an_invalid_example(self, rule: Rule) -> None:
        assert {example.valid for example in rule.examples} == {True, False}

    def test_has_an_explanation_and_words_in_both_languages(self, rule: Rule) -> None:
        assert rule.explanation.strip()
        why = (rule.why,) if rule.why else ()
        for text in (rule.summary, rule.advice, *why, *rule.messages.values(), *(o.help for o in rule.options)):
            assert re.search(r"[\u4e00-\u9fff]", text.zh), text
            assert re.search(r"[A-Za-z]", text.en), text

    def test_has_the_same_fields_in_both_languages(self, rule: Rule) -> None:
        for text in rule.messages.values():
            assert set(re.findall(r"\{(\w+)\}", text.zh)) == set(re.findall(r"\{(\w+)\}", text.en))

    def test_has_an_id_and_a_name_of_the_catalogue_form(self, rule: Rule) -> None:
        assert re.fullmatch(r"GK[1-8]\d\d", rule.id)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)

    def test_each_message_is_shown_by_an_example(self, rule: Rule) -> None:
        """By one of its own, or of another rule that shares the message."""
        assert {key for example in rule.examples for key in example.keys} <= set(rule.messages)
        assert set(rule.messages.values()) <= SHOWN

    def test_cites_law_that_is_in_the_data(self, rule: Rule, catalogue: Catalogue) -> None:
        assert rule.basis
        for cite in rule.basis:
            instrument = catalogue.instruments[cite.instrument]
            assert not cite.article or cite.article in instrument.articles


def test_file_names_follow_ids(catalogue: Catalogue) -> None:
    for rule in catalogue.rules:
        expected = f"{rule.id.lower()}_{rule.name.replace('-', '_')}"
        assert rule.check.__module__ == f"gongkai_rules.rules.{expected}"


def test_specimens_are_clean(catalogue: Catalogue) -> None:
    """The default rules find nothing in the correct report of either format."""
    from gongkai.testing import report, run_rule

    for standard in catalogue.standards:
        about = report(standard=standard, catalogue=catalogue)
        assert about.fidelity.score == 1.0
        for rule in catalogue.rules:
            if not rule.preview and rule.judges(about):
                assert run_rule(rule, about) == (), (standard, rule.id)
