"""`--format parquet`: the records of `jsonl` as one flat table, for DuckDB, pandas, Polars, Spark and Power Query.

Each row is a document, a finding or something that was not checked, as its `type` says; what is known of the document
stands in every row, so that counting needs no join. Needs pyarrow (the extra `parquet`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import msgspec

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.finding import Run
from gongkai.formatter import Rendering
from gongkai.formatters.records import (
    DocumentRecord,
    FindingRecord,
    Header,
    IncompleteRecord,
    Trailer,
    records,
)

__all__ = ["COLUMNS", "METADATA", "render", "rows"]

METADATA = b"gongkai"
"""The key of the file's metadata that holds header and trailer as JSON."""

# Name, Arrow type, and which rows have it: every row, documents, findings, gaps.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("type", "string", "every"), ("path", "string", "every"), ("agency", "string", "every"),
    ("body_kind", "string", "every"), ("body_level", "string", "every"), ("fiscal_year", "int32", "every"),
    ("standard", "string", "every"),
    ("format", "string", "document"), ("fidelity", "float64", "document"), ("complete", "bool", "document"),
    ("rules", "int32", "document"), ("errors", "int32", "document"), ("warnings", "int32", "document"),
    ("infos", "int32", "document"), ("accepted", "int32", "document"),
    ("rule", "string", "finding, incomplete"), ("name", "string", "finding"), ("severity", "string", "finding"),
    ("suppressed", "string", "finding"), ("message", "string", "finding, incomplete"), ("advice", "string", "finding"),
    ("basis", "string", "finding"), ("section", "string", "finding"), ("table", "string", "finding"),
    ("row", "string", "finding"), ("column", "string", "finding"), ("label", "string", "finding"),
    ("excerpt", "string", "finding"), ("line", "int32", "finding"), ("page", "int32", "finding"),
    ("evidence", "string", "finding"), ("fingerprint", "string", "finding"),
    ("code", "string", "incomplete"), ("plugin", "string", "incomplete"),
)  # fmt: skip
_TEXTS = frozenset(name for name, kind, _ in COLUMNS if kind == "string")
# Rows that are written, and can be read back, together.
_GROUP = 65_536


def render(run: Run, rendering: Rendering) -> bytes:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(
            Text(zh="写 Parquet 需要 pyarrow", en="Writing Parquet needs pyarrow"),
            Text(zh="安装：pip install 'gongkai[parquet]'", en="Install it: pip install 'gongkai[parquet]'"),
        ) from error
    every = tuple(records(run, rendering))
    kinds = {"string": pa.string(), "int32": pa.int32(), "float64": pa.float64(), "bool": pa.bool_()}
    ends = msgspec.json.encode([each for each in every if isinstance(each, Header | Trailer)])
    schema = pa.schema([(name, kinds[kind]) for name, kind, _ in COLUMNS], metadata={METADATA: ends})
    table = pa.Table.from_pylist(list(rows(every)), schema=schema)
    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd", row_group_size=_GROUP)
    return file.getvalue()


def rows(every: tuple[object, ...]) -> Iterator[dict[str, object]]:
    """The records as flat rows; columns that a row does not have are left out."""
    for record in every:
        row: dict[str, object] | None = None
        if isinstance(record, DocumentRecord):
            row = {"type": "document", **_own(record), "format": record.format, "fidelity": record.fidelity}
            row |= {name: getattr(record, name) for name in _COUNTS}
        elif isinstance(record, FindingRecord):
            row = {"type": "finding", **_own(record), **_finding(record)}
        elif isinstance(record, IncompleteRecord):
            row = {"type": "incomplete", **_own(record)}
            row |= {name: getattr(record, name) for name in ("rule", "message", "code", "plugin")}
        if row is not None:
            yield {name: _text(value) if name in _TEXTS else value for name, value in row.items()}


_COUNTS = ("complete", "rules", "errors", "warnings", "infos", "accepted")


def _own(record: DocumentRecord | FindingRecord | IncompleteRecord) -> dict[str, object]:
    return {
        "path": record.path,
        "agency": record.agency,
        "body_kind": record.body.kind,
        "body_level": record.body.level,
        "fiscal_year": record.fiscal_year,
        "standard": record.standard,
    }


def _finding(record: FindingRecord) -> dict[str, object]:
    """A finding's own columns. `basis` is instrument:article, `;` between; `evidence` is JSON."""
    where, at, evidence = record.where, record.at, record.evidence
    return {
        "rule": record.rule, "name": record.name, "severity": record.severity,
        "suppressed": record.suppressed.by if record.suppressed else None,
        "message": record.message, "advice": record.advice,
        "basis": ";".join(f"{cite.instrument}:{cite.article}" for cite in record.basis),
        "section": where.section, "table": where.table, "row": where.row, "column": where.column,
        "label": where.label, "excerpt": evidence.excerpt.text if evidence.excerpt else None,
        "line": at.line, "page": at.page,
        "evidence": msgspec.json.encode(evidence).decode() if evidence.sums or evidence.candidates else None,
        "fingerprint": record.fingerprint,
    }  # fmt: skip


def _text(value: object) -> object:
    """A text that UTF-8 can hold: names of files may have bytes that it cannot."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
