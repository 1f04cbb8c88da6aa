"""Checking again whenever a file is saved, by looking at the files' times: works on every disk, also shared ones."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import click

from gongkai.cli.help import told
from gongkai.lang import Lang

__all__ = ["watched"]

SECONDS = 0.5


def watched(once: Callable[[], int], paths: Callable[[], list[str]], lang: Lang) -> int:
    """Run once, and again after each change, until interrupted. Gives the last run's exit code."""
    # Before the run: what is saved while it is under way is a change.
    seen = _times(paths())
    code = once()
    try:
        while True:
            click.echo(told("正在等待文件变化，Ctrl+C 结束‖Waiting for changes, Ctrl+C ends", lang), err=True)
            while (now := _times(paths())) == seen:
                time.sleep(SECONDS)
            # A word processor writes in several steps: check when it has been quiet for one interval.
            while now != seen:
                seen = now
                time.sleep(SECONDS)
                now = _times(paths())
            click.echo("─" * 20, err=True)
            code = once()
    except KeyboardInterrupt:
        return code


def _times(paths: list[str]) -> dict[str, tuple[int, int]]:
    times = {}
    for path in paths:
        try:
            state = Path(path).stat()
        except OSError:
            continue
        times[path] = (state.st_mtime_ns, state.st_size)
    return times
