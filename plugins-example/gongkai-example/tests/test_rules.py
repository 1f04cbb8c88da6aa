"""What the rules' own examples (tested by Gongkai's pytest plugin) do not show: the pack as it is installed."""

from __future__ import annotations

from gongkai.plugins import collect
from gongkai.testing import report, run_rule

CATALOGUE = collect()
RULES = {rule.id: rule for rule in CATALOGUE.rules if rule.id.startswith("EX")}


def test_the_pack_is_loaded() -> None:
    assert sorted(RULES) == ["EX101", "EX102", "EX103"]
    assert CATALOGUE.incidents == ()


def test_the_limit_is_an_option() -> None:
    about = report(catalogue=CATALOGUE, sections={"overview": "公" * 700})
    assert run_rule(RULES["EX101"], about) == ()
    assert [d.message.en for d in run_rule(RULES["EX101"], about, most=600)] == [
        "The overview has 700 characters, more than 600"
    ]
