"""Telling documents one by one: what a stream writes of each is made by whoever has checked it, here or in another
process, and only has to be written."""

from __future__ import annotations

from msgspec import Struct

from gongkai import __version__
from gongkai.cli.run import Job, Telling
from gongkai.finding import Incident, Run, Tally
from gongkai.formatter import Rendering, Stream

__all__ = ["Told", "encoded", "stream", "tell"]


class Told(Struct, frozen=True, array_like=True):
    """What a stream writes of one document (UTF-8), what it counts for, and what of it was not checked. `outcome` is
    what it was told of, for who keeps results: packed, and empty if it must not be kept."""

    text: bytes
    tally: Tally
    incidents: tuple[Incident, ...] = ()
    outcome: bytes = b""


def stream(telling: Telling, job: Job) -> Stream:
    """The stream that tells documents so. Its format is one of the job's, and has a stream."""
    rendering = Rendering(
        lang=telling.lang,
        instruments=job.catalogue.instruments,
        width=0,
        rules=job.rules,
        group_by=telling.group_by,
        statistics=telling.statistics,
        version=__version__,
    )
    make = job.catalogue.formatters[telling.format].stream
    made = make(rendering) if make else None
    if made is None:
        raise TypeError(f"format {telling.format} cannot be streamed")
    return made


def tell(stream: Stream, run: Run) -> Told:
    """A run of one document as the stream tells it."""
    return Told(encoded(stream.document(run)), run.tally, run.incidents)


def encoded(part: str | bytes) -> bytes:
    """A part of a stream as it is written."""
    return part.encode("utf-8", "replace") if isinstance(part, str) else part
