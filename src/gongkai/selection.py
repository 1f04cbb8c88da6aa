"""Deciding which rules run, how severe their findings are, and with which options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.config import Config, Guard
from gongkai.errors import UsageError
from gongkai.finding import Severity
from gongkai.rule import Option, OptionValue, Rule

__all__ = ["Chosen", "choose", "find_rule", "mandatory_rules", "matching"]


class Chosen(Struct, frozen=True):
    """A rule that will run, with its severity and all its options' values."""

    rule: Rule
    severity: Severity
    options: Mapping[str, OptionValue]


def choose(rules: Sequence[Rule], config: Config) -> tuple[Chosen, ...]:
    """The rules that a configuration selects, in order of their ids.

    Without `select`, all but preview rules. A preview rule runs when it is selected by its whole id or name.
    Mandatory rules run whatever was selected.
    Raises UsageError for names that no rule has, and for options that a rule does not have or that do not fit.
    """
    selected = matching(rules, config.select) if config.select else {r.id for r in rules if not r.preview}
    selected |= matching(rules, config.mandatory)
    ignored = matching(rules, config.ignore, preview=True)
    severity = {find_rule(rules, name).id: level for name, level in config.severity.items()}
    # Those of rules that do not run are looked at, too: a misspelt one would wait in silence until its rule does.
    options = {(rule := find_rule(rules, name)).id: _options(rule, given) for name, given in config.options.items()}
    return tuple(
        Chosen(rule, severity.get(rule.id, rule.severity), options.get(rule.id) or _options(rule, {}))
        for rule in rules
        if rule.id in selected - ignored
    )


def find_rule(rules: Sequence[Rule], name: str) -> Rule:
    """The rule with this id or name, in capitals or not. Raises UsageError with the nearest names."""
    for rule in rules:
        if _is_called(rule, name):
            return rule
    raise _unknown(name, rules)


def mandatory_rules(rules: Sequence[Rule], guards: Sequence[Guard]) -> frozenset[str]:
    """The ids of mandatory rules. Raises UsageError when a later layer ignores or changes one."""
    ids: set[str] = set()
    for guard in guards:
        mine = matching(rules, guard.rules)
        for name, origin in guard.loosened:
            if touched := sorted(mine & matching(rules, (name,), preview=True)):
                raise UsageError(
                    Text(
                        zh=f"规则 {'、'.join(touched)} 由“{guard.origin.zh}”定为必查，“{origin.zh}”不能停用或改动",
                        en=f"{', '.join(touched)}: mandatory by {guard.origin.en}; {origin.en} cannot ignore or change it",
                    )
                )
        ids |= mine
    return frozenset(ids)


def matching(rules: Sequence[Rule], names: Sequence[str], *, preview: bool = False) -> set[str]:
    """The ids of the rules that names mean, in capitals or not: an id, a rule's name, or the beginning of ids. Raises
    UsageError for one that means none."""
    found: set[str] = set()
    for name in names:
        begins = name.upper()
        exact = {rule.id for rule in rules if _is_called(rule, name)}
        family = {rule.id for rule in rules if rule.id.upper().startswith(begins) and (preview or not rule.preview)}
        if not exact and not family:
            raise _unknown(name, rules)
        found |= exact or family
    return found


def _is_called(rule: Rule, name: str) -> bool:
    return name.upper() in (rule.id.upper(), rule.name.upper())


def _unknown(name: str, rules: Sequence[Rule]) -> UsageError:
    from difflib import get_close_matches

    known = {word.upper(): word for rule in rules for word in (rule.id, rule.name)}
    close = [known[word] for word in get_close_matches(name.upper(), known, n=3, cutoff=0.5)]
    advice = Text(zh="用 gongkai rules 查看全部规则", en="See gongkai rules for all of them")
    if close:
        advice = Text(zh=f"是不是 {'、'.join(close)}？", en=f"Did you mean {', '.join(close)}?")
    return UsageError(Text(zh=f"没有“{name}”这条规则", en=f"There is no rule “{name}”"), advice)


def _options(rule: Rule, given: Mapping[str, OptionValue]) -> Mapping[str, OptionValue]:
    known = {option.name: option for option in rule.options}
    for name, value in given.items():
        if name not in known:
            raise UsageError(
                Text(zh=f"规则 {rule.id} 没有选项“{name}”", en=f"Rule {rule.id} has no option “{name}”"),
                Text(zh=f"它的选项：{'、'.join(known) or '无'}", en=f"Its options: {', '.join(known) or 'none'}"),
            )
        if not _fits(known[name], value):
            default = known[name].default
            raise UsageError(
                Text(
                    zh=f"规则 {rule.id} 的选项“{name}”不能是 {value!r}",
                    en=f"Option “{name}” of rule {rule.id} cannot be {value!r}",
                ),
                Text(zh=f"例如（默认）：{default!r}", en=f"For example (the default): {default!r}"),
            )
    return MappingProxyType({option.name: given.get(option.name, option.default) for option in rule.options})


def _fits(option: Option, value: OptionValue) -> bool:
    default = option.default
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, int | float):
        enough = isinstance(value, int | float) and (option.minimum is None or value >= option.minimum)
        return enough and (isinstance(default, float) or isinstance(value, int))
    return isinstance(value, type(default))
