"""What the rules' own examples (tested by Gongkai's pytest plugin) do not show. Only names that stay are used."""

from __future__ import annotations

from gongkai_example.rules.ex101_overview_length import RULE

from gongkai import rules_in
from gongkai.testing import report, run_rule


def test_each_file_is_a_rule() -> None:
    assert [rule.id for rule in rules_in("gongkai_example.rules")] == ["EX101", "EX102", "EX103"]


def test_the_limit_is_an_option() -> None:
    about = report(sections={"overview": "公" * 700})
    assert run_rule(RULE, about) == ()
    assert [d.message.en for d in run_rule(RULE, about, most=600)] == [
        "The overview has 700 characters, more than 600"
    ]
