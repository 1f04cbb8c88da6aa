"""`gongkai check`: read reports, run the rules, print what was found and what was not checked."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

import click
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.cli.help import Command, lang_option, option
from gongkai.cli.inputs import expand, open_source, shown
from gongkai.cli.office import convert
from gongkai.cli.rule_files import read_rule_files
from gongkai.cli.settings import read_config
from gongkai.config import Config
from gongkai.engine import Outcome, check_source, finish
from gongkai.errors import ReadError, UsageError
from gongkai.finding import SEVERITIES, Checked, Incident, Severity
from gongkai.formatter import Formatter, Rendering
from gongkai.instrument import Instrument
from gongkai.lang import Lang
from gongkai.load import Loader, check_standard
from gongkai.plugins import Catalogue, collect
from gongkai.selection import Chosen, choose

__all__ = ["command"]


@click.command(
    "check",
    cls=Command,
    help="检查报告。PATH 是文件、文件夹、通配符，或者 -（标准输入）。\n\n"
    "退出码：0 没有问题；1 有问题；2 用法或配置错误；3 有内容没能检查；4 什么也没检查。‖"
    "Check reports. PATH is a file, a folder, a glob, or - for standard input.\n\n"
    "Exit codes: 0 fine; 1 findings; 2 usage or configuration; 3 something was not checked; 4 nothing was checked.",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="只用这些规则（编号、名称或编号开头，可用逗号分隔）‖Only these rules (id, name or beginning of an id)",
)
@option(
    "--rules",
    "rule_files",
    multiple=True,
    metavar="FILE",
    help="再加规则文件（YAML 规则包或 Python）‖Further rules: a YAML pack or Python file",
)
@option("--ignore", multiple=True, metavar="RULE", help="不用这些规则‖Leave out these rules")
@option("--standard", metavar="ID", help="指定格式标准（默认按年度选）‖The report format (default: by fiscal year)")
@option(
    "--as", "format_in", metavar="FORMAT", help="指定输入格式（默认看内容）‖The input format (default: by content)"
)
@option("--format", "format_out", default="text", show_default=True, metavar="FORMAT", help="输出格式‖Output format")
@option(
    "--fail-level",
    type=click.Choice(SEVERITIES),
    help="从哪一级起算不合格（默认 error）‖Findings from this level on fail (default error)",
)
@option(
    "--min-fidelity",
    type=click.FloatRange(0, 1),
    help="读懂的比例低于此数算没有查完（默认 0.6）‖Below this share understood, a report counts as not checked (default 0.6)",
)
@option(
    "--config",
    metavar="FILE",
    help="配置文件（默认向上寻找 gongkai.toml）‖Configuration file (default: nearest gongkai.toml)",
)
@option("--no-color", is_flag=True, help="不用颜色‖No colour")
@option("--debug", is_flag=True, expose_value=False, help="出错时显示程序内部详情‖Show tracebacks of internal errors")
@lang_option
@click.pass_obj
def command(
    lang: Lang,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    rule_files: tuple[str, ...],
    ignore: tuple[str, ...],
    standard: str | None,
    format_in: str | None,
    format_out: str,
    fail_level: Severity | None,
    min_fidelity: float | None,
    config: str | None,
    no_color: bool,  # noqa: FBT001 - click passes by name
) -> int:
    """Check the paths and give the exit code."""
    settings = read_config(config)
    settings = replace(
        settings,
        select=_names(select) or settings.select,
        ignore=(*settings.ignore, *_names(ignore)),
        standard=standard or settings.standard,
        fail_level=fail_level or settings.fail_level,
        min_fidelity=settings.min_fidelity if min_fidelity is None else min_fidelity,
    )
    catalogue = collect(files=read_rule_files((*settings.rules, *rule_files)))
    formatter = _formatter(catalogue, format_out)
    chosen = choose(catalogue.rules, settings)
    check_standard(settings.standard, catalogue.standards)
    loader = Loader(
        readers=catalogue.readers,
        standards=catalogue.standards,
        format=format_in,
        standard=settings.standard,
        office=convert,
    )
    suffixes = frozenset(suffix for reader in catalogue.readers for suffix in reader.suffixes)
    outcomes = [_check(path, loader, chosen, settings, catalogue.instruments) for path in expand(paths, suffixes)]
    run = finish(outcomes, catalogue.incidents, settings.fail_level)
    color = not no_color and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    rendering = Rendering(lang=lang, instruments=catalogue.instruments, color=color, width=_width() if color else 0)
    click.echo(formatter.render(run, rendering), nl=False, color=color or None)
    return run.exit_code


def _check(
    path: str,
    loader: Loader,
    chosen: tuple[Chosen, ...],
    settings: Config,
    instruments: Mapping[str, Instrument],
) -> Outcome:
    try:
        source = open_source(path, settings.limits)
    except ReadError as error:
        name = shown(path)
        incident = Incident(code=error.code, message=error.message, advice=error.advice, path=name)
        return Outcome(Checked(path=name), incidents=(incident,))
    return check_source(source, loader, chosen, settings.min_fidelity, instruments)


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for each in given for name in each.split(",") if name.strip())


def _formatter(catalogue: Catalogue, name: str) -> Formatter:
    if name not in catalogue.formatters:
        known = sorted(catalogue.formatters)
        raise UsageError(
            Text(zh=f"没有“{name}”这种输出格式", en=f"Unknown output format “{name}”"),
            Text(zh=f"可用的有：{'、'.join(known)}", en=f"Known: {', '.join(known)}"),
        )
    return catalogue.formatters[name]


def _width() -> int:
    try:
        return max(os.get_terminal_size().columns, 20)
    except OSError:
        return 100
