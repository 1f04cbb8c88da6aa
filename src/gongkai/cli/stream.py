"""Checking and writing at the same time: each document's findings are out before the next but few are read, and memory
holds only those."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext

from msgspec import Struct
from msgspec.structs import replace

from gongkai.acceptance import Acceptor
from gongkai.cli.batch import Means, outcomes, stopped
from gongkai.cli.feeds import Feed
from gongkai.cli.outputs import STDOUT, Target, complain, not_text, spare
from gongkai.cli.run import Job
from gongkai.cli.whole import opened_whole
from gongkai.engine import Outcome, finish
from gongkai.errors import WorkersLostError
from gongkai.finding import Diagnostic, Run, Tally, exit_code
from gongkai.formatter import Rendering, Stream

__all__ = ["Wish", "streamed"]


class Wish(Struct, frozen=True, kw_only=True):
    """How a streamed run is to be told. The formats of all targets can be streamed."""

    targets: Sequence[Target]
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
    """Check documents and write what was found as it comes, to files whole or not at all. Gives the exit code of all.
    Raises UsageError for a target that is an input or cannot be written."""
    spare([target.path for target in wish.targets if target.path != STDOUT], feed.paths or ())
    with ExitStack() as stack:
        outs = [_Out(target, wish, stack.enter_context(_opened(target, quiet=wish.quiet))) for target in wish.targets]
        return _Streaming(job, wish, outs).run(feed, means, told)


def _opened(target: Target, *, quiet: bool) -> AbstractContextManager[Callable[[bytes], object]]:
    if target.path != STDOUT:
        return opened_whole(target.path)
    return nullcontext((lambda _: None) if quiet else _print)


def _print(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


class _Out:
    """One format and where its parts go."""

    def __init__(self, target: Target, wish: Wish, write: Callable[[bytes], object]) -> None:
        if target.formatter.stream is None:
            raise TypeError(f"format {target.formatter.name} cannot be streamed")
        self.stream: Stream = target.formatter.stream(wish.rendering)
        self._write = write
        self._terminal = target.path == STDOUT and not wish.quiet and sys.stdout.isatty()

    def write(self, part: str | bytes) -> None:
        if isinstance(part, str):
            part = part.encode("utf-8", "replace")
        elif self._terminal:
            raise not_text()
        self._write(part)


class _Streaming:
    def __init__(self, job: Job, wish: Wish, outs: Sequence[_Out]) -> None:
        self._job, self._wish, self._outs = job, wish, outs
        self._acceptor = Acceptor(job.accepted, job.rules, job.mandatory, job.today)
        self._tally = Tally()
        # Notices on suppressions stand in their file, after all documents.
        self._notices: list[Diagnostic] = []

    def run(self, feed: Feed, means: Means, told: Callable[[], None]) -> int:
        job = self._job
        incidents = job.catalogue.incidents
        done = 0
        for out in self._outs:
            out.write(out.stream.begin())
        try:
            with closing(outcomes(job, feed, means)) as stream:
                for _, outcome in stream:
                    self._document(outcome)
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
        rest = self._leveled(replace(rest, diagnostics=tuple(sorted(self._notices, key=lambda d: d.sort_key))))
        self._complain(rest)
        self._tally = self._tally.plus(rest.tally)
        for out in self._outs:
            out.write(out.stream.end(rest, self._tally))
        config = self._job.config
        whole = self._tally.outcome(config.fail_level, config.max_warnings)
        return exit_code(whole, exit_zero=self._wish.exit_zero)

    def _document(self, outcome: Outcome) -> None:
        run = self._acceptor.accept(finish((outcome,), (), self._job.config.fail_level))
        path = outcome.checked.path
        self._notices += [d for d in run.diagnostics if d.path != path]
        run = self._leveled(replace(run, diagnostics=tuple(d for d in run.diagnostics if d.path == path)))
        self._complain(run)
        self._tally = self._tally.plus(run.tally)
        for out in self._outs:
            out.write(out.stream.document(run))

    def _leveled(self, run: Run) -> Run:
        return replace(run, max_warnings=self._job.config.max_warnings, exit_zero=self._wish.exit_zero)

    def _complain(self, run: Run) -> None:
        if self._wish.quiet:
            complain(run, self._wish.rendering.lang)
