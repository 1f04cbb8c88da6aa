"""`gongkai coverage`: every duty of law and format, article by article, and what became of it in one report."""

from __future__ import annotations

import os
import sys

import click

from gongkai.cli.asked import job, run_options
from gongkai.cli.batch import Means, perform
from gongkai.cli.feeds import of_paths
from gongkai.cli.help import Command, lang_option, option
from gongkai.config import for_path
from gongkai.coverage import Status, cover
from gongkai.formatter import Rendering
from gongkai.formatters.coverage import as_json, as_text
from gongkai.lang import Lang
from gongkai.plugins import collect
from gongkai.selection import choose

__all__ = ["command"]

_COLORS: dict[Status, str] = {
    "failed": "red", "not_checked": "red", "no_rule": "yellow", "person": "yellow", "passed": "green",
    "not_applicable": "bright_black",
}  # fmt: skip


@click.command(
    "coverage",
    cls=Command,
    help="逐条列出法律和格式规定的义务在一份报告里的情况：通过、不合格、不适用、需要人工、没有规则、没有查完。FILE 是文件或 -。\n\n"
    "退出码与 check 相同；没有查完的不会算作通过。‖"
    "List every duty of law and format, article by article, and what became of it in one report: passed, failed, not "
    "applicable, needs a person, no rule, not checked. FILE is a file or - for standard input.\n\n"
    "Exit codes are those of check; what was not checked never counts as passed.",
)
@click.argument("file", metavar="FILE")
@run_options()
@option("--format", "format_out", type=click.Choice(["text", "json"]), default="text", help="输出格式‖Output format")
@option("--no-color", is_flag=True, help="不用颜色‖No colour")
@lang_option
@click.pass_obj
def command(
    lang: Lang,
    /,
    file: str,
    format_out: str,
    no_color: bool,  # noqa: FBT001 - click passes by name
    **options: object,
) -> int:
    """Run the rules over one report as `check` does, and hold the result against the duties."""
    prepared = job(options, collect())
    catalogue = prepared.catalogue
    # One report has no part that could be told when the user stops the run.
    means = Means(jobs=1, stoppable=False)
    run, materials = perform(prepared, of_paths([file], prepared.config.limits), keep=True, means=means)
    path = run.documents[0].path
    found = cover(
        materials[path].report if path in materials else None,
        run,
        catalogue.duties,
        {rule.id: rule for rule in catalogue.rules},
        frozenset(each.rule.id for each in choose(catalogue.rules, for_path(prepared.config, path))),
        catalogue.instruments,
    )
    rendering = Rendering(lang=lang, instruments=catalogue.instruments)
    if format_out == "json":
        click.echo(as_json(found, rendering), nl=False)
        return found.exit_code
    color = not no_color and sys.stdout.isatty() and not os.environ.get("NO_COLOR")

    def paint(text: str, status: Status) -> str:
        return click.style(text, fg=_COLORS[status]) if color else text

    click.echo(as_text(found, rendering, paint), nl=False, color=color or None)
    return found.exit_code
