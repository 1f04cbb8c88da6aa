"""Keeping a rule from harming the run: it may not hang, and what it prints goes nowhere but is told."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["Catcher", "Overtime", "caught_output", "limited"]


class Overtime(BaseException):
    """A rule ran longer than it may. Not an Exception, so that a rule's own `except` does not swallow it."""


class Catcher:
    """Stands in for standard output and remembers what was written."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text[:200]
        return len(text)

    def flush(self) -> None:
        """Nothing is buffered."""

    def isatty(self) -> bool:
        return False

    def take(self) -> str:
        """What was written since the last call."""
        text, self.text = self.text, ""
        return text


@contextmanager
def caught_output() -> Iterator[Catcher]:
    """Keep plugins' prints out of the real standard output, which may be a JSON document."""
    catcher, before = Catcher(), sys.stdout
    sys.stdout = catcher
    try:
        yield catcher
    finally:
        sys.stdout = before


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise Overtime inside the block after so many seconds (0: no limit).

    By an alarm signal, so only in the main thread of systems that have it, and not inside a long call into C; where
    that is not enough, run with `--isolate`.
    """
    if seconds <= 0 or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_: int, __: FrameType | None) -> None:
        raise Overtime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
