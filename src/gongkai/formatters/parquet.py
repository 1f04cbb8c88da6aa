"""`--format parquet`: the records of `jsonl` as one flat table, for DuckDB, pandas, Polars, Spark and Power Query.

Each row is a document, a finding or something that was not checked, as its `type` says; what is known of the document
stands in every row, so that counting needs no join. Needs pyarrow (the extra `parquet`).

Rows go out in groups as soon as there are enough of them. Header and trailer stand in the footer, which comes last: a
file that broke off is no Parquet file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.finding import Run, Tally, by_document
from gongkai.formatter import Rendering
from gongkai.formatters.records import (
    DocumentRecord,
    FindingRecord,
    IncompleteRecord,
    header,
    parts,
    trailer,
)
from gongkai.statistics.results import METADATA

if TYPE_CHECKING:
    from pyarrow import RecordBatch

__all__ = ["COLUMNS", "METADATA", "Table", "render", "rows"]

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
# Rows are packed so many at a time, and written, to be read back together, when they come to so many rows or bytes.
_PACKED = 500
_GROUP, _GROUP_BYTES = 65_536, 8_000_000


def render(run: Run, rendering: Rendering) -> bytes:
    table = Table(rendering)
    *documents, rest = by_document(run)
    return b"".join((table.begin(), *map(table.document, documents), table.end(rest, run.tally)))


class Table:
    """The same, document by document."""

    def __init__(self, rendering: Rendering) -> None:
        """Raises UsageError where pyarrow is missing."""
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError as error:
            raise UsageError(
                Text(zh="写 Parquet 需要 pyarrow", en="Writing Parquet needs pyarrow"),
                Text(zh="安装：pip install 'gongkai[parquet]'", en="Install it: pip install 'gongkai[parquet]'"),
            ) from error
        kinds = {"string": pa.string(), "int32": pa.int32(), "float64": pa.float64(), "bool": pa.bool_()}
        self._rendering, self._arrow = rendering, pa
        self._schema = pa.schema([(name, kinds[kind]) for name, kind, _ in COLUMNS])
        self._rows: list[dict[str, object]] = []
        self._packed: list[RecordBatch] = []
        self._sink = _Sink()
        # Readers that prefer the stored Arrow schema would not see metadata that came after it.
        self._writer = parquet.ParquetWriter(self._sink, self._schema, compression="zstd", store_schema=False)

    def begin(self) -> bytes:
        return self._sink.take()

    def document(self, run: Run) -> bytes:
        self._rows += rows(parts(run, self._rendering))
        if len(self._rows) >= _PACKED:
            self._pack()
            if self._enough():
                self._write()
        return self._sink.take()

    def end(self, rest: Run, tally: Tally) -> bytes:
        written = self.document(rest)
        self._pack()
        if self._packed:
            self._write()
        ends = (header(self._rendering), trailer(rest, tally))
        self._writer.add_key_value_metadata({METADATA: msgspec.json.encode(ends)})
        self._writer.close()
        return written + self._sink.take()

    def _pack(self) -> None:
        """Rows as columns, which take a tenth of the memory."""
        if self._rows:
            self._packed.append(self._arrow.RecordBatch.from_pylist(self._rows, schema=self._schema))
            self._rows = []

    def _enough(self) -> bool:
        count: int = sum(batch.num_rows for batch in self._packed)
        size: int = sum(batch.nbytes for batch in self._packed)
        return count >= _GROUP or size >= _GROUP_BYTES

    def _write(self) -> None:
        self._writer.write_table(self._arrow.Table.from_batches(self._packed), row_group_size=_GROUP)
        self._packed = []


class _Sink:
    """The file that the writer writes to: it keeps only what was not taken yet."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        self.closed = True

    def take(self) -> bytes:
        """What was written since the last call."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def rows(every: Iterable[object]) -> Iterator[dict[str, object]]:
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
