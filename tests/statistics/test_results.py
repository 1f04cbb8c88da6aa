"""Reading results: JSON lines and Parquet tell the same; what is damaged is named by file and line and never passed over."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from gongkai.formatters.parquet import COLUMNS
from gongkai.statistics import Document, Fault, Found, Missed, Opened, Result, read_jsonl, read_parquet
from gongkai.statistics import results as module
from gongkai.statistics.results import MAGIC

HEADER = b'{"type":"header","tool":"gongkai","tool_version":"1","version":1}\n'
DOCUMENT = (
    b'{"type":"document","path":"a","agency":null,"body":{},"fiscal_year":2024,"complete":true,"rules":1,"errors":0,'
    b'"warnings":0,"infos":0,"accepted":0,"later":"field"}\n'
)


def trailer(records: int) -> bytes:
    return b'{"type":"trailer","records":%d}\n' % records


def read(data: bytes) -> list[Result]:
    return list(read_jsonl(io.BytesIO(data), "r.jsonl"))


def faults(data: bytes) -> list[tuple[int | None, str]]:
    return [(each.line, each.message.en) for each in read(data) if isinstance(each, Fault)]


def test_several_results_can_follow_each_other() -> None:
    data = HEADER + DOCUMENT + trailer(3)
    assert [type(each) for each in read(data + b"\n" + data)] == [Opened, Document, Opened, Document]


def test_damaged_lines_are_named_and_the_others_are_read() -> None:
    bad = [b"{\n", b"[]\n", b'"x"\n', b'{"type":"new"}\n', b'{"type":"document","path":"a"}\n', b"\xff\n"]
    data = HEADER + b"".join(line + DOCUMENT for line in bad) + trailer(14)
    assert [line for line, _ in faults(data)] == [2, 4, 6, 8, 10, 12]
    assert sum(isinstance(each, Document) for each in read(data)) == 6


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (HEADER + DOCUMENT, 2, "broke off"),
        (HEADER + DOCUMENT + HEADER + DOCUMENT + trailer(3), 3, "broke off"),
        (HEADER + DOCUMENT + trailer(4), 3, "4 records were written, 3 are here"),
        (DOCUMENT + trailer(2), 1, "No header"),
        (HEADER + DOCUMENT + DOCUMENT[:30], 3, "broke off"),
        (gzip.compress(HEADER + DOCUMENT + trailer(3)), None, "zcat FILE | gongkai stats -"),
        (MAGIC + b"\n" * 9, None, "name the file"),
        (b"", None, "empty"),
        (b"\n \n", None, "empty"),
    ],
)
def test_a_result_that_is_not_whole_is_a_fault(data: bytes, line: int | None, words: str) -> None:
    ((where, told),) = faults(data)
    assert where == line
    assert words in told


def test_a_line_without_an_end_is_not_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 300)
    data = HEADER + b"x" * 1000 + b"\n" + DOCUMENT + trailer(4)
    assert [line for line, _ in faults(data)] == [2, 4]  # the trailer counts a record that was none
    assert sum(isinstance(each, Document) for each in read(data)) == 1


def test_what_is_no_result_in_parquet_is_a_fault(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    file = tmp_path / "x.parquet"
    parquet.write_table(pa.table({"a": [1]}), file)
    (opened, fault) = read_parquet(io.BytesIO(file.read_bytes()), "x")
    assert isinstance(opened, Opened)
    assert isinstance(fault, Fault)
    assert "lacks type" in fault.message.en
    (_, fault) = read_parquet(io.BytesIO(file.read_bytes()[:-5]), "x")
    assert isinstance(fault, Fault)


def _parquet(tmp_path: Path, metadata: dict[bytes, bytes] | None) -> list[str]:
    """What is wrong with a Parquet file of one document that has this metadata."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {"string": pa.string(), "int32": pa.int32(), "float64": pa.float64(), "bool": pa.bool_()}
    schema = pa.schema([(name, kinds[kind]) for name, kind, _ in COLUMNS], metadata=metadata)
    row = {"type": "document", "path": "a", "complete": True, "rules": 1}
    row |= dict.fromkeys(("errors", "warnings", "infos", "accepted"), 0)
    parquet.write_table(pa.Table.from_pylist([row], schema=schema), tmp_path / "x.parquet")
    _, *every = read_parquet(io.BytesIO((tmp_path / "x.parquet").read_bytes()), "x")
    assert sum(isinstance(each, Document) for each in every) == 1  # it is counted all the same
    return [each.message.en for each in every if isinstance(each, Fault)]


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({module.METADATA: b"[%s,%s]" % (HEADER.strip(), trailer(3).strip())}, []),
        (
            {module.METADATA: b"[%s,%s]" % (HEADER.replace(b'"version":1', b'"version":2'), trailer(3))},
            ["of version 2"],
        ),
        ({module.METADATA: b"[%s,%s]" % (HEADER, trailer(9))}, ["9 records were written, 3 are here"]),
        ({module.METADATA: b"[]"}, ["no header and trailer"]),
        ({module.METADATA: b"\xff"}, ["no header and trailer"]),
        (None, ["no header and trailer"]),
    ],
)
def test_parquet_of_another_version_or_changed_by_another_program_is_told(
    tmp_path: Path, metadata: dict[bytes, bytes] | None, words: list[str]
) -> None:
    told = _parquet(tmp_path, metadata)
    assert len(told) == len(words)
    assert all(word in each for word, each in zip(words, told, strict=True))


def test_only_what_is_counted_is_kept_of_a_record() -> None:
    found = (
        b'{"type":"finding","path":"a","rule":"GK303","name":"n","severity":"error","suppressed":{"by":"baseline",'
        b'"reason":"old"},"agency":"x","message":"m"}\n'
    )
    missed = b'{"type":"incomplete","code":"GK901","path":null,"message":"m","rule":null}\n'
    _, first, second = read(HEADER + found + missed + trailer(4))
    assert isinstance(first, Found)
    assert first.suppressed is not None
    assert second == Missed(code="GK901", path=None, message="m")
