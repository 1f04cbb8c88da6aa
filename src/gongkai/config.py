"""Configuration: gongkai.toml or [tool.gongkai] in pyproject.toml, checked, put together from layers, and frozen."""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.finding import Severity
from gongkai.lang import Lang
from gongkai.limits import Limits
from gongkai.report import Level

__all__ = [
    "Config",
    "Effective",
    "Guard",
    "Layer",
    "Override",
    "Profile",
    "Rollup",
    "Series",
    "for_path",
    "merge",
    "parse_config",
]

BodyKind: TypeAlias = Literal["government", "department", "subdistrict", "public_service", "national"]
Options: TypeAlias = dict[str, dict[str, bool | int | float | str | tuple[str, ...]]]


class Override(Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """Settings for some files only. In `paths`, `*` stands for anything, also for `/`."""

    paths: Annotated[tuple[str, ...], Meta(min_length=1)]
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    options: Options = {}
    standard: str | None = None
    body: BodyKind | None = None
    level: Level | None = None


class Series(Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """Reports of other years. `previous` are files, folders and globs with last year's reports; `aliases` gives bodies
    that were renamed their present name."""

    previous: tuple[str, ...] = ()
    aliases: dict[str, str] = {}


class Rollup(Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """Reports of other bodies of the same year. `parent` is the report that sums the checked ones up; `children` are
    files, folders and globs with those that the checked one sums up, `siblings` with those it is compared with.

    `relations` is a table (CSV: body, parent, year, path) that says who sums up whom. `complete` declares that the
    children are all there are; `excluded` bodies are not summed up, though they are among them.
    """

    parent: str | None = None
    children: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    relations: str | None = None
    complete: bool = False
    excluded: tuple[str, ...] = ()


class Config(Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """Settings of a run. Rules are named by id (GK303), name (t3-row-total) or the beginning of an id (GK3).

    `extends` names profiles (ci, strict, or a plugin's) and files, weakest first. `rules` are files of further
    rules (YAML packs, Python), found from the configuration's folder. `severity` gives rules another
    severity; `options` sets their options; `mandatory` rules always run and can be neither ignored, weakened nor
    accepted by what comes later. `standard` overrides the choice by fiscal year, `body` and `level` what the agency's
    name tells; below `min_fidelity` (0 to 1) a document counts as not understood. `suppressions` and `baseline` are
    files, found from the configuration's folder; so are the reports beside those to check (`series`, `rollup`).
    `limits` bound what is read. `words` adds words to the vocabulary by which reports state figures, by tag:
    `application = ["公开诉求"]`. `output` lists formats as --format takes them.
    """

    extends: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    mandatory: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    options: Options = {}
    overrides: tuple[Override, ...] = ()
    standard: str | None = None
    body: BodyKind | None = None
    level: Level | None = None
    fail_level: Severity = "error"
    max_warnings: Annotated[int, Meta(ge=0)] | None = None
    min_fidelity: Annotated[float, Meta(ge=0, le=1)] = 0.7
    suppressions: str | None = None
    baseline: str | None = None
    series: Series = Series()
    rollup: Rollup = Rollup()
    output: tuple[str, ...] = ()
    limits: Limits = Limits()
    words: dict[str, tuple[Annotated[str, Meta(min_length=1)], ...]] = {}
    lang: Lang | None = None


class Profile(Struct, frozen=True, kw_only=True):
    """Settings under a name that configurations can extend: the keys and values of a configuration file."""

    name: str
    title: Text
    settings: Mapping[str, object]


class Layer(Struct, frozen=True):
    """Settings from one source, and what that source is called: a file's path, a profile, the command line."""

    origin: Text
    settings: Mapping[str, object]


class Guard(Struct, frozen=True):
    """Mandatory rules, who made them so, and what later layers tried to `loosen`: (rule name, by whom)."""

    rules: tuple[str, ...]
    origin: Text
    loosened: tuple[tuple[str, Text], ...]


class Effective(Struct, frozen=True, kw_only=True):
    """The configuration that holds, where each of its values came from (`severity.GK303`: file), and its guards."""

    config: Config
    origins: Mapping[str, Text]
    guards: tuple[Guard, ...] = ()


# Lists that layers add to, and tables whose entries layers replace one by one; all else is replaced whole.
ADDED = ("ignore", "mandatory", "overrides", "rules")
JOINED = ("severity", "options", "limits", "series", "rollup", "words")


def merge(layers: Sequence[Layer]) -> Effective:
    """Put layers together, weakest first. Each must have been checked by the schema."""
    whole: dict[str, object] = {}
    origins: dict[str, Text] = {}
    for layer in layers:
        for key, value in layer.settings.items():
            before = whole.get(key)
            if key in ADDED and isinstance(value, Sequence):
                old = before if isinstance(before, Sequence) else ()
                origins.update({f"{key}[{len(old) + n}]": layer.origin for n in range(len(value))})
                whole[key] = [*old, *value]
            elif key in JOINED and isinstance(value, Mapping):
                whole[key] = _joined(key, before, value, layer.origin, origins)
            elif key != "extends":
                whole[key] = value
                origins[key] = layer.origin
    return Effective(
        config=_config(whole, Text("合并后的配置", "The merged configuration")),
        origins=origins,
        guards=tuple(_guards(layers)),
    )


def _joined(
    key: str, before: object, value: Mapping[str, object], origin: Text, origins: dict[str, Text]
) -> dict[str, object]:
    joined = dict(before) if isinstance(before, Mapping) else {}
    for name, given in value.items():
        old = joined.get(name)
        if isinstance(given, Mapping):
            joined[name] = {**(old if isinstance(old, Mapping) else {}), **given}
            origins.update({f"{key}.{name}.{option}": origin for option in given})
        else:
            joined[name] = given
            origins[f"{key}.{name}"] = origin
    return joined


def _guards(layers: Sequence[Layer]) -> Iterator[Guard]:
    for number, layer in enumerate(layers):
        named = _config(layer.settings, layer.origin).mandatory
        if named:
            later = tuple((name, other.origin) for other in layers[number + 1 :] for name in _loosened(other))
            yield Guard(named, layer.origin, later)


def _loosened(layer: Layer) -> Iterator[str]:
    config = _config(layer.settings, layer.origin)
    parts: tuple[Config | Override, ...] = (config, *config.overrides)
    for part in parts:
        yield from part.ignore
        yield from part.severity
        yield from part.options


def for_path(config: Config, path: str) -> Config:
    """The configuration for one file: with the overrides whose paths match it, in their order."""
    if not config.overrides:
        return config
    from fnmatch import fnmatchcase

    for override in config.overrides:
        if any(fnmatchcase(path, pattern) for pattern in override.paths):
            config = replace(
                config,
                ignore=(*config.ignore, *override.ignore),
                severity={**config.severity, **override.severity},
                options=_options(config.options, override.options),
                standard=override.standard or config.standard,
                body=override.body or config.body,
                level=override.level or config.level,
            )
    return replace(config, overrides=())


def _options(before: Options, after: Options) -> Options:
    return {name: {**before.get(name, {}), **after.get(name, {})} for name in (*before, *after)}


def parse_config(text: str, name: str) -> Mapping[str, object] | None:
    """The settings in a configuration file's text. None for a pyproject.toml without [tool.gongkai].

    Raises UsageError when it is not TOML or breaks the schema; every violation is told.
    """
    if name.endswith("pyproject.toml") and "gongkai" not in text:
        return None
    import tomllib

    try:
        data: Mapping[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            Text(zh=f"配置文件 {name} 不是有效的 TOML：{error}", en=f"{name} is not valid TOML: {error}")
        ) from error
    if name.endswith("pyproject.toml"):
        tool = data.get("tool")
        own = tool.get("gongkai") if isinstance(tool, Mapping) else None
        if not isinstance(own, Mapping):
            return None
        data = own
    _config(data, Text(zh=f"配置文件“{name}”", en=f"Configuration {name}"))
    return data


def _config(data: Mapping[str, object], what: Text) -> Config:
    """Raises UsageError with every violation of the schema."""
    from gongkai.errors import SchemaError
    from gongkai.schema import convert

    try:
        return convert("configuration", data, Config, what)
    except SchemaError as error:
        raise UsageError(error.message, error.advice) from error
