"""Being told to end: by Ctrl-C (SIGINT), or by another program (SIGTERM: kill, timeout, a container, a CI system). Both are
taken alike, so that what was not checked is said, temporary files go, and all processes of the run end."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from types import FrameType
from typing import NoReturn

__all__ = ["SIGNALS", "Terminated", "end", "heeding", "undisturbed"]

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Terminated(KeyboardInterrupt):
    """Another program told this process to end."""


class _Put:
    """Whether signals are put off, whether only the first of them, and the last one that was (0: none)."""

    off = False
    once = False
    last = 0


class _Told:
    """When the last SIGTERM was heeded. `timeout` sends it to the process and to its group: that is one."""

    at = -inf
    once = 1.0


def end(number: int, _: FrameType | None = None) -> None:
    """What the signals call. Raises KeyboardInterrupt in the main thread, wherever it is."""
    if number == signal.SIGTERM:
        if time.monotonic() - _Told.at <= _Told.once:
            return
        _Told.at = time.monotonic()
    if _Put.off and not (_Put.once and _Put.last):
        _Put.last = number
    else:
        _raise(number)


def _raise(number: int) -> NoReturn:
    raise Terminated if number == signal.SIGTERM else KeyboardInterrupt


@contextmanager
def heeding() -> Iterator[None]:
    """Raise KeyboardInterrupt in the block when the process is told to end. Signals that are ignored, or that a program
    which calls the command line minds itself, are left alone."""
    before = {}
    _Told.at = -inf
    try:
        for number in SIGNALS:
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                before[number] = signal.signal(number, end)
    except ValueError:  # not the main thread, which alone can do so
        yield
        return
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def undisturbed(*, once: bool = False) -> Iterator[None]:
    """Let the signals wait until the block has ended; with `once`, only the first: for a block that may take for ever. To
    block them is not enough: threads of libraries get them then."""
    _Put.off, _Put.once = True, once
    try:
        yield
    finally:
        _Put.off = False
        if _Put.last:
            number, _Put.last = _Put.last, 0
            _raise(number)
