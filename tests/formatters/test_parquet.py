"""The Parquet table holds what the JSON lines hold, row for row, and other programs read it."""

from __future__ import annotations

import io
import json
import re
import sys
from functools import reduce
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.finding import Run, Tally
from gongkai.formatters.parquet import _GROUP_BYTES, _PACKED, COLUMNS, METADATA, Table, render
from gongkai.plugins import collect
from gongkai.statistics import Fault, read_parquet

from .runs import rendering, runs, sample

CATALOGUE = collect()
ROOT = Path(__file__).parent.parent.parent


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(run=runs())
def test_each_row_is_a_record_and_the_same_run_gives_the_same_bytes(run: Run) -> None:
    how = rendering(CATALOGUE, run)
    data = render(run, how)
    assert render(run, how) == data
    table = pyarrow.parquet.read_table(io.BytesIO(data))
    assert table.column_names == [name for name, _, _ in COLUMNS]
    lines = str(CATALOGUE.formatters["jsonl"].render(run, how)).split("\n")[:-1]
    header, *records, trailer = map(json.loads, lines)
    assert json.loads(table.schema.metadata[METADATA]) == [header, trailer]
    rows = table.to_pylist()
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        for name in ("type", "path", "agency", "fiscal_year", "standard"):
            assert row[name] == record[name]
        assert row["body_kind"] == record["body"].get("kind")
        if row["type"] == "finding":
            assert (row["rule"], row["message"], row["row"]) == (
                record["rule"],
                record["message"],
                record["where"]["row"],
            )
            assert row["suppressed"] == (record["suppressed"] or {}).get("by")
            assert row["line"] == record["at"].get("line")
        elif row["type"] == "document":
            counts = ("complete", "rules", "errors", "warnings", "infos", "accepted")
            assert [row[name] for name in counts] == [record[name] for name in counts]


def _wordy(path: str) -> Run:
    """A run of one document with a finding whose words take some kilobytes."""
    run = sample()
    (found,) = run.diagnostics
    found = replace(found, path=path, message=Text(f"{path}{'不对' * 2000}", "wrong"))
    return replace(run, documents=(replace(run.documents[0], path=path),), diagnostics=(found,))


def test_what_is_held_does_not_grow_with_the_documents() -> None:
    how = rendering(CATALOGUE, sample())
    table = Table(how)
    before, held, written = pyarrow.total_allocated_bytes(), [0], len(table.begin())
    rest = replace(sample(), documents=(), diagnostics=())
    for n in range(4 * _PACKED):
        written += len(table.document(_wordy(f"{n}.txt")))
        held.append(pyarrow.total_allocated_bytes() - before + 10_000 * len(table._rows))
    half = len(held) // 2
    assert max(held[half:]) < 1.1 * max(held[:half]) < 2 * _GROUP_BYTES
    assert written > 10_000
    table.end(rest, rest.tally)


def test_a_part_of_the_file_is_no_file() -> None:
    """Neither what a run had written when it was killed, nor all but the end."""
    how = rendering(CATALOGUE, sample())
    table = Table(how)
    every = [_wordy(f"{n}.txt") for n in range(4 * _PACKED)]
    some = table.begin() + b"".join(map(table.document, every))
    rest = replace(sample(), documents=(), diagnostics=())
    whole = some + table.end(rest, reduce(Tally.plus, (run.tally for run in every)))
    assert len(some) > 10_000
    for part in (some, whole[:-1], whole[: len(whole) // 2]):
        (_, fault) = read_parquet(io.BytesIO(part), "x.parquet")
        assert isinstance(fault, Fault)
    assert len(list(read_parquet(io.BytesIO(whole), "x.parquet"))) == 1 + 8 * _PACKED
    groups = pyarrow.parquet.ParquetFile(io.BytesIO(whole)).num_row_groups
    assert groups > 1


def test_columns_belong_to_the_rows_that_the_documentation_says() -> None:
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \| (\w+) \| ([\w, ]+) \|", page, re.MULTILINE)
    assert tuple(told) == COLUMNS


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    run = sample()
    with pytest.raises(UsageError) as caught:
        render(run, rendering(CATALOGUE, run))
    assert caught.value.advice is not None
    assert "gongkai[parquet]" in caught.value.advice.zh
    assert "gongkai[parquet]" in caught.value.advice.en
