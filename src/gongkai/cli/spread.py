"""Spreading documents over an executor: in order, a bounded number at a time, and no document is ever lost.

A process that dies (a crash in a C library, no memory left) takes the documents that were with it along. Each of them is
then tried again alone, so that only the one that kills its process is left out, and named.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from typing import Protocol, TypeAlias

from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.cli.run import Job
from gongkai.cli.state import code
from gongkai.cli.work import Answer, Opened, Result, encoded_order, work
from gongkai.errors import PluginError, WorkersLostError
from gongkai.finding import Checked, Incident
from gongkai.reader import Source

__all__ = ["Executors", "Given", "spread"]

Given: TypeAlias = Source | Result
"""A document to check, or what came of it already (it could not be opened, it was checked before)."""

# A chunk is so many documents or bytes: enough that sending it costs little beside checking it.
PIECES, BYTES = 8, 2_000_000
# Chunks under way for each worker, so that none waits for the next.
AHEAD = 2
# How long a worker may take to say that it is there.
CALL_SECONDS = 120.0


class Executors(Protocol):
    """Where work is done: it gives executors as `concurrent.futures` defines them.

    `width` is how many documents are checked at the same time. Executors that are `elsewhere` may have other code.
    """

    width: int
    elsewhere: bool

    def open(self) -> Executor: ...

    def close(self, executor: Executor, *, now: bool) -> None: ...


class _Chunk:
    """Documents that are sent together, and where their answers come from."""

    def __init__(self) -> None:
        self.items: list[Given] = []
        self.bytes = 0
        self.future: Future[bytes] | None = None

    @property
    def sources(self) -> list[Source]:
        return [item for item in self.items if isinstance(item, Source)]

    @property
    def full(self) -> bool:
        return len(self.items) >= PIECES or self.bytes >= BYTES

    def add(self, item: Given) -> None:
        self.items.append(item)
        self.bytes += len(item.data) if isinstance(item, Source) else 0


def spread(
    job: Job, items: Iterable[Given], executors: Executors, *, keep: bool
) -> Iterator[tuple[Source | None, Result]]:
    """What came of the documents, in their order; memory holds those under way only. With `keep`, outcomes have
    their reports. What nobody could check is not told, even where the order is to tell. Raises PluginError when the
    workers cannot check at all, WorkersLostError when there are none."""
    spreading = _Spreading(job, executors, keep=keep)
    clean = False
    try:
        chunk = _Chunk()
        for item in items:
            chunk.add(item)
            if chunk.full:
                spreading.send(chunk)
                chunk = _Chunk()
                if len(spreading.window) > AHEAD * executors.width:
                    yield from spreading.next()
        if chunk.items:
            spreading.send(chunk)
        while spreading.window:
            yield from spreading.next()
        clean = True
    finally:
        spreading.close(now=not clean)


class _Spreading:
    """The chunks under way, oldest first. All of them are with one executor."""

    def __init__(self, job: Job, executors: Executors, *, keep: bool) -> None:
        self.window: deque[_Chunk] = deque()
        self._order = encoded_order(replace(job.order, code=code(job) or b"") if executors.elsewhere else job.order)
        self._opened = Opened(job.catalogue.standards)
        self._executors = executors
        self._executor: Executor | None = None
        self._keep = keep

    def send(self, chunk: _Chunk) -> None:
        self.window.append(chunk)
        if sources := chunk.sources:
            try:
                chunk.future = self._submit(sources)
            except Exception as error:
                chunk.future = Future()
                chunk.future.set_exception(error)

    def _submit(self, sources: Sequence[Source]) -> Future[bytes]:
        return self._open().submit(work, self._order, [(s.path, s.data) for s in sources], self._keep)

    def _open(self) -> Executor:
        if self._executor is None:
            self._executor = self._executors.open()
        return self._executor

    def next(self) -> Iterator[tuple[Source | None, Result]]:
        """What came of the oldest chunk, as soon as it is there."""
        chunk = self.window[0]
        answers = iter(self._answers(chunk))
        self.window.popleft()
        for item in chunk.items:
            if isinstance(item, Source):
                yield item, self._opened.result(next(answers))
            else:
                yield None, item

    def _answers(self, chunk: _Chunk) -> tuple[Answer, ...]:
        if chunk.future is None:
            return ()
        try:
            return self._opened.answers(chunk.future.result())
        except PluginError:
            raise
        except Exception:
            # What else is under way has its end first: each document has the memory to itself.
            wait([each.future for each in self.window if each.future])
            return tuple(self._alone(source) for source in chunk.sources)

    def _alone(self, source: Source) -> Answer:
        try:
            return self._opened.answers(self._submit([source]).result())[0]
        except PluginError:
            raise
        except Exception as error:
            self._call()
            return Answer(Checked(path=source.path), incidents=(_lost(source.path, error),))

    def _call(self) -> None:
        """See whether anybody works at all. Raises WorkersLostError."""
        try:
            self._open().submit(os.getpid).result(timeout=CALL_SECONDS)
        except Exception as error:
            raise WorkersLostError(_words(error)) from error

    def close(self, *, now: bool) -> None:
        if self._executor is not None:
            self._executors.close(self._executor, now=now)
            self._executor = None


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")


def _lost(path: str, error: Exception) -> Incident:
    cause = _words(error)
    return Incident(
        code="GK908",
        path=path,
        message=Text(
            zh=f"检查这个文件的进程意外结束（{cause}），没有检查；其余文件照常",
            en=f"The process that checked this file ended unexpectedly ({cause}); the file was not checked, the others were",
        ),
        advice=Text(
            zh="文件可能已损坏，或者内存不够：用 --jobs 1 单独检查它",
            en="The file may be damaged, or memory ran out: check it alone with --jobs 1",
        ),
    )
