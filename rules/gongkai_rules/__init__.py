"""The built-in pack: the national formats of the yearly disclosure report, the law behind them, and the rules.

An ordinary plugin: it uses only what `gongkai` gives to everyone.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from gongkai import (
    Duty,
    Instrument,
    Rule,
    Standard,
    duties_in,
    hookimpl,
    instruments_in,
    rules_in,
    standards_in,
    vocabulary_in,
)

GONGKAI_API = 1

INSTRUMENTS = (
    "fee-measures-2020",
    "format-2019",
    "format-2021",
    "legislation-law-2023",
    "platform-notice-2019",
    "privacy-law-2021",
    "regulation-2019",
    "review-law-2023",
    "secrets-law-2024",
    "wuwei-notice-2025",
)


@hookimpl
def gongkai_rules() -> Iterable[Rule]:
    return rules_in("gongkai_rules.rules")


@hookimpl
def gongkai_standards() -> Iterable[Standard]:
    # The words of the prose did not change with the tables: both formats share them.
    words = vocabulary_in("gongkai_rules.standards", "words")
    formats = standards_in("gongkai_rules.standards", "gkbg-2019", "gkbg-2021")
    return [replace(each, vocabulary=words) for each in formats]


@hookimpl
def gongkai_instruments() -> Iterable[Instrument]:
    return instruments_in("gongkai_rules.instruments", *INSTRUMENTS)


@hookimpl
def gongkai_duties() -> Iterable[Duty]:
    return duties_in("gongkai_rules.duties", "regulation", "format-2019", "format-2021", "other-law")
