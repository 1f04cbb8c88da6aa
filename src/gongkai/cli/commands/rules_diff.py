"""`gongkai rules diff`: what changed between two standards, or between the fiscal years that choose them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import click

from gongkai.bilingual import Text
from gongkai.changes import Change, Edition, Group, changes
from gongkai.cli.help import Command, lang_option, option, told, warn
from gongkai.errors import UsageError
from gongkai.in_force import Force
from gongkai.lang import Lang
from gongkai.load import check_standard
from gongkai.plugins import collect
from gongkai.recognize import standard_for
from gongkai.standard import Standard

__all__ = ["command"]

_GROUPS: dict[Group, str] = {
    "section": "部分‖Sections", "table": "表格‖Tables", "block": "表格中的栏‖Blocks of tables", "row": "行‖Rows",
    "column": "列‖Columns", "sum": "合计关系‖Sums", "rule": "规则‖Rules", "duty": "义务‖Duties",
}  # fmt: skip


@click.command(
    "rules diff",
    cls=Command,
    help="比较两个格式标准或两个报告年度：部分、表格、行、列、合计关系、规则和义务有什么变化。‖"
    "Compare two report formats, or two fiscal years: what changed in sections, tables, rows, columns, sums, rules "
    "and duties.",
)
@option("--from", "old", required=True, metavar="YEAR|ID", help="原来的年度或格式标准‖The earlier year or standard")
@option("--to", "new", required=True, metavar="YEAR|ID", help="后来的年度或格式标准‖The later year or standard")
@option("--format", "format_out", type=click.Choice(["text", "json"]), default="text", help="输出格式‖Output format")
@lang_option
@click.pass_obj
def command(lang: Lang, old: str, new: str, format_out: str) -> int:
    """Print the differences; 3 when a plugin was not loaded, since its rules are not compared."""
    catalogue = collect()
    warn(catalogue.incidents, lang)
    before, after = (_edition(name, catalogue.standards) for name in (old, new))
    force = Force(catalogue.instruments, catalogue.standards)
    found = changes(before, after, catalogue.rules, catalogue.duties, force)
    if format_out == "json":
        from gongkai.formatters.changes import as_json

        click.echo(as_json(before, after, found, lang))
    else:
        click.echo("\n".join(_lines(before, after, found, lang)))
    return 3 if catalogue.incidents else 0


def _edition(name: str, standards: Mapping[str, Standard]) -> Edition:
    """A year's standard, or a standard with the first year that it is for. Raises UsageError."""
    if not name.isdigit():
        check_standard(name, standards)
        return Edition(standards[name], standards[name].years.first)
    standard = standard_for(int(name), standards)
    if standard is None:
        spans = "；".join(f"{s.id}：{s.years.first}–{s.years.last or ''}" for s in standards.values())
        raise UsageError(
            Text(zh=f"没有适用于{name}年度的格式标准", en=f"No standard is known for fiscal year {name}"),
            Text(zh=f"已有的标准（{spans}）", en=f"Known: {spans}"),
        )
    return Edition(standard, int(name))


def _lines(before: Edition, after: Edition, found: Sequence[Change], lang: Lang) -> Iterator[str]:
    names = [
        Text(f"{e.year}年度（{e.standard.name.zh}）", f"fiscal year {e.year} ({e.standard.name.en})").of(lang)
        for e in (before, after)
    ]
    yield " → ".join(names)
    if not found:
        yield told("没有变化‖No change", lang)
    for group, members in groupby(found, key=lambda change: change.group):
        yield ""
        yield told(_GROUPS[group], lang)
        for change in members:
            place = f"{change.where.of(lang)}  " if change.where else ""
            name = f"{change.id} " if group == "rule" else ""
            if change.was is None and change.now:
                yield f"  + {place}{name}{change.now.of(lang)}"
            elif change.now is None and change.was:
                yield f"  - {place}{name}{change.was.of(lang)}"
            elif change.was and change.now:
                yield f"  ~ {place}{name}{change.was.of(lang)} → {change.now.of(lang)}"
