"""Collecting plugins: the only module that uses pluggy's manager.

Plugins are loaded one by one in the order of their names, each isolated: one that fails is named and left out,
and the others still work. Nothing is kept between calls.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType, ModuleType
from typing import TypeVar

import pluggy
from msgspec import Struct

from gongkai import hookspecs
from gongkai._markers import API_VERSION
from gongkai.bilingual import Text
from gongkai.duty import Duty
from gongkai.entry_points import EntryPoint, entry_points
from gongkai.finding import Incident
from gongkai.formatter import Formatter
from gongkai.instrument import Instrument
from gongkai.reader import Reader
from gongkai.rule import Rule
from gongkai.standard import Standard

__all__ = ["GROUP", "Catalogue", "Plugin", "collect"]

GROUP = "gongkai"
T = TypeVar("T")


class Plugin(Struct, frozen=True, kw_only=True):
    """One plugin: where it comes from, what it gave, and why it failed if it did."""

    name: str
    module: str
    distribution: str
    version: str
    rules: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    formatters: tuple[str, ...] = ()
    failure: Text | None = None


class Catalogue(Struct, frozen=True, kw_only=True):
    """All that the plugins gave, sorted by id (duties: in the order given), and what failed."""

    plugins: tuple[Plugin, ...]
    rules: tuple[Rule, ...]
    standards: Mapping[str, Standard]
    instruments: Mapping[str, Instrument]
    duties: tuple[Duty, ...]
    readers: tuple[Reader, ...]
    formatters: Mapping[str, Formatter]
    incidents: tuple[Incident, ...]


class _Gathered:
    """What one plugin gave, while it is being asked."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}
        self.standards: dict[str, Standard] = {}
        self.instruments: dict[str, Instrument] = {}
        self.duties: dict[str, Duty] = {}
        self.readers: dict[str, Reader] = {}
        self.formatters: dict[str, Formatter] = {}


def collect(points: Sequence[EntryPoint] | None = None) -> Catalogue:
    """Load every plugin and gather what they give. Never raises for a plugin's fault: it becomes an incident."""
    every = _Gathered()
    plugins = []
    for point in entry_points(GROUP) if points is None else points:
        plugins.append(_load(point, every))
    return Catalogue(
        plugins=tuple(plugins),
        rules=tuple(rule for _, rule in sorted(every.rules.items())),
        standards=MappingProxyType(every.standards),
        instruments=MappingProxyType(every.instruments),
        duties=tuple(every.duties.values()),
        readers=tuple(reader for _, reader in sorted(every.readers.items())),
        formatters=MappingProxyType(every.formatters),
        incidents=tuple(_incident(plugin) for plugin in plugins if plugin.failure),
    )


def _load(point: EntryPoint, every: _Gathered) -> Plugin:
    plain = Plugin(name=point.name, module=point.module, distribution=point.distribution, version=point.version)
    try:
        module = importlib.import_module(point.module)
        mine = _ask(module, point.name)
        _merge(mine, every)
    except (Exception, SystemExit) as error:
        cause = str(error) or type(error).__name__
        words = f"{type(error).__name__}: {cause}" if not isinstance(error, _ContractError) else cause
        return Plugin(
            name=point.name, module=point.module, distribution=point.distribution, version=point.version,
            failure=Text(zh=words, en=words),
        )  # fmt: skip
    return Plugin(
        name=plain.name, module=plain.module, distribution=plain.distribution, version=plain.version,
        rules=tuple(sorted(mine.rules)), standards=tuple(sorted(mine.standards)),
        readers=tuple(sorted(mine.readers)), formatters=tuple(sorted(mine.formatters)),
    )  # fmt: skip


class _ContractError(Exception):
    """The plugin breaks the contract; the text says how."""


def _ask(module: ModuleType, name: str) -> _Gathered:
    """Call this plugin's hooks, in a manager of its own: what it gets wrong cannot touch the others."""
    stated = getattr(module, "GONGKAI_API", None)
    if stated != API_VERSION:
        raise _ContractError(
            f"插件须声明 GONGKAI_API = {API_VERSION}，现为 {stated!r} / "
            f"the plugin must state GONGKAI_API = {API_VERSION}, found {stated!r}"
        )
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    manager.register(module, name)
    manager.check_pending()
    mine = _Gathered()
    hook = manager.hook
    _gather(hook.gongkai_rules, Rule, lambda rule: rule.id, mine.rules)
    _gather(hook.gongkai_standards, Standard, lambda standard: standard.id, mine.standards)
    _gather(hook.gongkai_instruments, Instrument, lambda instrument: instrument.id, mine.instruments)
    _gather(hook.gongkai_duties, Duty, lambda duty: duty.id, mine.duties)
    _gather(hook.gongkai_readers, Reader, lambda reader: reader.name, mine.readers)
    _gather(hook.gongkai_formatters, Formatter, lambda formatter: formatter.name, mine.formatters)
    return mine


def _gather(
    call: Callable[[], Sequence[Iterable[T]]], kind: type[T], name: Callable[[T], str], into: dict[str, T]
) -> None:
    for given in call():
        for item in given:
            if not isinstance(item, kind):
                raise _ContractError(f"{kind.__name__} expected, found {item!r}")
            if name(item) in into:
                raise _ContractError(f"{kind.__name__} “{name(item)}” twice")
            into[name(item)] = item


def _merge(mine: _Gathered, every: _Gathered) -> None:
    """Add one plugin's values to all. Ids that another plugin has already make this one fail, whole."""
    names = {rule.name for rule in every.rules.values()}
    for new, old in (
        (mine.rules, every.rules),
        (mine.standards, every.standards),
        (mine.instruments, every.instruments),
        (mine.duties, every.duties),
        (mine.readers, every.readers),
        (mine.formatters, every.formatters),
    ):
        for clash in sorted(set(new) & set(old)):
            raise _ContractError(f"“{clash}” 已由别的插件提供 / is already given by another plugin")
    for rule in mine.rules.values():
        if rule.name in names:
            raise _ContractError(f"规则名“{rule.name}”已被占用 / rule name “{rule.name}” is taken")
    every.rules |= mine.rules
    every.standards |= mine.standards
    every.instruments |= mine.instruments
    every.duties |= mine.duties
    every.readers |= mine.readers
    every.formatters |= mine.formatters


def _incident(plugin: Plugin) -> Incident:
    cause = plugin.failure or Text("", "")
    return Incident(
        code="GK904",
        plugin=plugin.name,
        message=Text(
            zh=f"插件 {plugin.name}（{plugin.distribution}）未能加载：{cause.zh}",
            en=f"Plugin {plugin.name} ({plugin.distribution}) was not loaded: {cause.en}",
        ),
        advice=Text(
            zh="更新或卸载该插件；用 gongkai plugins 查看", en="Update or remove the plugin; see gongkai plugins"
        ),
    )
