"""`gongkai convert`: one file in, its normalized report as JSON out."""

from __future__ import annotations

import sys

import click

from gongkai.cli.help import Command, lang_option, option
from gongkai.cli.single import load_one
from gongkai.lang import Lang
from gongkai.report_json import encode

__all__ = ["command"]


@click.command(
    "convert",
    cls=Command,
    help="把报告转换成规范化的 JSON，打印到标准输出。FILE 是文件或 -。‖"
    "Print a report as normalized JSON. FILE is a file or - for standard input.",
)
@click.argument("file", metavar="FILE")
@option("--standard", metavar="ID", help="指定格式标准（默认按年度选）‖The report format (default: by fiscal year)")
@option(
    "--as", "format_in", metavar="FORMAT", help="指定输入格式（默认看内容）‖The input format (default: by content)"
)
@lang_option
@click.pass_obj
def command(lang: Lang, file: str, standard: str | None, format_in: str | None) -> int:
    """Convert one report."""
    report = load_one(file, standard, format_in, lang)
    sys.stdout.buffer.write(encode(report))
    sys.stdout.buffer.flush()
    return 0
