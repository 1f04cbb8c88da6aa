"""`gongkai stats`: what the results of runs come to, by rule, body, region and year, as tables and as charts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import click

from gongkai.bilingual import Text
from gongkai.cli.help import Command, lang_option, option, told
from gongkai.cli.inputs import expand, opened, shown
from gongkai.cli.outputs import spare, width
from gongkai.errors import ReadError, UsageError
from gongkai.formatter import Rendering
from gongkai.lang import Lang
from gongkai.report import Level
from gongkai.statistics import DIMENSIONS, Dimension, Fault, Gazetteer, Result, Statistics, gazetteer, tally
from gongkai.statistics.results import MAGIC, read_jsonl, read_parquet

if TYPE_CHECKING:
    from io import BufferedReader

__all__ = ["command"]

SUFFIXES = frozenset((".jsonl", ".parquet"))
FORMATS = ("text", "json", "csv", "html")
PICTURES = (".png", ".svg", ".html")
REGION_LEVELS: tuple[Level, ...] = ("province", "city", "county", "township")


@click.command(
    "stats",
    cls=Command,
    help="统计检查结果：按规则、机关、地区、年度。RESULTS 是 check --format jsonl 或 parquet 写的文件（可以有几次的），"
    "或者 -（标准输入，jsonl）。没有查完的列在最前面。\n\n"
    "退出码：0 统计完；2 用法错误；3 有结果读不了或不完整；4 结果里一份报告也没有。‖"
    "Count the results of checks by rule, body, region and year. RESULTS are files that check --format jsonl or parquet "
    "wrote, of several runs if need be, or - (standard input, jsonl). What was not checked stands first.\n\n"
    "Exit codes: 0 counted; 2 usage; 3 a result could not be read whole; 4 the results hold no report.",
)
@click.argument("results", nargs=-1, required=True, metavar="RESULTS...")
@option(
    "--by",
    multiple=True,
    metavar="NAME",
    help=f"按什么统计（{'、'.join(DIMENSIONS)}；默认全部）‖What to count by ({', '.join(DIMENSIONS)}; default: all)",
)
@option(
    "--top",
    type=click.IntRange(min=0),
    default=20,
    metavar="N",
    help="文字和网页中每张表列几行，0 为全部（默认 20）‖Rows of each table in text and HTML, 0 for all (default 20)",
)
@option(
    "--regions",
    metavar="FILE",
    help="地区表（CSV：name,parent），补充机关名称没有写出的上级‖Table of regions (CSV: name,parent) for what the bodies' names do not tell",
)
@option(
    "--region-level",
    type=click.Choice(REGION_LEVELS),
    default="county",
    help="地区统计到哪一级（默认 county）‖The level of regions (default county)",
)
@option("--format", "format_out", type=click.Choice(FORMATS), default="text", help="输出格式‖Output format")
@option("--output-file", metavar="FILE", help="写到文件‖Write to this file")
@option(
    "--plot",
    "plots",
    multiple=True,
    metavar="FILE",
    help="画图：.png、.svg 或 .html‖Draw charts: .png, .svg or .html",
)
@option("--no-color", is_flag=True, help="不用颜色‖No colour")
@lang_option
@click.pass_obj  # fmt: skip
def command(
    lang: Lang,
    /,
    results: tuple[str, ...],
    by: tuple[str, ...],
    top: int,
    regions: str | None,
    region_level: Level,
    format_out: str,
    output_file: str | None,
    plots: tuple[str, ...],
    no_color: bool,  # noqa: FBT001 - click passes by name
) -> int:
    """Count the results and give the exit code: findings do not change it, what could not be counted does."""
    chosen = _dimensions(by)
    for plot in plots:
        if os.path.splitext(plot)[1].lower() not in PICTURES:
            raise UsageError(
                Text(zh=f"不知道怎么画 {plot}", en=f"{plot}: no such kind of picture"),
                Text(zh="文件名要以 .png、.svg 或 .html 结尾", en="The name must end in .png, .svg or .html"),
            )
    paths = list(expand(results, SUFFIXES))
    spare((*plots, *([output_file] if output_file else ())), paths)
    found = tally(_records(paths), region_level, _gazetteer(regions))
    files = [(plot, _picture(found, chosen, top, plot, lang)) for plot in plots]
    color = format_out == "text" and not no_color and not output_file and sys.stdout.isatty()
    color = color and not os.environ.get("NO_COLOR")
    rendering = Rendering(lang=lang, instruments={}, color=color, width=width() if color else 0)
    text = _text(found, chosen, top, format_out, rendering)
    if output_file:
        files.append((output_file, text.encode("utf-8", "replace")))
    if files:
        from gongkai.cli.whole import write_whole

        for path, data in files:
            write_whole(path, data)
    if not output_file:
        click.echo(text if format_out == "text" else text.encode("utf-8", "replace"), nl=False, color=color or None)
    if found.faulty and (output_file or format_out != "text"):
        _complain(found, lang)
    return 3 if found.faulty else 0 if found.total.documents else 4


def _dimensions(by: Sequence[str]) -> tuple[Dimension, ...]:
    asked = [name.strip() for each in by for name in each.split(",") if name.strip()]
    for name in asked:
        if name not in DIMENSIONS:
            raise UsageError(
                Text(zh=f"不能按“{name}”统计", en=f"Cannot count by “{name}”"),
                Text(zh=f"可以按：{'、'.join(DIMENSIONS)}", en=f"Known: {', '.join(DIMENSIONS)}"),
            )
    return tuple(each for each in DIMENSIONS if not asked or each in asked)


def _gazetteer(path: str | None) -> Gazetteer | None:
    if path is None:
        return None
    try:
        with opened(path) as file:
            return gazetteer(file.read().decode("utf-8-sig"), shown(path))
    except ReadError as error:
        raise UsageError(
            Text(zh=f"{shown(path)}：{error.message.zh}", en=f"{shown(path)}: {error.message.en}"), error.advice
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(Text(zh=f"{shown(path)} 不是 UTF-8 编码", en=f"{shown(path)} is not UTF-8")) from error


def _records(paths: Sequence[str]) -> Iterator[Result]:
    """The records of all results, one after the other. A result that cannot be opened is a fault among them."""
    for path in paths:
        if path == "-":
            yield from read_jsonl(sys.stdin.buffer, "-")
            continue
        try:
            with opened(path) as file:
                yield from _read(file, shown(path))
        except ReadError as error:
            yield Fault(source=shown(path), message=error.message)


def _read(file: BufferedReader, source: str) -> Iterator[Result]:
    # A pipe cannot go back to its beginning.
    return (read_parquet if file.peek(len(MAGIC)).startswith(MAGIC) else read_jsonl)(file, source)


def _text(found: Statistics, by: Sequence[Dimension], top: int, name: str, rendering: Rendering) -> str:
    if name == "json":
        from gongkai.formatters.statistics.data import as_json

        return as_json(found, by, rendering.lang)
    if name == "csv":
        from gongkai.formatters.statistics.data import as_csv

        return as_csv(found, by, rendering.lang)
    if name == "html":
        from gongkai.formatters.statistics.page import as_html

        return as_html(found, by, top, rendering.lang)
    from gongkai.formatters.statistics.text import as_text

    return as_text(found, by, top, rendering)


def _picture(found: Statistics, by: Sequence[Dimension], top: int, path: str, lang: Lang) -> bytes:
    suffix = os.path.splitext(path)[1].lower()
    if suffix == ".html":
        return _text(found, by, top, "html", Rendering(lang=lang, instruments={})).encode("utf-8", "replace")
    from gongkai.formatters.statistics.plot import as_picture, chinese_font

    font = chinese_font()
    if font is None:
        click.echo(
            told(
                "没有找到中文字体：图中改用英文，地名用编号代替。请安装一种中文字体，如 Noto Sans CJK SC‖"
                "No font for Chinese was found: charts are in English, names of places are numbered. Install one, such "
                "as Noto Sans CJK SC",
                lang,
            ),
            err=True,
        )
    kind: Literal["png", "svg"] = "png" if suffix == ".png" else "svg"
    return as_picture(found, by, kind, lang, font)


def _complain(found: Statistics, lang: Lang) -> None:
    """What could not be read is said where people see it, whatever the format."""
    words = Text(
        zh=f"结果有{found.faulty}处读不了，没有计入：",
        en=f"{found.faulty} thing(s) in the results could not be read and do not count:",
    )
    click.echo(words.of(lang), err=True)
    for fault in found.faults:
        line = f":{fault.line}" if fault.line else ""
        click.echo(f"  {fault.source}{line}: {fault.message.of(lang)}", err=True)
