"""`gongkai config`: the configuration that holds here, each value with where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click
import msgspec

from gongkai.bilingual import Text
from gongkai.cli.asked import Asked, run_options, settings
from gongkai.cli.help import Command, Group, lang_option, option
from gongkai.config import Config, Effective
from gongkai.lang import Lang
from gongkai.plugins import collect
from gongkai.selection import choose, mandatory_rules

__all__ = ["command"]

DEFAULT = Text(zh="默认", en="default")


@click.group("config", cls=Group, help="配置：查看现在有效的设置。‖Configuration: what holds here.")
@lang_option
def command() -> None:
    """Do nothing: see the commands."""


@command.command(
    "show",
    cls=Command,
    help="列出每个设置的有效值和来源（默认、方案、文件或命令行）。‖"
    "Every effective value, and where it came from: default, profile, file or command line.",
)
@run_options(without=("--isolate", "--online", "--as", "--as-of"))  # they are no settings
@option("--format", "format_out", type=click.Choice(["text", "json"]), default="text", help="输出格式‖Output format")
@lang_option
@click.pass_obj
def show(lang: Lang, /, format_out: str, **options: object) -> int:
    """Print the settings. Wrong rule names in them are errors here as well."""
    catalogue = collect()
    effective = settings(msgspec.convert(options, Asked), catalogue)
    mandatory_rules(catalogue.rules, effective.guards)
    choose(catalogue.rules, effective.config)
    rows = list(_rows(effective))
    if format_out == "json":
        data = [{"key": key, "value": value, "origin": origin.of(lang)} for key, value, origin in rows]
        click.echo(msgspec.json.format(msgspec.json.encode(data), indent=2).decode())
        return 0
    for key, value, origin in rows:
        click.echo(f"{key} = {msgspec.json.encode(value).decode()}  # {origin.of(lang)}")
    return 0


def _rows(effective: Effective) -> Iterator[tuple[str, object, Text]]:
    """Key, value and origin of every setting, tables and lists one entry a row."""
    blank = msgspec.structs.asdict(Config())
    for field in msgspec.structs.fields(Config):
        key = field.encode_name
        value = msgspec.to_builtins(getattr(effective.config, field.name))
        if key == "extends":
            continue
        origin = effective.origins.get(key)
        if origin is None and value != msgspec.to_builtins(blank[field.name]):
            yield from _entries(key, value, effective)
        else:
            yield key, value, origin or DEFAULT


def _entries(key: str, value: object, effective: Effective) -> Iterator[tuple[str, object, Text]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _entries(f"{key}.{name}", each, effective)
    elif isinstance(value, list | tuple) and key not in effective.origins:
        for n, each in enumerate(value):
            yield f"{key}[{n}]", each, effective.origins.get(f"{key}[{n}]", DEFAULT)
    else:
        yield key, value, effective.origins.get(key, DEFAULT)
