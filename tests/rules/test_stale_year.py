"""How sure GK611 is that a sentence is last year's. All bodies are made up."""

from __future__ import annotations

import pytest

from gongkai.plugins import Catalogue
from gongkai.testing import report, run_rule


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("2024年，我局通过政府网站主动公开信息94条。", "error"),
        ("2024年我局未收到政府信息公开申请。", "error"),
        ("2022年，我局通过政府网站主动公开信息94条。", "info"),
        ("2024年，我局制定了信息公开申请办理规程。", "info"),
    ],
)
def test_only_figures_of_last_year_are_certain(catalogue: Catalogue, sentence: str, severity: str) -> None:
    rule = next(rule for rule in catalogue.rules if rule.id == "GK611")
    told = run_rule(rule, report(catalogue=catalogue, sections={"overview": sentence}))
    assert [each.severity for each in told] == [severity]


def test_the_section_on_problems_may_tell_of_last_year(catalogue: Catalogue) -> None:
    rule = next(rule for rule in catalogue.rules if rule.id == "GK611")
    words = "2024年，全局仅组织信息公开培训1次。整改后每季度一次。"
    told = run_rule(rule, report(catalogue=catalogue, sections={"problems": words}))
    assert [each.severity for each in told] == ["info"]
