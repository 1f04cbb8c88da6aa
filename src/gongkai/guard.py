"""Keeping a rule from harming the run: it may not hang, and what it prints goes nowhere but is told."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["Catcher", "Overtime", "Turns", "caught_output", "limited", "turns"]


# Characters that are told of what was printed are fewer.
_REMEMBERED = 200


class Overtime(BaseException):
    """A rule ran longer than it may. Not an Exception, so that a rule's own `except` does not swallow it."""


class Catcher:
    """Stands in for standard output and remembers how what was written begins."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        if len(self.text) < _REMEMBERED:
            self.text += text[:_REMEMBERED]
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


class Turns:
    """What is run one after the other, each under a limit of seconds (0: no limit)."""

    def __init__(self, seconds: float) -> None:
        self._usual = self._seconds = seconds
        self._begun: float | None = None

    def begin(self, seconds: float | None = None) -> None:
        """The next one begins; it may have more seconds than usual."""
        self._seconds = seconds or self._usual
        self._begun = time.monotonic()

    def end(self) -> None:
        """It ended: until the next one begins nothing is limited."""
        self._begun = None

    def ring(self, _: int, __: FrameType | None) -> None:
        """What the alarm calls."""
        if self._begun is not None and time.monotonic() - self._begun >= self._seconds:
            self._begun = None
            raise Overtime


@contextmanager
def turns(seconds: float) -> Iterator[Turns]:
    """Raise Overtime in a turn that takes more than so many seconds, or up to a fifth more.

    By an alarm signal, so only in the main thread of systems that have it, and not inside a long call into C; where
    that is not enough, run with `--isolate`. One alarm serves all turns: to set it costs more than a short rule.
    """
    watch = Turns(seconds)
    if seconds <= 0 or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield watch
        return
    before = signal.signal(signal.SIGALRM, watch.ring)
    outer = signal.setitimer(signal.ITIMER_REAL, seconds, seconds / 5)
    try:
        yield watch
    finally:
        signal.setitimer(signal.ITIMER_REAL, *outer)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise Overtime in the block when it takes too long, as `turns` does."""
    with turns(seconds) as watch:
        watch.begin()
        yield
