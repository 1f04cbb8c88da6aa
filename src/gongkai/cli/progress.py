"""Telling on standard error how far a run is: a bar on a terminal, a line for every tenth elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from gongkai.cli.help import told
from gongkai.lang import Lang

__all__ = ["progress"]

# Fewer files are done before a bar could be read; a log of a CI run wants lines only where it takes minutes.
BAR, LINES = 20, 2_000
# Of so many that nobody has counted them, a line each.
UNKNOWN = 10_000


@contextmanager
def progress(total: int | None, lang: Lang, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Gives what is to be called after each of the `total` files (None: not known); nothing is told if `quiet`."""
    if quiet:
        yield lambda: None
    elif sys.stderr.isatty() and (total is None or total >= BAR):
        from rich.console import Console
        from rich.progress import Progress

        # No thread of its own for the bar: it is drawn when a file is done.
        bar = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
        task = bar.add_task(told("检查‖Checking", lang), total=total)
        done, every = 0, max(1, (total or UNKNOWN) // 200)

        def moved() -> None:
            nonlocal done
            done += 1
            bar.update(task, completed=done, refresh=done % every == 0)

        with bar:
            bar.refresh()
            yield moved
    else:
        yield _Lines(total, lang).step if total is None or total >= LINES else lambda: None


class _Lines:
    def __init__(self, total: int | None, lang: Lang) -> None:
        self._lang, self._done = lang, 0
        self._every = UNKNOWN if total is None else total // 10
        self._of = "" if total is None else f"/{total}"

    def step(self) -> None:
        self._done += 1
        if self._done % self._every == 0:
            count = f"{self._done}{self._of}"
            click.echo(told(f"已检查 {count}‖Checked {count}", self._lang), err=True)
