"""Processes of this machine: what becomes of calls when one ends, wherever it is at that moment."""

from __future__ import annotations

import importlib
import operator
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from multiprocessing import active_children
from pathlib import Path
from types import ModuleType

import pytest

from gongkai.cli.local import Local

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals")]

# What the processes are asked to do.
CALLS = """
import os, signal, time, weakref
from multiprocessing.connection import Connection

LONG = 1_000_000

def name():
    time.sleep(0.3)
    return os.getpid()

def halfway(then):
    def send(connection, data):
        os.write(connection.fileno(), bytes(data)[: LONG // 2])
        then()
    Connection._send = send
    return bytes(LONG)

def killed():
    return halfway(lambda: os.kill(os.getpid(), signal.SIGKILL))

def stuck():
    return halfway(lambda: time.sleep(60))

class Gone:
    pass

def collected():
    gone = Gone()
    callback = weakref.ref(gone, lambda _: os.kill(os.getpid(), signal.SIGTERM))
    del gone
    time.sleep(60)

class Odd(Exception):
    def __init__(self, *, why):
        super().__init__(why)

def odd():
    raise Odd(why="of this kind")

def unsendable():
    return lambda: None

class Unmade:
    def __reduce__(self):
        return int, ("none",)
"""


@pytest.fixture
def calls(importable: Callable[[str, str], None]) -> ModuleType:
    importable("asked_of_a_process", CALLS)
    return importlib.import_module("asked_of_a_process")


@pytest.fixture
def local() -> Iterator[Local]:
    before = active_children()
    yield Local(2)
    assert active_children() == before


@pytest.fixture
def pool(local: Local) -> Iterator[Executor]:
    executor = local.open()
    yield executor
    local.close(executor, now=False)


def test_calls_are_done_by_as_many_processes_as_are_asked_for(pool: Executor, calls: ModuleType) -> None:
    waiting = [pool.submit(calls.name) for _ in range(6)]
    assert len({call.result() for call in waiting} | {os.getpid()}) == 3
    assert pool.submit(sorted, [2, 1], reverse=True).result() == [2, 1]


def test_what_a_call_raises_is_raised_and_the_process_goes_on(pool: Executor) -> None:
    there = pool.submit(os.getpid).result()
    with pytest.raises(ZeroDivisionError):
        pool.submit(operator.truediv, 1, 0).result()
    assert pool.submit(os.getpid).result() == there


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("odd", RuntimeError, "Odd: of this kind"),
        ("unsendable", AttributeError, "local object"),
        ("Unmade", ValueError, "none"),
    ],
)
def test_what_cannot_be_sent_or_made_again_is_raised_and_the_process_goes_on(
    pool: Executor,
    calls: ModuleType,
    capfd: pytest.CaptureFixture[str],
    name: str,
    error: type[Exception],
    words: str,
) -> None:
    there = pool.submit(os.getpid).result()
    before = active_children()
    with pytest.raises(error, match=words):
        pool.submit(getattr(calls, name)).result()
    with pytest.raises(AttributeError, match="local object"):
        pool.submit(calls.unsendable()).result()  # a call
    assert pool.submit(os.getpid).result() == there
    assert active_children() == before
    assert capfd.readouterr().err == ""


def test_one_that_is_killed_halfway_through_its_answer_costs_that_call_only(
    pool: Executor, calls: ModuleType
) -> None:
    waiting = [pool.submit(call) for call in (calls.killed, calls.name, calls.name, calls.name)]
    with pytest.raises(ChildProcessError, match="exit code -9"):
        waiting[0].result(timeout=30)
    assert {type(call.result(timeout=30)) for call in waiting[1:]} == {int}


@pytest.mark.parametrize("name", ["stuck", "killed"])
def test_a_pool_ends_at_once_also_halfway_through_an_answer(local: Local, calls: ModuleType, name: str) -> None:
    executor = local.open()
    waiting = [executor.submit(getattr(calls, name)) for _ in range(5)]
    time.sleep(1)
    begun = time.monotonic()
    local.close(executor, now=True)
    assert time.monotonic() - begun < 5
    assert all(call.done() for call in waiting)


def test_a_process_that_is_told_to_end_where_python_can_raise_nothing_ends(
    pool: Executor, calls: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ChildProcessError, match="exit code 1"):
        pool.submit(calls.collected).result(timeout=20)
    assert capfd.readouterr().err == ""


def test_a_pool_whose_end_is_interrupted_has_ended(
    local: Local, calls: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    executor = local.open()
    waiting = [executor.submit(calls.stuck) for _ in range(5)]
    time.sleep(1)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("multiprocessing.context.ForkServerProcess.terminate", interrupted)
        with pytest.raises(KeyboardInterrupt):
            local.close(executor, now=True)
    assert [type(call.exception(timeout=10)) for call in waiting] == [ChildProcessError] * 5
    executor.shutdown()


def test_a_pool_that_nobody_shuts_down_does_not_hold_the_program(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import os\nfrom gongkai.cli.local import Local\n"
        "if __name__ == '__main__':\n"
        "    pool = Local(2).open()\n"
        "    print(pool.submit(os.getpid).result() != os.getpid())\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")
