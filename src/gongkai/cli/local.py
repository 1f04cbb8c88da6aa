"""Executors of this machine: processes, each of which checks documents in its main thread."""

from __future__ import annotations

import os
import signal
import sys
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process

from gongkai.cli.folders import start_folder
from gongkai.kept import use

__all__ = ["Local"]

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
        self._others = set(active_children())
        return ProcessPoolExecutor(self.width, mp_context=context, initializer=_begin)

    def close(self, executor: Executor, *, now: bool) -> None:
        """Wait for what was submitted, or end all processes `now`."""
        if now:
            for process in set(active_children()) - self._others:
                process.kill()
        executor.shutdown(wait=True, cancel_futures=now)


def _begin() -> None:
    """Set up one process of a pool: Ctrl-C is for the process that waits for this one, and this one ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use(start_folder())
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
