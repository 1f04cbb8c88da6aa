"""Checking and writing at the same time: each document's findings are out before the next but few are read, and memory
holds only those."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, closing, nullcontext

from msgspec import Struct
from msgspec.structs import replace

from gongkai.acceptance import Acceptor
from gongkai.cli.batch import Means, results, stopped
from gongkai.cli.feeds import Feed
from gongkai.cli.outputs import STDOUT, Target, complain, is_input
from gongkai.cli.run import Job, Telling
from gongkai.cli.telling import Told, encoded, tell
from gongkai.cli.whole import opened_whole
from gongkai.engine import Outcome, finish
from gongkai.errors import WorkersLostError
from gongkai.finding import Diagnostic, Incident, Tally, exit_code
from gongkai.formatter import Rendering, Stream

__all__ = ["Wish", "streamed"]


class Wish(Struct, frozen=True, kw_only=True):
    """How a streamed run is to be told."""

    target: Target
    rendering: Rendering
    exit_zero: bool = False
    quiet: bool = False


def streamed(
    job: Job,
    feed: Feed,
    means: Means,
    wish: Wish,
    *,
    told: Callable[[], None] = lambda: None,
) -> int:
    """Check documents and write what was found as it comes, to a file whole or not at all. Gives the exit code of all.
    Raises UsageError for a target that is an input or cannot be written."""
    with _opened(wish.target, feed.paths or (), quiet=wish.quiet) as write:
        return _Streaming(job, wish, write).run(feed, means, told)


def _opened(
    target: Target, paths: Sequence[str], *, quiet: bool
) -> AbstractContextManager[Callable[[bytes], object]]:
    if target.path != STDOUT:
        place = os.path.realpath(target.path)
        if any(os.path.realpath(path) == place for path in paths if path != STDOUT):
            raise is_input(target.path)
        return opened_whole(target.path)
    return nullcontext((lambda _: None) if quiet else _print)


def _print(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


class _Streaming:
    def __init__(self, job: Job, wish: Wish, write: Callable[[bytes], object]) -> None:
        formatter = wish.target.formatter
        if formatter.stream is None:
            raise TypeError(f"format {formatter.name} cannot be streamed")
        self._job, self._wish, self._write = job, wish, write
        rendering = wish.rendering
        if wish.target.path != STDOUT or not rendering.color:
            rendering = replace(rendering, color=False, link=None, width=0)
        self._stream: Stream = formatter.stream(rendering)
        self._acceptor = Acceptor(job.accepted, job.rules, job.mandatory, job.today)
        self._telling = None
        if not rendering.color and not self._acceptor.accepts:
            self._telling = Telling(
                format=formatter.name,
                lang=rendering.lang,
                group_by=rendering.group_by,
                statistics=rendering.statistics,
            )
        self._tally = Tally()
        self._lines = 0
        # Notices on suppressions stand in their file, after all documents.
        self._notices: list[Diagnostic] = []

    def run(self, feed: Feed, means: Means, told: Callable[[], None]) -> int:
        job = self._job
        incidents = job.catalogue.incidents
        done = 0
        self._out(encoded(self._stream.begin()))
        try:
            with closing(results(job, feed, means, telling=self._telling)) as stream:
                for _, result in stream:
                    self._document(result if isinstance(result, Told) else self._accepted(result))
                    done += 1
                    told()
        except KeyboardInterrupt:
            if not means.stoppable:
                raise
            incidents = (*incidents, stopped(feed, done))
        except WorkersLostError as error:
            incidents = (*incidents, stopped(feed, done, str(error)))
        # Without any document, finish says that there was nothing.
        rest = finish((), incidents, job.config.fail_level)
        if done and not incidents:
            rest = replace(rest, incidents=())
        config = self._job.config
        rest = replace(
            rest,
            diagnostics=tuple(sorted(self._notices, key=lambda d: d.sort_key)),
            max_warnings=config.max_warnings,
            exit_zero=self._wish.exit_zero,
        )
        self._complain(rest.incidents)
        self._tally = self._tally.plus(rest.tally)
        self._out(encoded(self._stream.end(rest, self._tally, self._lines)))
        whole = self._tally.outcome(config.fail_level, config.max_warnings)
        return exit_code(whole, exit_zero=self._wish.exit_zero)

    def _accepted(self, outcome: Outcome) -> Told:
        """The document as it is told here, where it is known what was accepted."""
        run = self._acceptor.accept(finish((outcome,), (), "error"))
        path = outcome.checked.path
        self._notices += [d for d in run.diagnostics if d.path != path]
        return tell(self._stream, replace(run, diagnostics=tuple(d for d in run.diagnostics if d.path == path)))

    def _document(self, told: Told) -> None:
        self._complain(told.incidents)
        self._tally = self._tally.plus(told.tally)
        self._out(told.text)

    def _complain(self, incidents: Iterable[Incident]) -> None:
        if self._wish.quiet:
            complain(incidents, self._wish.rendering.lang)

    def _out(self, text: bytes) -> None:
        self._lines += text.count(b"\n")
        self._write(text)
