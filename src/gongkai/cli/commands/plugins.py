"""`gongkai plugins`: what is loaded, from where, and what failed to load."""

from __future__ import annotations

import json

import click

from gongkai.bilingual import Text
from gongkai.cli.help import Command, Group, lang_of, lang_option, option, told
from gongkai.errors import UsageError
from gongkai.lang import Lang
from gongkai.plugins import Plugin, collect

__all__ = ["command"]


@click.group(
    "plugins",
    cls=Group,
    invoke_without_command=True,
    help="列出已加载的插件、来源和未能加载的原因。‖List the plugins that are loaded, from where, and what failed.",
)
@option("--format", "format_out", type=click.Choice(["text", "json"]), default="text", help="输出格式‖Output format")
@lang_option
@click.pass_context
def command(ctx: click.Context, format_out: str) -> int:
    """Print the plugins; 3 when one failed to load."""
    if ctx.invoked_subcommand:
        return 0
    lang = lang_of(ctx)
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
        "load_ms": plugin.load_ms,
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
    took = told(f"（加载 {plugin.load_ms:.0f} 毫秒）‖ (loaded in {plugin.load_ms:.0f} ms)", lang)
    gives = told("，‖, ", lang).join(words) or told("规则和格式以外的内容‖neither rules nor formats", lang)
    return f"{origin}\n  {told('提供 ‖gives ', lang)}{gives}{took}"


@command.command(
    "doctor",
    cls=Command,
    help="逐条检验已安装插件的规则；NAME 只检验一个插件。‖"
    "Examine every rule of the installed plugins; with NAME, of one plugin.",
)
@click.argument("name", required=False, metavar="[NAME]")
@lang_option
@click.pass_obj
def doctor(lang: Lang, name: str | None) -> int:
    """Examine plugins: 0 all well, 1 faults, 2 no such plugin, 3 one failed to load, 4 the one asked for has no rules."""
    from gongkai.cli.commands.test import print_verdicts

    catalogue = collect()
    plugins = [plugin for plugin in catalogue.plugins if name in (None, plugin.name)]
    if not plugins:
        raise UsageError(Text(zh=f"没有叫“{name}”的插件", en=f"There is no plugin “{name}”"))
    meant = (plugin.name for plugin in plugins if name or plugin.rules or plugin.failure)
    codes = [print_verdicts(catalogue, each, lang) for each in meant]
    return max(codes, default=0)
