"""Running a job over documents: few here and now, many over the cores; what was not checked is said."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gongkai.acceptance import accept
from gongkai.bilingual import Text
from gongkai.cli.feeds import Feed, of_paths
from gongkai.cli.inputs import shown
from gongkai.cli.run import Checker, Job, Telling
from gongkai.engine import Outcome, finish
from gongkai.errors import WorkersLostError
from gongkai.finding import Incident, Run
from gongkai.formatter import Material
from gongkai.reader import Source

if TYPE_CHECKING:
    from gongkai.cli.beside import Company
    from gongkai.cli.cached import Earlier
    from gongkai.cli.spread import Executors
    from gongkai.cli.work import Result

__all__ = ["FEW", "Means", "cores", "outcomes", "perform", "results", "stopped"]

# Fewer documents are checked in one process before others have started (0.3 s of CPU for two) and have paid for themselves;
# who asks for jobs gets them.
FEW, ASKED = 100, 2
# Fewer documents are checked sooner than it is found out whether anything has changed (20 ms).
CACHED = 8
# Of what was not checked, so many are named.
NAMED = 3


class Means(Struct, frozen=True, kw_only=True):
    """What a run may use: `jobs` documents at a time (None: as many as there are cores), results of earlier runs, and
    executors elsewhere in place of this machine's. One that is not `stoppable` passes on the user's interrupt instead
    of telling what it has. The job's plugins were loaded after `since` (Unix time)."""

    jobs: int | None = None
    cache: bool = False
    executors: Executors | None = None
    stoppable: bool = True
    since: float = inf


def outcomes(job: Job, feed: Feed, means: Means, *, keep: bool = False) -> Generator[tuple[Source | None, Outcome]]:
    """What came of each document, in the order given, however they are checked. Only with `keep` do outcomes have
    their reports and private values."""
    with closing(results(job, feed, means, keep=keep)) as stream:
        for source, result in stream:
            if not isinstance(result, Outcome):
                raise TypeError("a document was told that nobody asked to tell")
            yield source, result


def results(
    job: Job, feed: Feed, means: Means, *, keep: bool = False, telling: Telling | None = None
) -> Generator[tuple[Source | None, Result]]:
    """The same; with `telling`, documents that were checked come as they are told."""
    width = means.jobs or cores()
    earlier = None
    # What other machines have installed beside the rules is not known: their results are not kept.
    if means.cache and not means.executors and not keep and feed.count >= CACHED:
        earlier = _earlier(job, means.since, telling)
    job = replace(job, order=replace(job.order, telling=telling, lasting=earlier is not None))
    asked = feed.items if earlier is None else earlier.known(feed.items)
    try:
        if means.executors is None and (width == 1 or feed.count < (ASKED if means.jobs else FEW)):
            found = _here(job, asked)
        else:
            from gongkai.cli.local import Local
            from gongkai.cli.spread import spread

            found = spread(job, asked, means.executors or Local(width), keep=keep)
        for source, result in found:
            if earlier is not None and source is not None:
                earlier.keep(source, result)
            yield source, result
    finally:
        if earlier is not None:
            earlier.close()


def _earlier(job: Job, since: float, telling: Telling | None) -> Earlier | None:
    try:
        from gongkai.cli.cached import Earlier
    except ImportError:  # a Python that was built without SQLite
        return None
    return Earlier.of(job, since, telling)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(job: Job, items: Iterable[Source | Result]) -> Iterator[tuple[Source | None, Result]]:
    check: Callable[[Source], Result] = Checker(job).check
    if job.order.telling is not None:
        from gongkai.cli.work import Worker

        check = Worker(job).result
    for item in items:
        yield (item, check(item)) if isinstance(item, Source) else (None, item)


def stopped(feed: Feed, done: int, cause: str = "") -> Incident:
    """That a run did not come to its end when so many documents were `done`, and the cause if it was not the user."""
    left = None if feed.paths is None else feed.paths[done:]
    named = [shown(path) for path in (left or ())[:NAMED]]
    some = "、".join(named) + ("……" if left and len(left) > NAMED else "")
    each = ", ".join(named) + (" …" if left and len(left) > NAMED else "")
    why = Text(zh=f"执行检查的进程都停了（{cause}）", en=f"All checking processes ended ({cause})")
    by = why if cause else Text(zh="检查被中断", en="The run was stopped")
    return Incident(
        code="GK909",
        message=Text(
            zh=f"{by.zh}，余下的都没有检查" if not left else f"{by.zh}，还有{len(left)}个文件没有检查：{some}",
            en=f"{by.en}; the rest was not checked"
            if not left
            else f"{by.en}; {len(left)} file(s) were not checked: {each}",
        ),
        advice=Text(zh="请重新检查", en="Run it again"),
    )


def perform(
    job: Job,
    feed: Feed,
    *,
    keep: bool = False,
    means: Means = Means(jobs=1),  # noqa: B008 - frozen
    told: Callable[[], None] = lambda: None,
) -> tuple[Run, dict[str, Material]]:
    """Check documents, and compare them with the reports beside them. With `keep`, the documents come along for
    formatters that need them. `told` is called after each. When the user stops the run, what was not checked is an
    incident of it. Raises UsageError for a table of relations that cannot be read."""
    if not job.compares:
        return _performed(job, feed, None, keep=keep, means=means, told=told)
    from gongkai.cli.beside import Company
    from gongkai.cli.shelf import Shelf

    with Shelf(job.catalogue.standards) as shelf:
        return _performed(job, feed, Company(job, feed.paths or (), shelf), keep=keep, means=means, told=told)


def _performed(
    job: Job, feed: Feed, beside: Company | None, *, keep: bool, means: Means, told: Callable[[], None]
) -> tuple[Run, dict[str, Material]]:
    found: list[Outcome] = []
    materials: dict[str, Material] = {}
    incidents = job.catalogue.incidents
    try:
        with closing(outcomes(job, feed, means, keep=keep or beside is not None)) as stream:
            for source, outcome in stream:
                if beside is not None:
                    beside.add(outcome)
                if keep and source is not None:
                    materials[outcome.checked.path] = Material(
                        source=source, report=outcome.report, private=outcome.private
                    )
                found.append(replace(outcome, report=None, private=()))
                told()
        if beside is not None:
            others = of_paths(beside.others, job.config.limits)
            with closing(outcomes(beside.reading, others, means, keep=True)) as stream:
                for _, outcome in stream:
                    beside.read(outcome)
            found, missed = beside.related(found)
            incidents = (*incidents, *missed)
    except KeyboardInterrupt:
        if not means.stoppable:
            raise
        incidents = (*incidents, stopped(feed, len(found)))
    except WorkersLostError as error:
        incidents = (*incidents, stopped(feed, len(found), str(error)))
    run = finish(found, incidents, job.config.fail_level)
    run = replace(run, max_warnings=job.config.max_warnings)
    return accept(run, job.accepted, job.rules, job.mandatory, job.today), materials
