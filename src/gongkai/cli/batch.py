"""Running a job over documents: few here and now, many over the cores; what was not checked is said."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gongkai.acceptance import accept
from gongkai.bilingual import Text
from gongkai.cli.inputs import open_source, shown
from gongkai.cli.run import Checker, Job
from gongkai.engine import Outcome, finish
from gongkai.errors import ReadError, WorkersLostError
from gongkai.finding import Checked, Incident, Run
from gongkai.formatter import Material
from gongkai.limits import Limits
from gongkai.reader import Source

if TYPE_CHECKING:
    from gongkai.cli.beside import Company
    from gongkai.cli.cached import Earlier

__all__ = ["Means", "cores", "outcomes", "perform", "sources", "stopped"]

# Fewer documents are checked in one process before others have started (0.7 s of CPU for two); who asks for jobs gets them.
FEW, ASKED = 100, 2
# Fewer documents are checked sooner than it is found out whether anything has changed (20 ms).
CACHED = 8
# Of what was not checked, so many are named.
NAMED = 3


class Means(Struct, frozen=True, kw_only=True):
    """What a run may use: `jobs` documents at a time (None: as many as there are cores), and results of earlier runs."""

    jobs: int | None = None
    cache: bool = False


def sources(paths: Iterable[str], limits: Limits) -> Iterator[Source | Outcome]:
    """The files' bytes, one file at a time; one that cannot be opened is an outcome already."""
    for path in paths:
        try:
            yield open_source(path, limits)
        except ReadError as error:
            name = shown(path)
            incident = Incident(code=error.code, message=error.message, advice=error.advice, path=name)
            yield Outcome(Checked(path=name), incidents=(incident,))


def outcomes(
    job: Job, items: Iterable[Source | Outcome], means: Means, *, count: int, keep: bool = False
) -> Iterator[tuple[Source | None, Outcome]]:
    """What came of each document, in the order given, however they are checked; at least `count` are to be expected.
    Only with `keep` do outcomes have their reports and private values."""
    width = means.jobs or cores()
    earlier = None
    if means.cache and not keep and count >= CACHED:
        earlier = _earlier(job)
    asked = items if earlier is None else earlier.known(items)
    try:
        if width == 1 or count < (ASKED if means.jobs else FEW):
            found = _here(job, asked)
        else:
            from gongkai.cli.local import Local
            from gongkai.cli.spread import spread

            found = spread(job, asked, Local(width), keep=keep)
        for source, outcome in found:
            if earlier is not None and source is not None:
                earlier.keep(source, outcome)
            yield source, outcome
    finally:
        if earlier is not None:
            earlier.close()


def _earlier(job: Job) -> Earlier | None:
    try:
        from gongkai.cli.cached import Earlier
    except ImportError:  # a Python that was built without SQLite
        return None
    return Earlier.of(job)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(job: Job, items: Iterable[Source | Outcome]) -> Iterator[tuple[Source | None, Outcome]]:
    checker = Checker(job)
    for item in items:
        yield (None, item) if isinstance(item, Outcome) else (item, checker.check(item))


def stopped(left: Sequence[str] | None, cause: str = "") -> Incident:
    """That a run did not come to its end: which files are `left` (None: nobody knows how many), and the cause if it
    was not the user."""
    named = [shown(path) for path in (left or ())[:NAMED]]
    some = "、".join(named) + ("……" if left and len(left) > NAMED else "")
    each = ", ".join(named) + (" …" if left and len(left) > NAMED else "")
    why = Text(zh=f"执行检查的进程都停了（{cause}）", en=f"All checking processes ended ({cause})")
    by = why if cause else Text(zh="检查被中断", en="The run was stopped")
    return Incident(
        code="GK909",
        message=Text(
            zh=f"{by.zh}，余下的都没有检查" if left is None else f"{by.zh}，还有{len(left)}个文件没有检查：{some}",
            en=f"{by.en}; the rest was not checked"
            if left is None
            else f"{by.en}; {len(left)} file(s) were not checked: {each}",
        ),
        advice=Text(zh="请重新检查", en="Run it again"),
    )


def perform(
    job: Job,
    paths: Sequence[str],
    *,
    keep: bool = False,
    means: Means = Means(jobs=1),  # noqa: B008 - frozen
    told: Callable[[], None] = lambda: None,
) -> tuple[Run, dict[str, Material]]:
    """Check the files. With `keep`, the documents come along for formatters that need them. `told` is called after
    each file. When the user stops the run, what was not checked is an incident of it."""
    series, rollup = job.config.series, job.config.rollup
    if not any((series.previous, rollup.children, rollup.siblings, rollup.parent, rollup.relations)):
        return _performed(job, paths, None, keep=keep, means=means, told=told)
    from gongkai.cli.beside import Company
    from gongkai.cli.shelf import Shelf

    with Shelf(job.catalogue.standards) as shelf:
        return _performed(job, paths, Company(job, paths, shelf), keep=keep, means=means, told=told)


def _performed(
    job: Job, paths: Sequence[str], beside: Company | None, *, keep: bool, means: Means, told: Callable[[], None]
) -> tuple[Run, dict[str, Material]]:
    found: list[Outcome] = []
    materials: dict[str, Material] = {}
    incidents = job.catalogue.incidents
    try:
        every = sources(paths, job.config.limits)
        whole = keep or beside is not None
        for source, outcome in outcomes(job, every, means, count=len(paths), keep=whole):
            if beside is not None:
                beside.add(outcome)
            if keep and source is not None:
                materials[outcome.checked.path] = Material(
                    source=source, report=outcome.report, private=outcome.private
                )
            found.append(replace(outcome, report=None, private=()))
            told()
        if beside is not None:
            others = sources(beside.others, job.config.limits)
            for _, outcome in outcomes(job, others, means, count=len(beside.others), keep=True):
                beside.read(outcome)
            found, missed = beside.related(found)
            incidents = (*incidents, *missed)
    except KeyboardInterrupt:
        incidents = (*incidents, stopped(paths[len(found) :] or None))
    except WorkersLostError as error:
        incidents = (*incidents, stopped(paths[len(found) :], str(error)))
    run = finish(found, incidents, job.config.fail_level)
    run = replace(run, max_warnings=job.config.max_warnings)
    return accept(run, job.accepted, job.rules, job.mandatory, job.today), materials
