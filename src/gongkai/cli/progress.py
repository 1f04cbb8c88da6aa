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


@contextmanager
def progress(total: int, lang: Lang) -> Iterator[Callable[[], None]]:
    """Gives what is to be called after each of the `total` files."""
    if sys.stderr.isatty() and total >= BAR:
        from rich.console import Console
        from rich.progress import Progress

        # No thread of its own for the bar: it is drawn when a file is done.
        bar = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
        task = bar.add_task(told("检查‖Checking", lang), total=total)
        done = 0

        def moved() -> None:
            nonlocal done
            done += 1
            bar.update(task, completed=done, refresh=done % max(1, total // 200) == 0)

        with bar:
            bar.refresh()
            yield moved
    else:
        yield _Lines(total, lang).step if total >= LINES else lambda: None


class _Lines:
    def __init__(self, total: int, lang: Lang) -> None:
        self._total, self._lang, self._done = total, lang, 0

    def step(self) -> None:
        self._done += 1
        if self._done % (self._total // 10) == 0:
            words = f"已检查 {self._done}/{self._total}‖Checked {self._done}/{self._total}"
            click.echo(told(words, self._lang), err=True)
