"""`gongkai claims`: the figures that the words of a report state, as the rules see them."""

from __future__ import annotations

import click

from gongkai.bilingual import plain_number
from gongkai.claims import Claim, claimed
from gongkai.cli.help import Command, lang_option, option, told
from gongkai.cli.single import load_one
from gongkai.lang import Lang
from gongkai.report import Report

__all__ = ["command"]

_WORDS = {
    "count": "",
    "none": "（说没有）‖ (said to be none)",
    "all": "（全部）‖ (all)",
    "at_least": "以上‖ or more",
    "about": "左右‖ or so",
    "self": "本机关‖own",
    "group": "一批机关‖several bodies",
    "others": "其他机关‖others",
    "this_year": "本年度‖this year",
    "last_year": "上年度‖last year",
    "other_year": "其他时间‖another time",
    "part_year": "部分时间‖part of the year",
    "certain": "确定‖certain",
    "likely": "很可能‖likely",
    "doubtful": "存疑‖doubtful",
}


@click.command(
    "claims",
    cls=Command,
    help="列出报告正文陈述的数量：是什么、多少、谁的、何时的，以及出处。FILE 是文件或 -。‖"
    "List the figures that a report's words state: what, how many, whose, when, and where. FILE is a file or -.",
)
@click.argument("file", metavar="FILE")
@option("--standard", metavar="ID", help="指定格式标准（默认按年度选）‖The report format (default: by fiscal year)")
@option(
    "--as", "format_in", metavar="FORMAT", help="指定输入格式（默认看内容）‖The input format (default: by content)"
)
@option("--format", "format_out", type=click.Choice(["text", "json"]), default="text", help="输出格式‖Output format")
@lang_option
@click.pass_obj
def command(lang: Lang, file: str, standard: str | None, format_in: str | None, format_out: str) -> int:
    """Print the claims; 0 also when there are none."""
    report = load_one(file, standard, format_in, lang)
    if format_out == "json":
        from gongkai.formatters.claims import as_json

        click.echo(as_json(report.path, claimed(report)))
    else:
        for claim in claimed(report):
            click.echo(_line(claim, report, lang))
    return 0


def _line(claim: Claim, report: Report, lang: Lang) -> str:
    at = claim.place().at
    where = ":".join(str(part) for part in (at.page, at.line or at.paragraph, at.column) if part)
    kind = next((k.name.of(lang) for k in report.standard.vocabulary.kinds if k.id == claim.kind), claim.kind)
    number = "" if claim.value is None or claim.form == "none" else f"{plain_number(claim.value)}{claim.unit}"
    number += told(_WORDS.get(claim.bound, ""), lang) + told(_WORDS[claim.form], lang)
    notes = [told(_WORDS[word], lang) for word in (claim.who, claim.when, claim.confidence)]
    return f"{where}  {kind}  {number}  [{', '.join(notes)}]  “{claim.words}”"
