"""An example of a rule pack: what an entry point in the group `gongkai` names."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai import Rule, hookimpl, rules_in

GONGKAI_API = 1


@hookimpl
def gongkai_rules() -> Iterable[Rule]:
    return rules_in("gongkai_example.rules")
