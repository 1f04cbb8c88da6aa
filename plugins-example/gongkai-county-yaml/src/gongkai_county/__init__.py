"""A rule pack for Gongkai, written in YAML: the rules are in pack.yaml."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai import Instrument, Rule, Standard, hookimpl, pack_in

GONGKAI_API = 1


@hookimpl
def gongkai_rules() -> Iterable[Rule]:
    return pack_in("gongkai_county", "pack.yaml").rules


@hookimpl
def gongkai_instruments() -> Iterable[Instrument]:
    return pack_in("gongkai_county", "pack.yaml").instruments


@hookimpl
def gongkai_standards() -> Iterable[Standard]:
    return pack_in("gongkai_county", "pack.yaml").standards
