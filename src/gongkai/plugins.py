"""Collecting plugins.

Plugins are loaded one by one in the order of their names, each isolated: one that fails is named and left out,
and the others still work. Nothing is kept between calls.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType, ModuleType
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gongkai._markers import API_VERSION
from gongkai.bilingual import Text
from gongkai.bytecode import serve
from gongkai.config import Profile
from gongkai.duty import Duty
from gongkai.entry_points import EntryPoint, entry_points
from gongkai.errors import GongkaiError, PluginError, UsageError
from gongkai.finding import Incident
from gongkai.formatter import Formatter
from gongkai.guard import Overtime, caught_output, limited
from gongkai.hooks import Hook, hooks
from gongkai.instrument import Instrument
from gongkai.reader import Reader
from gongkai.rule import Rule
from gongkai.standard import Standard

__all__ = ["GROUP", "Catalogue", "Plugin", "RuleFile", "add_files", "collect"]

GROUP = "gongkai"
# Loading a plugin takes milliseconds; one that takes this long hangs.
LOAD_SECONDS = 20.0
T = TypeVar("T")


class Plugin(Struct, frozen=True, kw_only=True):
    """One plugin: where it comes from, what it gave, how long loading took, and why it failed if it did."""

    name: str
    module: str
    distribution: str
    version: str
    rules: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    formatters: tuple[str, ...] = ()
    failure: Text | None = None
    load_ms: float = 0.0


class Catalogue(Struct, frozen=True, kw_only=True):
    """All that the plugins gave, sorted by id (duties: in the order given), and what failed."""

    plugins: tuple[Plugin, ...]
    rules: tuple[Rule, ...]
    standards: Mapping[str, Standard]
    instruments: Mapping[str, Instrument]
    duties: tuple[Duty, ...]
    readers: tuple[Reader, ...]
    formatters: Mapping[str, Formatter]
    profiles: Mapping[str, Profile] = {}
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
        self.profiles: dict[str, Profile] = {}

    @property
    def kinds(self) -> tuple[dict[str, object], ...]:
        """The values by id, each kind apart: always in this order."""
        return (
            self.rules, self.standards, self.instruments, self.duties, self.readers, self.formatters, self.profiles
        )  # type: ignore[return-value]  # values of any type, each put back where it was  # fmt: skip


class RuleFile(Struct, frozen=True):
    """A file of rules that the user names: a YAML pack, or Python with RULE, RULES or hooks."""

    path: str
    text: str


def collect(points: Sequence[EntryPoint] | None = None, files: Sequence[RuleFile] = ()) -> Catalogue:
    """Load every plugin and gather what they give, then the named files.

    Never raises for a plugin's fault: it becomes an incident. A named file is the user's own: its faults are
    UsageErrors.
    """
    every = _Gathered()
    plugins: list[Plugin] = []
    for point in entry_points(GROUP) if points is None else points:
        plugins.append(_load(point, every, plugins))
    return add_files(_catalogue(plugins, every), files) if files else _catalogue(plugins, every)


def add_files(catalogue: Catalogue, files: Sequence[RuleFile]) -> Catalogue:
    """The catalogue with what the named files give. Raises UsageError for a file that cannot be used."""
    every = _Gathered()
    every.rules = {rule.id: rule for rule in catalogue.rules}
    every.readers = {reader.name: reader for reader in catalogue.readers}
    every.duties = {duty.id: duty for duty in catalogue.duties}
    every.standards, every.instruments = dict(catalogue.standards), dict(catalogue.instruments)
    every.formatters, every.profiles = dict(catalogue.formatters), dict(catalogue.profiles)
    plugins = list(catalogue.plugins)
    for file in files:
        plugins.append(_load_file(file, every, plugins))
    return _catalogue(plugins, every)


def _catalogue(plugins: Sequence[Plugin], every: _Gathered) -> Catalogue:
    return Catalogue(
        plugins=tuple(plugins),
        rules=tuple(rule for _, rule in sorted(every.rules.items())),
        standards=MappingProxyType(every.standards),
        instruments=MappingProxyType(every.instruments),
        duties=tuple(every.duties.values()),
        readers=tuple(reader for _, reader in sorted(every.readers.items())),
        formatters=MappingProxyType(every.formatters),
        profiles=MappingProxyType(every.profiles),
        incidents=tuple(_incident(plugin) for plugin in plugins if plugin.failure),
    )


def _load(point: EntryPoint, every: _Gathered, before: Sequence[Plugin]) -> Plugin:
    begun = time.perf_counter()
    plugin = _load_one(point, every, before)
    return replace(plugin, load_ms=round((time.perf_counter() - begun) * 1000, 1))


def _load_one(point: EntryPoint, every: _Gathered, before: Sequence[Plugin]) -> Plugin:
    try:
        serve(point.module.partition(".")[0])
        with caught_output() as output, limited(LOAD_SECONDS):
            mine = _ask(importlib.import_module(point.module), point.name)
        if printed := output.take():
            raise _printed(printed)
        _merge(mine, every, before)
    except (Exception, SystemExit, Overtime) as error:
        if isinstance(error, Overtime):
            failure = _HANGS
        elif isinstance(error, GongkaiError):
            failure = error.message
        else:
            from gongkai.rule_file import raised

            package = point.module.partition(".")[0]
            words = raised(error, lambda frame: frame.f_globals.get("__name__", "").partition(".")[0] == package)
            failure = Text(zh=words, en=words)
        return Plugin(
            name=point.name, module=point.module, distribution=point.distribution, version=point.version,
            failure=failure,
        )  # fmt: skip
    return _described(point.name, point.module, mine, point.distribution, point.version)


def _load_file(file: RuleFile, every: _Gathered, before: Sequence[Plugin]) -> Plugin:
    from gongkai.rule_file import check_shape, failure, run_file

    try:
        with caught_output() as output, limited(LOAD_SECONDS):
            is_pack = file.path.endswith((".yaml", ".yml"))
            mine = _pack(file, every) if is_pack else _ask(run_file(file.path, file.text), file.path)
        if printed := output.take():
            raise _printed(printed)
        check_shape(mine.rules.values())
        _merge(mine, every, before)
    except (PluginError, Overtime) as error:
        why = _HANGS if isinstance(error, Overtime) else error.message
        raise UsageError(Text(zh=f"规则文件 {file.path}：{why.zh}", en=f"Rule file {file.path}: {why.en}")) from error
    except GongkaiError as error:
        raise UsageError(error.message, error.advice) from error
    except (Exception, SystemExit) as error:
        raise UsageError(failure(file.path, error)) from error
    return _described(file.path, file.path, mine)


def _pack(file: RuleFile, every: _Gathered) -> _Gathered:
    from gongkai.pack import read_pack

    pack = read_pack(file.text, file.path, every.standards)
    mine = _Gathered()
    mine.rules = {rule.id: rule for rule in pack.rules}
    mine.standards = {standard.id: standard for standard in pack.standards}
    mine.instruments = {instrument.id: instrument for instrument in pack.instruments}
    return mine


def _described(name: str, module: str, mine: _Gathered, distribution: str = "", version: str = "") -> Plugin:
    return Plugin(
        name=name, module=module, distribution=distribution, version=version,
        rules=tuple(sorted(mine.rules)), standards=tuple(sorted(mine.standards)),
        readers=tuple(sorted(mine.readers)), formatters=tuple(sorted(mine.formatters)),
    )  # fmt: skip


_HANGS = Text(zh=f"超过{LOAD_SECONDS:g}秒没有加载完", en=f"loading took more than {LOAD_SECONDS:g} s")


def _printed(text: str) -> PluginError:
    words = " ".join(text.split())[:60]
    return PluginError(Text(zh=f"加载时打印了内容（“{words}”）", en=f"it printed while it was loaded (“{words}”)"))


def _ask(module: ModuleType, name: str) -> _Gathered:
    """Call this plugin's hooks."""
    stated = getattr(module, "GONGKAI_API", None)
    if stated != API_VERSION:
        raise PluginError(
            Text(
                zh=f"插件须声明 GONGKAI_API = {API_VERSION}，现为 {stated!r}",
                en=f"the plugin must state GONGKAI_API = {API_VERSION}, found {stated!r}",
            )
        )
    mine = _Gathered()
    hook = hooks(module, name)
    _gather(hook["gongkai_rules"], Rule, lambda rule: rule.id, mine.rules)
    _gather(hook["gongkai_standards"], Standard, lambda standard: standard.id, mine.standards)
    _gather(hook["gongkai_instruments"], Instrument, lambda instrument: instrument.id, mine.instruments)
    _gather(hook["gongkai_duties"], Duty, lambda duty: duty.id, mine.duties)
    _gather(hook["gongkai_readers"], Reader, lambda reader: reader.name, mine.readers)
    _gather(hook["gongkai_formatters"], Formatter, lambda formatter: formatter.name, mine.formatters)
    _gather(hook["gongkai_profiles"], Profile, lambda profile: profile.name, mine.profiles)
    return mine


def _gather(hook: Hook, kind: type[T], name: Callable[[T], str], into: dict[str, T]) -> None:
    for given in hook():
        for item in given:
            if not isinstance(item, kind):
                name_of = kind.__name__
                shown = f"{item!r:.60}"
                raise PluginError(Text(zh=f"应为 {name_of}，现为 {shown}", en=f"{name_of} expected, found {shown}"))
            if name(item) in into:
                raise PluginError(Text(zh=f"“{name(item)}”出现两次", en=f"{kind.__name__} “{name(item)}” twice"))
            into[name(item)] = item


def _merge(mine: _Gathered, every: _Gathered, before: Sequence[Plugin]) -> None:
    """Add one plugin's values to all. Ids that one of those before it has already make this one fail, whole."""
    for new, old in zip(mine.kinds, every.kinds, strict=True):
        for clash in sorted(new.keys() & old.keys()):
            raise _taken(clash, clash, before)
    names = {rule.name: rule.id for rule in every.rules.values()}
    for rule in mine.rules.values():
        if rule.name in names:
            raise _taken(rule.name, names[rule.name], before)
    for new, old in zip(mine.kinds, every.kinds, strict=True):
        old.update(new)


def _taken(what: str, by: str, before: Sequence[Plugin]) -> PluginError:
    """An id or name is taken by what has the id `by`."""
    owner = next((p.name for p in before if by in (*p.rules, *p.standards, *p.readers, *p.formatters)), None)
    zh, en = (f"插件 {owner} ", f"the plugin {owner}") if owner else ("别的插件", "another plugin")
    return PluginError(Text(zh=f"“{what}”已由{zh}提供", en=f"“{what}” is already given by {en}"))


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
