"""`--format jsonl`: a header record, each document with its findings and what of it was not checked, and a trailer with
the counts, so that output which broke off can be told from output that is whole."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from gongkai.finding import Run, Tally
from gongkai.formatter import Rendering
from gongkai.formatters.records import Record, header, parts, records, trailer

__all__ = ["Lines", "render"]

_encode = msgspec.json.Encoder().encode


def render(run: Run, rendering: Rendering) -> str:
    return _lines(records(run, rendering))


def _lines(given: Iterable[Record]) -> str:
    return "".join(_encode(record).decode() + "\n" for record in given)


class Lines:
    """The same, document by document."""

    def __init__(self, rendering: Rendering) -> None:
        self._rendering = rendering

    def begin(self) -> str:
        return _lines((header(self._rendering),))

    def document(self, run: Run) -> str:
        return _lines(parts(run, self._rendering))

    def end(self, rest: Run, tally: Tally) -> str:
        return _lines((*parts(rest, self._rendering), trailer(rest, tally)))
