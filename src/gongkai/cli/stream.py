"""Checking and writing at the same time: each document's findings are out before the next but few are read, and memory
holds only those."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gongkai.acceptance import Acceptor
from gongkai.cli.batch import Means, results, stopped
from gongkai.cli.ending import undisturbed
from gongkai.cli.feeds import Feed
from gongkai.cli.outputs import STDOUT, Target, complain, not_text, put, spare
from gongkai.cli.run import Job, Telling
from gongkai.cli.telling import Told, encoded
from gongkai.cli.whole import opened_whole
from gongkai.engine import Outcome, finish
from gongkai.errors import WorkersLostError
from gongkai.finding import Diagnostic, Incident, Tally, exit_code
from gongkai.formatter import Rendering, Stream

if TYPE_CHECKING:
    from gongkai.cli.work import Result

__all__ = ["Wish", "streamed"]


class Wish(Struct, frozen=True, kw_only=True):
    """How a streamed run is to be told: each target by its stream."""

    targets: Sequence[Target]
    streams: Sequence[Stream]
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
        outs = [
            _Out(target, stream, wish, stack.enter_context(_opened(target, quiet=wish.quiet)))
            for target, stream in zip(wish.targets, wish.streams, strict=True)
        ]
        return _Streaming(job, wish, outs).run(feed, means, told)


def _opened(target: Target, *, quiet: bool) -> AbstractContextManager[Callable[[bytes], object]]:
    if target.path != STDOUT:
        return opened_whole(target.path)
    return nullcontext((lambda _: None) if quiet else _print)


def _print(data: bytes) -> None:
    # A terminal has an encoding of its own, and gets text only.
    put(data.decode() if sys.stdout.isatty() else data, color=False)


class _Out:
    """One format and where its parts go."""

    def __init__(self, target: Target, stream: Stream, wish: Wish, write: Callable[[bytes], object]) -> None:
        self.formatter, self.stream, self.put = target.formatter, stream, write
        self._terminal = target.path == STDOUT and not wish.quiet and sys.stdout.isatty()

    def write(self, part: str | bytes) -> None:
        if self._terminal and isinstance(part, bytes):
            raise not_text()
        self.put(encoded(part))


class _Streaming:
    def __init__(self, job: Job, wish: Wish, outs: Sequence[_Out]) -> None:
        self._job, self._wish, self._outs = job, wish, outs
        self._acceptor = Acceptor(job.accepted, job.rules, job.mandatory, job.today)
        self._tally = Tally()
        # Notices on suppressions stand in their file, after all documents.
        self._notices: list[Diagnostic] = []
        self._done = 0
        self._midway = False

    def run(self, feed: Feed, means: Means, told: Callable[[], None]) -> int:
        job = self._job
        incidents = job.catalogue.incidents
        try:
            with undisturbed():  # what comes first is out whole, and who stops the run then is told what is not
                for out in self._outs:
                    out.write(out.stream.begin())
            with closing(results(job, feed, means, telling=self._telling())) as stream:
                for _, result in stream:
                    self._result(result)
                    told()
        except KeyboardInterrupt:
            if self._midway or not means.stoppable:
                raise
            incidents = (*incidents, stopped(feed, self._done))
        except WorkersLostError as error:
            incidents = (*incidents, stopped(feed, self._done, str(error)))
        # Without any document, finish says that there was nothing.
        rest = finish((), incidents, job.config.fail_level)
        if self._done and not incidents:
            rest = replace(rest, incidents=())
        config = self._job.config
        rest = replace(
            rest,
            diagnostics=tuple(sorted(self._notices, key=lambda d: d.sort_key)),
            max_warnings=config.max_warnings,
            exit_zero=self._wish.exit_zero,
        )
        self._count(rest.tally, rest.incidents)
        for out in self._outs:
            out.write(out.stream.end(rest, self._tally))
        whole = self._tally.outcome(config.fail_level, config.max_warnings)
        return exit_code(whole, exit_zero=self._wish.exit_zero)

    def _telling(self) -> Telling | None:
        """How documents can be told where they are checked; None where that takes what only this process knows."""
        out, rendering = self._outs[0], self._wish.rendering
        colors = rendering.color and self._wish.targets[0].path == STDOUT
        if len(self._outs) > 1 or not out.formatter.apart or colors or self._acceptor.accepts:
            return None
        return Telling(
            format=out.formatter.name,
            lang=rendering.lang,
            group_by=rendering.group_by,
            statistics=rendering.statistics,
        )

    def _result(self, result: Result) -> None:
        """Tell a document in every output and count it. A run is stopped before or behind that, never in between: half a
        record would stand before the rest. Who reads a pipe may keep it waiting for ever: a second signal ends the run
        there, and nothing more is told."""
        with undisturbed(once=True):
            self._midway = True
            if isinstance(result, Told):
                self._count(result.tally, result.incidents)
                self._outs[0].put(result.text)
            else:
                self._document(result)
            self._done += 1
            self._midway = False

    def _document(self, outcome: Outcome) -> None:
        run = self._acceptor.accept(finish((outcome,), (), "error"))
        path = outcome.checked.path
        self._notices += [d for d in run.diagnostics if d.path != path]
        run = replace(run, diagnostics=tuple(d for d in run.diagnostics if d.path == path))
        self._count(run.tally, run.incidents)
        for out in self._outs:
            out.write(out.stream.document(run))

    def _count(self, tally: Tally, incidents: Iterable[Incident]) -> None:
        self._tally = self._tally.plus(tally)
        if self._wish.quiet:
            complain(incidents, self._wish.rendering.lang)
