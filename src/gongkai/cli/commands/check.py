"""`gongkai check`: read reports, run the rules, write what was found and what was not checked."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from gongkai import __version__
from gongkai.bilingual import Text
from gongkai.cli.asked import job, run_options
from gongkai.cli.batch import FEW, Means, perform
from gongkai.cli.feeds import JSONL, Feed, Inputs
from gongkai.cli.help import Command, lang_asked, lang_option, option
from gongkai.cli.outputs import STDOUT, Target, emit, streams, targets, width
from gongkai.cli.progress import progress
from gongkai.cli.run import Job, files
from gongkai.errors import UsageError
from gongkai.formatter import GroupBy, Rendering
from gongkai.lang import Lang
from gongkai.plugins import collect

if TYPE_CHECKING:
    from gongkai.cli.spread import Executors

__all__ = ["command"]

GROUPS: tuple[GroupBy, ...] = ("file", "rule", "body")


@click.command(
    "check",
    cls=Command,
    help="检查报告。PATH 是文件、文件夹、通配符、网址（s3:// 等），或者 -（标准输入）。\n\n"
    "退出码：0 没有问题；1 有问题；2 用法或配置错误；3 有内容没能检查；4 什么也没检查。‖"
    "Check reports. PATH is a file, a folder, a glob, a URL (s3:// …), or - for standard input.\n\n"
    "Exit codes: 0 fine; 1 findings; 2 usage or configuration; 3 something was not checked; 4 nothing was checked.",
)
@click.argument("paths", nargs=-1, metavar="PATH...")
@run_options()
@option(
    "--format",
    "format_out",
    multiple=True,
    metavar="NAME[=FILE]",
    help="输出格式（text、html、json、sarif 等），可以给出几种，写到各自的文件（默认 text）‖Output format (text, html, json, sarif …); several go to a file each (default text)",
)
@option("--output-file", metavar="FILE", help="没有写明文件的格式写到这里‖Where a format goes that names no file")
@option(
    "--text-artifact",
    metavar="DIR",
    help="没有行号的文件（DOCX、PDF、XLSX）另写成文字放进这个文件夹，SARIF 指向其中的行‖"
    "Also write documents without lines (DOCX, PDF, XLSX) as text in this folder; SARIF points at its lines",
)
@option(
    "--files-from",
    metavar="FILE",
    help="要检查的文件列在这个文件里，每行一个（-：标准输入）‖A file that lists what to check, one path a line (-: standard input)",
)
@option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="同时检查几份（默认：100份起用全部核，以下为1）‖How many documents are checked at a time (default: as many as cores from 100 documents on, else 1)",
)
@option(
    "--executor",
    type=click.Choice(["local", "dask"]),
    default="local",
    help="在哪里检查：本机，或 Dask 集群（需要 gongkai[dask]）‖Where to check: here, or on a Dask cluster (needs gongkai[dask])",
)
@option("--scheduler", metavar="ADDRESS", help="Dask 调度器的地址‖The address of the Dask scheduler")
@option(
    "--no-cache",
    is_flag=True,
    envvar="GONGKAI_NO_CACHE",
    help="不用也不留以前检查的结果‖Neither use nor keep results of earlier runs",
)
@option("--group-by", type=click.Choice(GROUPS), default="file", help="文字输出按什么分组‖How text output is grouped")
@option("--statistics", is_flag=True, help="文字输出后附统计‖Statistics after the text output")
@option("--exit-zero", is_flag=True, help="有问题也以 0 退出（没查完仍是 3）‖Exit 0 for findings (3 stays 3)")
@option("--quiet", "-q", is_flag=True, help="不打印，只写文件和退出码‖Print nothing; write files and exit")
@option("--watch", is_flag=True, help="文件一保存就再查，直到 Ctrl+C‖Check again when a file is saved, until Ctrl+C")
@option("--no-color", is_flag=True, help="不用颜色‖No colour")
@lang_option
@click.pass_obj
def command(
    lang: Lang,
    /,
    paths: tuple[str, ...],
    format_out: tuple[str, ...],
    output_file: str | None,
    text_artifact: str | None,
    files_from: str | None,
    jobs: int | None,
    executor: str,
    scheduler: str | None,
    no_cache: bool,  # noqa: FBT001 - click passes by name
    group_by: GroupBy,
    statistics: bool,  # noqa: FBT001
    exit_zero: bool,  # noqa: FBT001
    quiet: bool,  # noqa: FBT001
    watch: bool,  # noqa: FBT001
    no_color: bool,  # noqa: FBT001
    **options: object,
) -> int:
    """Check the paths and give the exit code."""
    since = time.time()
    catalogue = collect()
    asked = Inputs(paths=paths, files_from=files_from, lines=options["format_in"] == JSONL)
    asked.check(watch=watch)
    prepared = job({**options, "format_in": "json"} if asked.lines else options, catalogue)
    if prepared.config.lang and not lang_asked(click.get_current_context()):
        lang = prepared.config.lang
    wanted = targets(format_out or prepared.config.output, output_file, prepared.catalogue.formatters)
    color = not no_color and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    rendering = Rendering(
        lang=lang,
        instruments=prepared.catalogue.instruments,
        color=color,
        link=_uri if color and _links() else None,
        width=width() if color else 0,
        rules=prepared.rules,
        group_by=group_by,
        statistics=statistics,
        version=__version__,
    )

    means = Means(
        jobs=jobs,
        cache=not no_cache,
        executors=_elsewhere(executor, scheduler, jobs, prepared),
        stoppable=not watch,
        since=since,
    )

    def once() -> int:
        with asked.opened(prepared, outputs=[target.path for target in wanted]) as feed:
            # A few files are told when all are checked, in the same bytes: that needs less to be loaded.
            many = feed.paths is None or feed.count >= FEW
            alone = text_artifact is None and not prepared.compares
            if many and alone and (made := streams(wanted, rendering)) is not None:
                from gongkai.cli.stream import Wish, streamed

                wish = Wish(targets=wanted, streams=made, rendering=rendering, exit_zero=exit_zero, quiet=quiet)
                # A bar would be drawn over what is printed on the same terminal.
                printing = sys.stdout.isatty() and any(target.path == STDOUT for target in wanted)
                with progress(feed.known, lang, quiet=quiet or printing) as told:
                    return streamed(prepared, feed, means, wish, told=told)
            return _once(prepared, feed, means, rendering, wanted, text_artifact, exit_zero=exit_zero, quiet=quiet)

    if watch:
        from gongkai.cli.watch import watched

        return watched(once, lambda: files(prepared, paths), lang)
    return once()


def _elsewhere(executor: str, scheduler: str | None, jobs: int | None, prepared: Job) -> Executors | None:
    """The executors that were asked for, if not this machine's own. Raises UsageError."""
    if executor == "local" and scheduler is None:
        return None
    if executor == "local" or scheduler is None:
        raise UsageError(
            Text(zh="--executor dask 和 --scheduler 要一起用", en="--executor dask and --scheduler go together"),
            Text(
                zh="例如 --executor dask --scheduler tcp://主机:8786",
                en="For example --executor dask --scheduler tcp://host:8786",
            ),
        )
    if jobs is not None or prepared.isolated is not None or prepared.order.online:
        raise UsageError(
            Text(
                zh="--jobs、--isolate 和 --online 只用于本机；集群上同时检查几份由 worker 的数目决定",
                en="--jobs, --isolate and --online are for this machine; a cluster checks as many at a time as it has "
                "workers",
            )
        )
    from gongkai.cli.cluster import Cluster

    return Cluster(scheduler)


def _once(
    prepared: Job,
    feed: Feed,
    means: Means,
    rendering: Rendering,
    wanted: tuple[Target, ...],
    text_folder: str | None,
    *,
    exit_zero: bool,
    quiet: bool,
) -> int:
    keep = text_folder is not None or any(target.formatter.needs_materials for target in wanted)
    with progress(feed.known, rendering.lang, quiet=quiet) as told:
        run, materials = perform(prepared, feed, keep=keep, means=means, told=told)
    run = replace(run, exit_zero=exit_zero)
    rendering = replace(rendering, materials=materials)
    inputs = feed.paths or ()
    emit(run, rendering, wanted, color=rendering.color, quiet=quiet, inputs=inputs, text_folder=text_folder)
    return run.exit_code


def _uri(path: str) -> str:
    from pathlib import Path

    return path if "://" in path else Path(path).resolve().as_uri()


def _links() -> bool:
    """Whether the terminal is known to have hyperlinks (OSC 8)."""
    env = os.environ
    known = env.get("TERM_PROGRAM") in ("iTerm.app", "WezTerm", "vscode", "ghostty") or "WT_SESSION" in env
    vte = env.get("VTE_VERSION", "")
    return (
        known or env.get("TERM", "") in ("xterm-kitty", "foot", "alacritty") or (vte.isdecimal() and int(vte) >= 5000)
    )
