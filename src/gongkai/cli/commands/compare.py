"""`gongkai compare`: what changed from last year's report to this year's, cell by cell and paragraph by paragraph."""

from __future__ import annotations

import os
import sys

import click

from gongkai import __version__
from gongkai.bilingual import Text
from gongkai.cli.help import Command, lang_option, option, warn
from gongkai.cli.inputs import shown
from gongkai.cli.outputs import show, width
from gongkai.cli.single import Desk, desk
from gongkai.comparison import compare
from gongkai.engine import check_report
from gongkai.errors import GongkaiError, ReadError, UsageError
from gongkai.formatter import Rendering
from gongkai.formatters.comparison import as_json, exit_code
from gongkai.lang import Lang
from gongkai.privacy import hidden
from gongkai.report import Report
from gongkai.selection import choose

__all__ = ["command"]


@click.command(
    "compare",
    cls=Command,
    help="比较两份报告：每一格的变化和百分比，异常的变化，各部分文字的改动。LAST 是上年的报告，THIS 是本年的；其中一份可以是 -。\n\n"
    "两份报告的机关或年度对不上时照样比较，并先说明。有内容没能比较时退出码为 3。‖"
    "Compare two reports: the change of every cell in numbers and per cent, outliers, and the changed words of each "
    "section. LAST is last year's report, THIS is this year's; one of them may be -.\n\n"
    "Reports of different bodies, or of years that do not follow each other, are compared all the same, and it is said "
    "first. The exit code is 3 where something could not be compared.",
)
@click.argument("last", metavar="LAST")
@click.argument("this", metavar="THIS")
@option(
    "--as", "format_in", metavar="FORMAT", help="指定输入格式（默认看内容）‖The input format (default: by content)"
)
@option(
    "--format",
    "format_out",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help="输出格式‖Output format",
)
@option("--output-file", metavar="FILE", help="写到文件（默认打印）‖Write to a file (default: print)")
@option(
    "--all", "everything", is_flag=True,
    help="文字输出也列出都是 0 或空白的格和没有改动的段落‖In text, also list cells that are 0 or blank, and unchanged paragraphs",
)  # fmt: skip
@option("--no-color", is_flag=True, help="不用颜色‖No colour")
@lang_option
@click.pass_obj
def command(
    lang: Lang,
    /,
    last: str,
    this: str,
    format_in: str | None,
    format_out: str,
    output_file: str | None,
    everything: bool,  # noqa: FBT001 - click passes by name
    no_color: bool,  # noqa: FBT001
) -> int:
    """Compare two files; 0 when all was compared, 3 when not."""
    if last == this == "-":
        raise UsageError(Text(zh="只能有一份报告从标准输入读取", en="Only one report can come from standard input"))
    at = desk(None, format_in, lang)
    old, new = (_masked(report, at, lang) for report in _load(last, this, at))
    found = compare(old, new, min_fidelity=at.config.min_fidelity)
    color = not no_color and output_file is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    how = Rendering(lang=lang, instruments={}, color=color, width=width() if color else 0, version=__version__)
    if format_out == "json":
        text = as_json(found, how)
    elif format_out == "html":
        from gongkai.formatters.comparison_html import as_html

        text = as_html(found, how)
    else:
        from gongkai.formatters.comparison_text import as_text

        text = as_text(found, how, everything=everything)
    show(text, output_file, inputs=(last, this), color=color)
    return exit_code(found)


def _load(last: str, this: str, at: Desk) -> tuple[Report, Report]:
    """Both reports. Raises ReadError with all that cannot be read."""
    found: list[Report] = []
    failed: list[tuple[str, GongkaiError]] = []
    for path in (last, this):
        try:
            found.append(at.load(path))
        except ReadError as error:
            failed.append((shown(path), error))
    if failed:
        raise ReadError(
            Text(
                zh="；".join(f"{path}：{error.message.zh}" for path, error in failed),
                en="; ".join(f"{path}: {error.message.en}" for path, error in failed),
            ),
            failed[0][1].advice,
        )
    return found[0], found[1]


def _masked(report: Report, at: Desk, lang: Lang) -> Report:
    """The report with what the rules say no output may show masked. Rules that failed are named on standard error."""
    outcome = check_report(report, choose(at.catalogue.rules, at.config))
    warn((incident for incident in outcome.incidents if incident.rule), lang)
    return hidden(report, outcome.private)
