"""`gongkai plugins`: what is loaded, from where, and what failed to load."""

from __future__ import annotations

import json

import click

from gongkai.cli.help import Command, lang_option, option, told
from gongkai.lang import Lang
from gongkai.plugins import Plugin, collect

__all__ = ["command"]


@click.command(
    "plugins",
    cls=Command,
    help="列出已加载的插件、来源和未能加载的原因。‖List the plugins that are loaded, from where, and what failed.",
)
@option("--format", "format_out", type=click.Choice(["text", "json"]), default="text", help="输出格式‖Output format")
@lang_option
@click.pass_obj
def command(lang: Lang, format_out: str) -> int:
    """Print the plugins; 3 when one failed to load."""
    plugins = collect().plugins
    if format_out == "json":
        click.echo(json.dumps([_data(plugin, lang) for plugin in plugins], ensure_ascii=False, indent=2))
    else:
        for plugin in plugins:
            click.echo(_line(plugin, lang))
    return 3 if any(plugin.failure for plugin in plugins) else 0


def _data(plugin: Plugin, lang: Lang) -> dict[str, object]:
    return {
        "name": plugin.name,
        "module": plugin.module,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "rules": plugin.rules,
        "standards": plugin.standards,
        "readers": plugin.readers,
        "formatters": plugin.formatters,
        "failure": plugin.failure.of(lang) if plugin.failure else None,
    }


def _line(plugin: Plugin, lang: Lang) -> str:
    origin = f"{plugin.name}  ({plugin.distribution} {plugin.version}, {plugin.module})"
    if plugin.failure:
        return f"{origin}\n  " + told("未能加载：‖not loaded: ", lang) + plugin.failure.of(lang)
    given = [
        (plugin.rules, "条规则‖rule(s)"),
        (plugin.standards, "个格式标准‖standard(s)"),
        (plugin.readers, "种输入格式‖reader(s)"),
        (plugin.formatters, "种输出格式‖formatter(s)"),
    ]
    words = [f"{len(names)} {told(noun, lang)}" for names, noun in given if names]
    return f"{origin}\n  {told('提供 ‖gives ', lang)}{told('，‖, ', lang).join(words)}"
