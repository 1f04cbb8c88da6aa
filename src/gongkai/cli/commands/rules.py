"""`gongkai rules`: all rules in a line each, or one in full: what, why, law, examples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import click

from gongkai.bilingual import Text
from gongkai.cli.help import Command, lang_option, option, told, warn
from gongkai.formatter import Rendering, cite
from gongkai.incidents import INCIDENTS, IncidentKind
from gongkai.instrument import Instrument
from gongkai.kin import RELATIONS
from gongkai.lang import Lang
from gongkai.plugins import Catalogue, collect
from gongkai.rule import Example, Rule
from gongkai.selection import find_rule
from gongkai.standard import DISCLOSURE, Standard

__all__ = ["command"]

_SEVERITY = {"error": "错误‖error", "warning": "警告‖warning", "info": "提示‖info"}

_BODIES = {
    "government": "人民政府‖governments", "department": "政府部门‖departments", "subdistrict": "街道‖subdistrict offices",
    "public_service": "公共企事业单位‖public services", "national": "国家机关‖national bodies",
}  # fmt: skip
_LEVELS = {
    "national": "国家级‖national", "province": "省级‖provinces", "city": "市级‖cities", "county": "县级‖counties",
    "township": "乡级‖townships",
}  # fmt: skip


@click.command(
    "rules",
    cls=Command,
    help="列出全部规则；给出 RULE（编号或名称）则显示这条规则的含义、依据和示例。\n\n"
    "gongkai rules diff --from 2019 --to 2021 比较两个年度或格式标准。‖"
    "List all rules; with RULE (id or name) show that rule in full: what, why, law, examples.\n\n"
    "gongkai rules diff --from 2019 --to 2021 compares two fiscal years or report formats.",
)
@click.argument("rule", required=False, metavar="[RULE]")
@option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="只列出当日依据有效的规则‖Only rules whose law is in force on that day",
)
@option("--format", "format_out", type=click.Choice(["text", "json"]), default="text", help="输出格式‖Output format")
@lang_option
@click.pass_obj
def command(lang: Lang, rule: str | None, as_of: datetime | None, format_out: str) -> int:
    """Print the rules; 3 when a plugin was not loaded, since the list lacks its rules."""
    catalogue = collect()
    warn(catalogue.incidents, lang)
    if as_of is not None:
        _as_of(catalogue, rule, as_of.date(), format_out, lang)
    else:
        _print(catalogue, rule, format_out, lang)
    return 3 if catalogue.incidents and rule is None else 0


def _print(catalogue: Catalogue, rule: str | None, format_out: str, lang: Lang) -> None:
    incident = next((i for i in INCIDENTS if rule and rule in (i.id, i.name)), None)
    if incident is not None and format_out == "json":
        click.echo(json.dumps(_kind_data(incident, lang), ensure_ascii=False, indent=2))
        return
    if incident is not None:
        click.echo(_kind(incident, lang))
        return
    chosen: Sequence[Rule] = catalogue.rules if rule is None else [find_rule(catalogue.rules, rule)]
    if format_out == "json":
        data = [_data(each, catalogue, lang) for each in chosen]
        click.echo(json.dumps(data if rule is None else data[0], ensure_ascii=False, indent=2))
    elif rule is None:
        for each in chosen:
            click.echo(_line(each, lang))
        for kind in INCIDENTS:
            click.echo(_kind(kind, lang))
    else:
        click.echo("\n".join(_page(chosen[0], catalogue, lang)))


def _as_of(catalogue: Catalogue, rule: str | None, day: date, format_out: str, lang: Lang) -> None:
    """The rules (or the one named) whose law is in force on a day, after the standards and instruments that are."""
    from gongkai.in_force import Force

    force = Force(catalogue.instruments, catalogue.standards)
    asked: Sequence[Rule] = catalogue.rules if rule is None else [find_rule(catalogue.rules, rule)]
    chosen = [each for each in asked if force.rule(each, day)]
    standards = [name for name in catalogue.standards if force.standard(name, day)]
    instruments = [name for name in catalogue.instruments if force.instrument(name, day)]
    if format_out == "json":
        data = {
            "as_of": day.isoformat(),
            "standards": standards,
            "instruments": instruments,
            "rules": [_data(each, catalogue, lang) for each in chosen],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    comma, none = told("、‖, ", lang), told("无‖none", lang)
    titles = [catalogue.instruments[name].title.of(lang) for name in instruments]
    click.echo(f"{day}  {told('有效的格式标准：‖Standards in force: ', lang)}{comma.join(standards) or none}")
    click.echo(f"{told('有效的法规文件：‖Instruments in force: ', lang)}{comma.join(titles) or none}\n")
    for each in chosen:
        click.echo(_line(each, lang))
    if not chosen:
        click.echo(told("当日没有依据有效的规则‖No rule whose law is in force on that day", lang))


def _line(rule: Rule, lang: Lang) -> str:
    state = told("（预览）‖ (preview)", lang) if rule.preview else ""
    return f"{rule.id} {rule.name}  [{told(_SEVERITY[rule.severity], lang)}{state}]  {rule.summary.of(lang)}"


def _kind(kind: IncidentKind, lang: Lang) -> str:
    meaning = _SEVERITY[kind.severity] if kind.severity else "没有查完‖not checked"
    return f"{kind.id} {kind.name}  [{told(meaning, lang)}]  {kind.summary.of(lang)}"


def _kind_data(kind: IncidentKind, lang: Lang) -> dict[str, object]:
    return {"id": kind.id, "name": kind.name, "severity": kind.severity, "summary": kind.summary.of(lang)}


def _page(rule: Rule, catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    def head(text: str) -> str:
        return f"\n{told(text, lang)}"

    state = told("，预览：点名才运行‖, preview: runs only when named", lang) if rule.preview else ""
    yield f"{rule.id} {rule.name}  [{told(_SEVERITY[rule.severity], lang)}{state}]"
    yield rule.summary.of(lang)
    if rule.why:
        yield head("为什么‖Why")
        yield f"  {rule.why.of(lang)}"
    if lang == "en" and rule.explanation:
        yield head("‖In full")
        yield rule.explanation.strip()
    yield head("适用‖Applies to")
    yield f"  {_applies(rule, lang)}"
    yield head("信息‖Messages")
    yield from (f"  {_open(text.of(lang))}" for text in rule.messages.values())
    yield head("改法‖Advice")
    yield f"  {_open(rule.advice.of(lang))}"
    yield head("依据‖Basis")
    yield from _basis(rule, catalogue.instruments, lang)
    if rule.options:
        yield head("选项‖Options")
        yield from (f"  {o.name} = {o.default!r}  {o.help.of(lang)}" for o in rule.options)
    yield head("示例‖Examples")
    yield from (f"  {line}" for example in rule.examples for line in _example(example, catalogue, lang))


def _open(message: str) -> str:
    """A message with … where a finding fills in what it is about."""
    return re.sub(r"\{\w+\}", "…", message)


def _applies(rule: Rule, lang: Lang) -> str:
    parts, comma = [], told("、‖, ", lang)
    if rule.applies.kinds != (DISCLOSURE,):
        parts.append(comma.join(rule.applies.kinds) or told("任何种类的报告‖reports of any kind", lang))
    if rule.applies.standards:
        parts.append(comma.join(rule.applies.standards))
    if rule.applies.first_year or rule.applies.last_year:
        parts.append(f"{rule.applies.first_year or ''}–{rule.applies.last_year or ''}")
    if rule.applies.bodies:
        parts.append(comma.join(told(_BODIES.get(kind, kind), lang) for kind in rule.applies.bodies))
    if rule.applies.levels:
        parts.append(comma.join(told(_LEVELS.get(level, level), lang) for level in rule.applies.levels))
    if rule.asks:
        asked = comma.join(RELATIONS[relation].of(lang) for relation in rule.asks)
        parts.append(told(f"要有{asked}才能比较‖compares with: {asked}", lang))
    return told("；‖; ", lang).join(parts) or told("所有政府信息公开工作年度报告‖all disclosure reports", lang)


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


def _example(example: Example, catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    """An example by what it changes in the correct report of its standard, in the words of the form."""
    from gongkai.specimen import example_standard

    standard = example_standard(example, catalogue.standards)
    changed = bool(example.cells or example.sections or example.replace or example.source)
    note = example.note if lang == "en" else ""
    if not changed and not note:
        note = told("规范的报告‖the correct report", lang)
    facts = [standard.name.of(lang), str(example.year or ""), example.agency or "", note]
    mark = told("✓ 合格‖✓ accepted", lang) if example.valid else told("✗ 不合格‖✗ faulted", lang)
    yield f"{mark}  {' · '.join(fact for fact in facts if fact)}"
    for path, text in example.cells.items():
        yield f"    {_cell_name(standard, path, lang)} = “{text}”"
    for section, text in example.sections.items():
        spec = standard.section(section)
        yield f"    {f'{spec.ordinal}、{spec.heading}' if spec else section}: {_shown(text)}"
    for old, new in example.replace.items():
        yield f"    “{_shown(old)}” → “{_shown(new)}”"
    if example.source is not None:
        yield from (f"    {line.replace(chr(9), ' | ')}" for line in example.source.splitlines())


def _shown(text: str) -> str:
    return text.replace("\t", " | ").replace("\n", " ⏎ ")


def _cell_name(standard: Standard, path: str, lang: Lang) -> str:
    """“表三 （一）予以公开 总计” for applications.granted.total."""
    table, row, column = path.split(".")
    spec = standard.table(table)
    if spec is None or row not in spec.rows:
        return path
    _, block, row_spec = spec.rows[row]
    column_spec = spec.column(block, column)
    label = "／".join((*column_spec.path[-1:], column_spec.label)) if column_spec else column
    return " ".join(word for word in (spec.name.of(lang), row_spec.label, label) if word)


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
        "why": words(rule.why) if rule.why else None,
        "explanation": rule.explanation.strip(),
        "messages": {key: words(text) for key, text in rule.messages.items()},
        "basis": [{"instrument": c.instrument, "article": c.article} for c in rule.basis],
        "applies": {
            "kinds": rule.applies.kinds,
            "standards": rule.applies.standards,
            "first_year": rule.applies.first_year,
            "last_year": rule.applies.last_year,
            "bodies": rule.applies.bodies,
            "levels": rule.applies.levels,
        },
        "asks": rule.asks,
        "options": [{"name": o.name, "default": o.default, "help": words(o.help)} for o in rule.options],
        "plugin": next((p.name for p in catalogue.plugins if rule.id in p.rules), None),
    }
