"""The Parquet table holds what the JSON lines hold, row for row, and other programs read it."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings

from gongkai.errors import UsageError
from gongkai.finding import Run
from gongkai.formatters.parquet import COLUMNS, METADATA, render
from gongkai.plugins import collect

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
