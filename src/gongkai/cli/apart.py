"""Doing a call in the main thread of a process of its own: where tasks run in other threads, as on Dask's workers, the
limit of time for a rule would not hold.

The process is started by its command line, because a worker may be one that is not allowed children of Python's own
making, and waits for further calls. It ends with the process that started it. What goes over is pickled: both ends are one
program. Calls are those of no arguments (`functools.partial`), answers pairs of what a call raised and what it gave.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

__all__ = ["apart", "do_calls", "serve"]

P = ParamSpec("P")
T = TypeVar("T")
# The same modules are found as here, wherever they come from.
_PROGRAM = "import sys; sys.path[:] = {path!r}; from gongkai.cli.apart import serve; serve()"


class _Other:
    """One other process, with pipes to and from it."""

    def __init__(self) -> None:
        program = [sys.executable, "-c", _PROGRAM.format(path=sys.path)]
        self._process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def done(self, call: bytes) -> tuple[Exception | None, object]:
        """The answer to a pickled call. Raises ChildProcessError when the process ends instead."""
        to, back = self._process.stdin, self._process.stdout
        if to is None or back is None:
            raise TypeError("the process has no pipes")
        try:
            to.write(call)
            to.flush()
            answer: tuple[Exception | None, object] = pickle.load(back)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self._process.kill()
            self._process.communicate()
            raise ChildProcessError(f"exit code {self._process.returncode}") from error
        return answer


# Processes that wait. Each call takes one or starts one: there are as many as there are calls at a time.
_waiting: list[_Other] = []


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the function gives, called in the main thread of another process. Function, arguments and result must be of
    those that can be pickled. Raises what it raises, and ChildProcessError when that process ends."""
    call = pickle.dumps(partial(function, *args, **kwargs))
    try:
        other = _waiting.pop()
    except IndexError:
        other = _Other()
    error, value = other.done(call)
    _waiting.append(other)
    if error is not None:
        raise error
    return value  # type: ignore[return-value] # it is what the function gave


def serve() -> None:
    """Do calls from standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits for this one
    calls, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What rules and libraries read and print is not in between.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)

    def send(answer: bytes) -> None:
        answers.write(answer)
        answers.flush()

    do_calls(lambda: pickle.load(calls), send)


def do_calls(receive: Callable[[], Callable[[], object]], send: Callable[[bytes], None]) -> None:
    """Do what is received, and send the pickled answer, until there is no more."""
    while True:
        try:
            call = receive()
        except (EOFError, ConnectionError, pickle.UnpicklingError):  # half a call has one who ended while he sent it
            return
        try:
            answer = pickle.dumps((None, call()))
        except Exception as error:  # for the one who called
            answer = _raised(error)
        try:
            send(answer)
        except ConnectionError:  # nobody waits for it any more
            os._exit(1)


def _raised(error: Exception) -> bytes:
    """The answer of a call that raised this. What cannot be pickled, or made again from that, is told by its words."""
    try:
        answer = pickle.dumps((error, None))
        pickle.loads(answer)
    except Exception:
        answer = pickle.dumps((RuntimeError(f"{type(error).__name__}: {error}"), None))
    return answer
