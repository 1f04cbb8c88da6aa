"""Executors of this machine: processes, each of which checks documents in its main thread."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from typing import ParamSpec, TypeVar

from gongkai.cli.folders import start_folder
from gongkai.kept import use

__all__ = ["Local"]

P = ParamSpec("P")
T = TypeVar("T")
# A process cannot wait for more others on Windows.
WINDOWS_MOST = 61


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
        """Wait for what was submitted, or end all processes `now`."""
        if now:
            for process in set(active_children()) - self._others:
                process.kill()
        executor.shutdown(wait=True, cancel_futures=now)


class _Pool(ProcessPoolExecutor):
    """A pool whose processes start whole or not at all: one that is cut off while it starts would print that."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        with _uninterrupted():
            return super().submit(fn, *args, **kwargs)


def _start_server() -> None:
    """Start the server of forks. It and its forks never see Ctrl-C, also while they are not set up to ignore it: they
    would print where they were interrupted."""
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # the server would start it, and starting it lets Ctrl-C through
    with _uninterrupted():
        forkserver.ensure_running()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until the block has ended, where the system can do so."""
    if sys.platform == "win32":
        yield
        return
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _begin(*thresholds: int) -> None:
    """Set up one process of a pool: Ctrl-C is for the process that waits for this one, and this one ends with it. It
    collects garbage as rarely as that one."""
    gc.set_threshold(*thresholds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use(start_folder())
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
