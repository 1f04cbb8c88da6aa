"""`gongkai rules`: all rules in a line each, or one in full: what, why, law, examples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import click

from gongkai.bilingual import Text
from gongkai.cli.help import Command, lang_option, option, told
from gongkai.formatter import Rendering, cite
from gongkai.incidents import INCIDENTS, IncidentKind
from gongkai.instrument import Instrument
from gongkai.lang import Lang
from gongkai.plugins import Catalogue, collect
from gongkai.rule import Example, Rule
from gongkai.selection import find_rule

__all__ = ["command"]

_SEVERITY = {"error": "错误‖error", "warning": "警告‖warning", "info": "提示‖info"}


@click.command(
    "rules",
    cls=Command,
    help="列出全部规则；给出 RULE（编号或名称）则显示这条规则的含义、依据和示例。‖"
    "List all rules; with RULE (id or name) show that rule in full: what, why, law, examples.",
)
@click.argument("rule", required=False, metavar="[RULE]")
@option("--format", "format_out", type=click.Choice(["text", "json"]), default="text", help="输出格式‖Output format")
@lang_option
@click.pass_obj
def command(lang: Lang, rule: str | None, format_out: str) -> int:
    """Print the rules."""
    catalogue = collect()
    incident = next((i for i in INCIDENTS if rule and rule in (i.id, i.name)), None)
    if incident is not None:
        click.echo(_kind(incident, lang))
        return 0
    chosen: Sequence[Rule] = catalogue.rules if rule is None else [find_rule(catalogue.rules, rule)]
    if format_out == "json":
        data = [_data(each, catalogue, lang) for each in chosen]
        click.echo(json.dumps(data if rule is None else data[0], ensure_ascii=False, indent=2))
    elif rule is None:
        for each in chosen:
            state = told("（预览）‖ (preview)", lang) if each.preview else ""
            click.echo(
                f"{each.id} {each.name}  [{told(_SEVERITY[each.severity], lang)}{state}]  {each.summary.of(lang)}"
            )
        for kind in INCIDENTS:
            click.echo(_kind(kind, lang))
    else:
        click.echo("\n".join(_page(chosen[0], catalogue, lang)))
    return 0


def _kind(kind: IncidentKind, lang: Lang) -> str:
    return f"{kind.id} {kind.name}  [{told('没有查完‖not checked', lang)}]  {kind.summary.of(lang)}"


def _page(rule: Rule, catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    def head(text: str) -> str:
        return f"\n{told(text, lang)}"

    state = told("，预览：点名才运行‖, preview: runs only when named", lang) if rule.preview else ""
    yield f"{rule.id} {rule.name}  [{told(_SEVERITY[rule.severity], lang)}{state}]"
    yield rule.summary.of(lang)
    if lang == "en" and rule.explanation:
        yield "\n" + rule.explanation.strip()
    yield head("适用‖Applies to")
    yield f"  {_applies(rule, lang)}"
    yield head("信息‖Messages")
    yield from (f"  {text.of(lang)}" for text in rule.messages.values())
    yield head("改法‖Advice")
    yield f"  {rule.advice.of(lang)}"
    yield head("依据‖Basis")
    yield from _basis(rule, catalogue.instruments, lang)
    if rule.options:
        yield head("选项‖Options")
        yield from (f"  {o.name} = {o.default!r}  {o.help.of(lang)}" for o in rule.options)
    yield head("示例‖Examples")
    yield from (f"  {line}" for example in rule.examples for line in _example(example, lang))


def _applies(rule: Rule, lang: Lang) -> str:
    parts = []
    if rule.applies.standards:
        parts.append("、".join(rule.applies.standards))
    if rule.applies.first_year or rule.applies.last_year:
        parts.append(f"{rule.applies.first_year or ''}–{rule.applies.last_year or ''}")
    if rule.applies.bodies:
        parts.append("、".join(rule.applies.bodies))
    return "；".join(parts) or told("所有报告‖all reports", lang)


def _basis(rule: Rule, instruments: Mapping[str, Instrument], lang: Lang) -> Iterator[str]:
    rendering = Rendering(lang=lang, instruments=instruments)
    for each in rule.basis:
        instrument = instruments.get(each.instrument)
        article = instrument.articles.get(each.article) if instrument else None
        number = f"（{instrument.number}）" if instrument and instrument.number else ""
        words = f"{told('：‖: ', lang)}{article.summary.of(lang)}" if article else ""
        sure = article.sure if article else instrument.sure if instrument else "general"
        mark = "" if sure == "seen" else told("［一般了解，未见原文］‖ [general knowledge, text not seen]", lang)
        yield f"  {cite((each,), rendering)}{number}{words}{mark}"


def _example(example: Example, lang: Lang) -> Iterator[str]:
    mark = told("✓ 合格‖✓ accepted", lang) if example.valid else told("✗ 不合格‖✗ faulted", lang)
    yield mark + (f"  {example.note}" if example.note else "")
    yield from (f"    {path} = {text!r}" for path, text in example.cells)
    yield from (f"    {section}: {text}" for section, text in example.sections)
    yield from (f"    {old!r} → {new!r}" for old, new in example.replace)
    if example.source is not None:
        yield from (f"    {line}" for line in example.source.splitlines())


def _data(rule: Rule, catalogue: Catalogue, lang: Lang) -> dict[str, object]:
    def words(text: Text) -> str:
        return text.of(lang)

    return {
        "id": rule.id,
        "name": rule.name,
        "severity": rule.severity,
        "state": rule.state,
        "summary": words(rule.summary),
        "advice": words(rule.advice),
        "explanation": rule.explanation.strip(),
        "messages": {key: words(text) for key, text in rule.messages.items()},
        "basis": [{"instrument": c.instrument, "article": c.article} for c in rule.basis],
        "applies": {
            "standards": rule.applies.standards,
            "first_year": rule.applies.first_year,
            "last_year": rule.applies.last_year,
            "bodies": rule.applies.bodies,
        },
        "options": [{"name": o.name, "default": o.default, "help": words(o.help)} for o in rule.options],
        "plugin": next((p.name for p in catalogue.plugins if rule.id in p.rules), None),
    }
