"""Another kind of report for Gongkai: its format and law are data, its rules one file each."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai import Instrument, Rule, Standard, hookimpl, instruments_in, rules_in, standards_in

GONGKAI_API = 1


@hookimpl
def gongkai_rules() -> Iterable[Rule]:
    return rules_in("gongkai_rule_of_law.rules")


@hookimpl
def gongkai_standards() -> Iterable[Standard]:
    return standards_in("gongkai_rule_of_law", "rule-of-law-2022")


@hookimpl
def gongkai_instruments() -> Iterable[Instrument]:
    return instruments_in("gongkai_rule_of_law", "rule-of-law-notice")
