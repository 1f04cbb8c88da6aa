"""`gongkai test PACK`: look at every rule of a pack or a plugin, in every way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from gongkai.bilingual import Text
from gongkai.cli.help import Command, lang_option, told
from gongkai.cli.named_files import read_rule_files
from gongkai.conformance import Verdict, caught, examine
from gongkai.errors import UsageError
from gongkai.lang import Lang
from gongkai.plugins import Catalogue, collect

__all__ = ["command", "print_verdicts"]


@click.command(
    "test",
    cls=Command,
    help="检验一个规则包：示例、双语文字、引用、结果是否确定、是否读写文件。PACK 是规则文件（.yaml、.py）或插件名。\n\n"
    "退出码：0 合格；1 有不合要求的；2 没有这个规则包或用不了；3 插件未能加载；4 没有规则。‖"
    "Examine a rule pack: examples, both languages, citations, determinism, side effects. PACK is a rule file (.yaml, "
    ".py) or the name of a plugin.\n\n"
    "Exit codes: 0 fine; 1 faults; 2 no such pack, or it cannot be used; 3 the plugin was not loaded; 4 no rules.",
)
@click.argument("pack", metavar="PACK")
@lang_option
@click.pass_obj
def command(lang: Lang, pack: str) -> int:
    """Examine one pack; 1 when something is wrong."""
    if pack.endswith((".py", ".yaml", ".yml")):
        catalogue = collect(files=read_rule_files((pack,)))
    else:
        catalogue = collect()
        if not any(plugin.name == pack for plugin in catalogue.plugins):
            known = sorted(plugin.name for plugin in catalogue.plugins)
            advice = Text(zh=f"已安装的：{'、'.join(known)}", en=f"Installed: {', '.join(known)}")
            if Path(pack).is_dir():  # the project is there, as `gongkai plugin new` made it
                advice = Text(
                    zh=f"先安装这个文件夹里的项目：python -m pip install -e {pack}",
                    en=f"Install the project in that folder first: python -m pip install -e {pack}",
                )
            raise UsageError(Text(zh=f"没有叫“{pack}”的插件", en=f"There is no plugin “{pack}”"), advice)
    return print_verdicts(catalogue, pack, lang, mutations=True)


def print_verdicts(catalogue: Catalogue, name: str, lang: Lang, *, mutations: bool = False) -> int:
    """Print what examining one plugin's rules shows: 0 all well, 1 not, 3 it failed to load, 4 it has no rules."""
    plugin = next(plugin for plugin in catalogue.plugins if plugin.name == name)
    if plugin.failure:
        click.echo(f"✗ {name}  {plugin.failure.of(lang)}")
        return 3
    rules = [rule for rule in catalogue.rules if rule.id in plugin.rules]
    if not rules:
        click.echo(told(f"{name}：没有规则‖{name}: no rules", lang))
        return 4
    faults = 0
    for rule in rules:
        own = [verdict for verdict in examine([rule], catalogue) if not verdict.ok]
        click.echo(f"{'✗' if own else '✓'} {rule.id} {rule.name}")
        faults += _print_faults(own, lang)
        if mutations and not own:
            counted = caught(rule, catalogue)
            if isinstance(counted, Text):
                faults += _print_faults([Verdict(rule.id, Text("通用改动", "general mutations"), counted)], lang)
                continue
            hits, made = counted
            click.echo(told(f"    通用改动：发现 {hits}/{made}‖    general mutations: {hits}/{made} caught", lang))
            if not hits:
                click.echo(
                    told(
                        "    ！一处也没有发现：只有示例能证明它有用‖    ! none caught: only its examples show that it works",
                        lang,
                    )
                )
    words = f"{name}：{len(rules)} 条规则，{faults} 处不合要求‖{name}: {len(rules)} rule(s), {faults} fault(s)"
    click.echo(told(words, lang))
    return 1 if faults else 0


def _print_faults(verdicts: Iterable[Verdict], lang: Lang) -> int:
    """Print the faults, and count them. One that is seen in several ways, as an exception is, is one fault."""
    seen: dict[str, str] = {}
    for verdict in verdicts:
        if verdict.fault:
            seen.setdefault(verdict.fault.of(lang), verdict.what.of(lang))
    for fault, what in seen.items():
        click.echo(f"    {what}：{fault}" if lang == "zh" else f"    {what}: {fault}")
    return len(seen)
