"""Executors of this machine: processes, each of which checks documents in its main thread."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from types import FrameType
from typing import ParamSpec, TypeVar

from gongkai.cli.ending import SIGNALS, Terminated, end, undisturbed
from gongkai.cli.folders import start_folder
from gongkai.kept import use

__all__ = ["Local"]

P = ParamSpec("P")
T = TypeVar("T")
# A process cannot wait for more others on Windows.
WINDOWS_MOST = 61
# How long a process that is told to end may take for putting away what it has begun.
FAREWELL_SECONDS = 2.0


class Local:
    """Gives pools of `width` processes. They are forked from a clean server where the system has that: forking this
    process would copy the locks of whatever threads plugins have started."""

    elsewhere = False

    def __init__(self, width: int) -> None:
        self.width = min(width, WINDOWS_MOST) if sys.platform == "win32" else width

    def open(self) -> Executor:
        method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
        context = get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["gongkai.cli.work", "gongkai.builtin"])
            _start_server()
        self._others = set(active_children())
        return _Pool(self.width, mp_context=context, initializer=_begin, initargs=gc.get_threshold())

    def close(self, executor: Executor, *, now: bool) -> None:
        """Wait for what was submitted, or end all processes `now`: each may put away what it has begun."""
        if now:
            processes = set(active_children()) - self._others
            try:
                for process in processes:
                    process.terminate()
                last = time.monotonic() + FAREWELL_SECONDS
                for process in processes:
                    process.join(max(0.0, last - time.monotonic()))
            finally:
                for process in processes:
                    process.kill()
        executor.shutdown(wait=True, cancel_futures=now)


class _Pool(ProcessPoolExecutor):
    """A pool whose processes start whole or not at all: one that is cut off while it starts would print that."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        with _uninterrupted():
            return super().submit(_endable, partial(fn, *args, **kwargs))


def _start_server() -> None:
    """Start the server of forks. It and its forks see no signal to stop, also while they are not set up for it: they
    would print where they were interrupted."""
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # the server would start it, and starting it lets Ctrl-C through
    with _uninterrupted():
        forkserver.ensure_running()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let the signals to end wait until the block has ended, here and for good in what is started in it, where the system
    can do so."""
    with undisturbed():
        if sys.platform == "win32":
            yield
            return
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _begin(*thresholds: int) -> None:
    """Set up one process of a pool: Ctrl-C is for the process that waits for this one, and this one ends with it. It
    collects garbage as rarely as that one."""
    gc.set_threshold(*thresholds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))
    use(start_folder())
    threading.Thread(target=_follow, daemon=True).start()


class _Call:
    """Whether this process of a pool is in a call."""

    under_way = False


def _endable(call: Callable[[], T]) -> T:
    """Do a call. When the process is told to end, it does so as soon as the call has put away what it had begun (the
    pool would take that for the call's failure, and go on)."""
    _Call.under_way = True
    try:
        return call()
    except Terminated:
        os._exit(1)
    finally:
        _Call.under_way = False


def _end(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # the pool and the system may tell it as well: putting away goes on
    if _Call.under_way:
        end(number, frame)
    else:
        os._exit(1)


def _follow() -> None:
    parent, main = parent_process(), threading.main_thread().ident
    if parent is not None:
        parent.join()
        if sys.platform != "win32" and main is not None:
            signal.pthread_kill(main, signal.SIGTERM)  # a signal that this thread got would not wake that one
            time.sleep(FAREWELL_SECONDS)
        os._exit(1)
