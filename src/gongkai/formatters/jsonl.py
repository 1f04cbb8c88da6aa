"""`--format jsonl`: a header record, one record a document, finding and incident, and a trailer with the counts, so
that output which broke off can be told from output that is whole."""

from __future__ import annotations

import msgspec

from gongkai.finding import Run
from gongkai.formatter import Rendering
from gongkai.formatters.records import records

__all__ = ["render"]


def render(run: Run, rendering: Rendering) -> str:
    encode = msgspec.json.Encoder().encode
    return "".join(encode(record).decode() + "\n" for record in records(run, rendering))
