"""`gongkai cache`: what is kept of earlier runs, and removing it."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.bilingual import Text
from gongkai.cli.help import Command, Group, lang_option, told
from gongkai.errors import UsageError, system_words
from gongkai.kept import use
from gongkai.lang import Lang

__all__ = ["command"]


@click.group(
    "cache",
    cls=Group,
    help="看或清除以前检查留下的结果。‖Show or remove the results that earlier runs have left.",
)
@lang_option
def command() -> None:
    """Do nothing: see the commands."""


@command.command("info", cls=Command, help="结果存在哪里，有多少。‖Where results are kept, and how many.")
@lang_option
@click.pass_obj
def info(lang: Lang) -> int:
    """Print place, entries and size."""
    from gongkai.cli.folders import cache_folder
    from gongkai.cli.store import contents

    found = contents(cache_folder())
    click.echo(found.path)
    # A document has several where runs told it in several formats or languages.
    size = f"{found.bytes / 1e6:.1f} MB"
    words = f"{found.entries} 条结果，{size}‖{found.entries} entries, {size}"
    click.echo(told(words, lang))
    return 0


@command.command(
    "clear",
    cls=Command,
    help="清除全部结果和启动用的索引。‖Remove all results, and the index that makes starting faster.",
)
@lang_option
@click.pass_obj
def clear(lang: Lang) -> int:
    """Remove the files."""
    import shutil

    from gongkai.cli import store
    from gongkai.cli.folders import cache_folder, start_folder

    place = cache_folder()
    try:
        store.clear(place)
        started = Path(start_folder())
        if started.is_dir():
            shutil.rmtree(started)
        use("")  # what this very run would keep
    except OSError as error:
        cause = system_words(error)
        raise UsageError(
            Text(zh=f"无法清除 {place}：{cause.zh}", en=f"Cannot clear {place}: {cause.en}"),
            Text(zh="等别的检查结束后再试", en="Try again when no other run is under way"),
        ) from error
    click.echo(told("已清除‖Removed", lang))
    return 0
