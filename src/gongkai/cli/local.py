"""Executors of this machine: processes, each of which checks documents in its main thread."""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection
from types import FrameType
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from gongkai.cli.apart import do_calls
from gongkai.cli.ending import SIGNALS, Terminated, end, undisturbed
from gongkai.cli.folders import start_folder
from gongkai.kept import use

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

__all__ = ["Local"]

P = ParamSpec("P")
T = TypeVar("T")
# How long a process that is told to end may take for putting away what it has begun.
FAREWELL_SECONDS = 2.0


class Local:
    """Gives pools of `width` processes. They are forked from a clean server where the system has that: forking this
    process would copy the locks of whatever threads plugins have started."""

    elsewhere = False

    def __init__(self, width: int) -> None:
        self.width = width

    def open(self) -> Executor:
        if "forkserver" not in get_all_start_methods():
            return _Pool(self.width, get_context("spawn"))
        context = get_context("forkserver")
        context.set_forkserver_preload(["gongkai.cli.work", "gongkai.builtin"])
        _start_server()
        return _Pool(self.width, context)

    def close(self, executor: Executor, *, now: bool) -> None:
        """Wait for what was submitted, or end all processes `now`: each may put away what it has begun."""
        if now and isinstance(executor, _Pool):
            executor.end()
        executor.shutdown(wait=True, cancel_futures=now)


class _Other:
    """A process that does calls, and a connection to it that no other process has: its end is seen whenever it comes, also
    in the middle of an answer."""

    def __init__(self, context: ForkServerContext | SpawnContext) -> None:
        self._connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, gc.get_threshold()))
        try:
            self.process.start()
        finally:
            theirs.close()

    def done(self, call: Callable[[], object]) -> bytes:
        """The pickled answer to a call. Raises ChildProcessError when the process ends instead, and what pickling raises
        for a call that cannot be sent: then the process still waits for one."""
        try:
            self._connection.send(call)
            return self._connection.recv_bytes()
        except (EOFError, OSError, MemoryError) as error:  # without memory here, the rest of the answer would follow
            self.process.kill()
            self.leave()
            raise ChildProcessError(f"exit code {self.process.exitcode}") from error

    def leave(self) -> None:
        """Let the process end, and wait until it has."""
        self._connection.close()
        self.process.join()


class _Pool(ThreadPoolExecutor):
    """Threads, each of which has its calls done by a process: one that ends takes its own call along and no other."""

    def __init__(self, width: int, context: ForkServerContext | SpawnContext) -> None:
        super().__init__(width)
        self._context = context
        self._lock = threading.Lock()
        self._others: list[_Other] = []
        self._waiting: list[_Other] = []
        self._ended = False
        # A pool that nobody shuts down: at the exit Python waits for its processes, and these wait for calls.
        atexit.register(self._leave)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        with undisturbed():  # so that no thread is started that is not among the pool's
            return super().submit(self._done, partial(_endable, partial(fn, *args, **kwargs)))

    def _done(self, call: Callable[[], T]) -> T:
        other = self._other()
        try:
            answer = other.done(call)
        except ChildProcessError:
            with self._lock:
                self._others.remove(other)
            raise
        except Exception:
            self._waiting.append(other)
            raise
        self._waiting.append(other)
        error, value = pickle.loads(answer)  # noqa: S301 - of this program
        if error is not None:
            raise error
        return value  # type: ignore[no-any-return] # it is what the call gave

    def _other(self) -> _Other:
        """One that waits, or a new one: there are never more than threads. That it is a thread which starts them means
        that Ctrl-C does not cut them off while they do: they would print that."""
        with self._lock:
            if not (self._waiting or self._ended):
                other = _Other(self._context)
                self._others.append(other)
                self._waiting.append(other)
            if self._ended:  # perhaps while one was started
                raise ChildProcessError("the pool was ended")
            return self._waiting.pop()

    def end(self) -> None:
        """End all processes. What they were doing fails."""
        self._ended = True
        try:
            with self._lock:
                processes = [other.process for other in self._others]
            for process in processes:
                process.terminate()
            last = time.monotonic() + FAREWELL_SECONDS
            for process in processes:
                process.join(max(0.0, last - time.monotonic()))
        finally:  # also when the user is tired of waiting
            for other in list(self._others):
                other.process.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as defined
        super().shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            self._leave()
            atexit.unregister(self._leave)

    def _leave(self) -> None:
        for other in self._others:
            other.leave()


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


def _serve(connection: Connection[bytes, Callable[[], object]], thresholds: tuple[int, int, int]) -> None:
    """One process of a pool: Ctrl-C is for the process that waits for this one, and this one ends with it. It collects
    garbage as rarely as that one."""
    gc.set_threshold(*thresholds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    sys.unraisablehook = _unraisable
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))
    use(start_folder())
    threading.Thread(target=_follow, daemon=True).start()
    do_calls(connection.recv, connection.send_bytes)


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


def _unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    """Python cannot pass on what is raised in some places (a callback of the collector of garbage): being told to end would
    be printed there, and forgotten."""
    if isinstance(unraisable.exc_value, Terminated):
        os._exit(1)
    sys.__unraisablehook__(unraisable)


def _follow() -> None:
    parent, main = parent_process(), threading.main_thread().ident
    if parent is not None:
        parent.join()
        if sys.platform != "win32" and main is not None:
            signal.pthread_kill(main, signal.SIGTERM)  # a signal that this thread got would not wake that one
            time.sleep(FAREWELL_SECONDS)
        os._exit(1)
