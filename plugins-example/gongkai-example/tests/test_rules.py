"""Each rule's examples are its tests."""

from __future__ import annotations

import pytest

from gongkai import Example, Rule
from gongkai.plugins import collect
from gongkai.testing import example_fault

CATALOGUE = collect()
MINE = [rule for rule in CATALOGUE.rules if rule.id.startswith("EX")]


@pytest.mark.parametrize(("rule", "example"), [(rule, example) for rule in MINE for example in rule.examples])
def test_example(rule: Rule, example: Example) -> None:
    assert example_fault(rule, example, CATALOGUE) is None


def test_the_pack_is_loaded() -> None:
    assert [rule.id for rule in MINE] == ["EX101"]
    assert CATALOGUE.incidents == ()
