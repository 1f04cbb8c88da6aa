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
# So often in its time the alarm looks at what runs: it sees it late, and stops it late, by one part of that at most.
_RINGS = 10


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
    """What is run one after the other, each under a limit: `running` is what runs now (another object each turn), None
    between turns, and `seconds` what it may take. To say so costs next to nothing; it is the alarm that looks at the clock.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.running: object = None
        self._seen: object = None
        self._since = 0.0

    def ring(self, _: int, __: FrameType | None) -> None:
        """What the alarm calls: it stops what it has seen running for all of its seconds."""
        if self.running is None or self.running is not self._seen:
            self._seen, self._since = self.running, time.monotonic()
        elif time.monotonic() - self._since >= self.seconds:
            self.running = self._seen = None
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
    outer = signal.setitimer(signal.ITIMER_REAL, seconds / _RINGS, seconds / _RINGS)
    try:
        yield watch
    finally:
        signal.setitimer(signal.ITIMER_REAL, *outer)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise Overtime in the block when it takes too long, as `turns` does."""
    with turns(seconds) as watch:
        watch.running = watch
        yield
