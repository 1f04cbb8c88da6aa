"""Calls in another process: its main thread, its death, and what it may not do to the pipes."""

from __future__ import annotations

import operator
import os
import pickle
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from gongkai.cli import apart as module
from gongkai.cli.apart import apart

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def others() -> Iterator[None]:
    """No process is left of one test for the next."""
    module._waiting.clear()
    yield
    while module._waiting:
        module._waiting.pop()._process.communicate()


def test_calls_are_done_in_one_other_process_and_give_or_raise_what_the_function_does() -> None:
    there = apart(os.getpid)
    assert there != os.getpid()
    with pytest.raises(ZeroDivisionError):
        apart(operator.truediv, 1, 0)
    assert apart(sorted, [2, 1], reverse=True) == [2, 1]
    assert apart(os.getpid) == there


def test_what_cannot_be_sent_is_raised_and_the_process_goes_on() -> None:
    there = apart(os.getpid)
    with pytest.raises((AttributeError, pickle.PicklingError)):
        apart(eval, "lambda: None")
    with pytest.raises((AttributeError, pickle.PicklingError)):
        apart(lambda: None)
    assert apart(os.getpid) == there


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_limit_of_time_holds_there_though_the_caller_is_no_main_thread() -> None:
    with ThreadPoolExecutor(1) as threads:
        code = "import signal; signal.signal(signal.SIGALRM, lambda *_: None); signal.alarm(0)"
        with pytest.raises(ValueError, match="main thread"):
            threads.submit(exec, code).result()
        assert threads.submit(apart, exec, code).result() is None


def test_each_call_at_a_time_has_a_process() -> None:
    both = threading.Barrier(2)

    def call() -> object:
        both.wait(timeout=30)
        return apart(eval, "__import__('time').sleep(0.5) or __import__('os').getpid()")

    with ThreadPoolExecutor(2) as threads:
        first, second = (threads.submit(call) for _ in range(2))
        assert first.result() != second.result()
    assert len(module._waiting) == 2


@pytest.mark.parametrize("end", [(os._exit, 3), (os.abort,)])
def test_a_process_that_ends_is_told_and_the_next_call_has_another(end: tuple[object, ...]) -> None:
    with pytest.raises(ChildProcessError):
        apart(*end)  # type: ignore[arg-type]
    assert apart(os.getpid)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_what_is_printed_is_no_answer_and_ctrl_c_is_not_for_it() -> None:
    assert apart(os.write, 1, b"printed\n") == 8
    assert apart(os.read, 0, 10) == b""
    there = apart(os.getpid)
    os.kill(there, signal.SIGINT)
    assert apart(os.getpid) == there


@pytest.mark.skipif(os.name != "posix", reason="processes are looked up")
def test_it_ends_with_the_one_that_started_it() -> None:
    there = apart(os.getpid)
    process = module._waiting.pop()._process
    assert process.stdin
    process.stdin.close()
    assert process.wait(timeout=10) == 0
    assert process.pid == there
    assert process.stdout
    process.stdout.close()
