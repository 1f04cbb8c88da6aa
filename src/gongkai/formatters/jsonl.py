"""`--format jsonl`: a header record, one record a document, finding and incident, and a trailer with the counts, so
that output which broke off can be told from output that is whole."""

from __future__ import annotations

import msgspec

from gongkai.finding import Run
from gongkai.formatter import Rendering
from gongkai.formatters.json import output

__all__ = ["render"]


def render(run: Run, rendering: Rendering) -> str:
    whole = output(run, rendering.lang)
    records: list[dict[str, object]] = [
        {"type": "header", "tool": "gongkai", "tool_version": rendering.version, "version": 1}
    ]
    records += [_record("document", each) for each in whole.documents]
    records += [_record("finding", each) for each in whole.findings]
    records += [_record("incomplete", each) for each in whole.incomplete]
    records.append(
        {
            "type": "trailer",
            "exit_code": whole.exit_code,
            "outcome": whole.outcome,
            "summary": msgspec.to_builtins(whole.summary),
            "records": len(records) + 1,
        }
    )
    return "".join(msgspec.json.encode(record).decode() + "\n" for record in records)


def _record(kind: str, value: msgspec.Struct) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(value)
    return {"type": kind, **fields}
