"""Reading what runs wrote, one record at a time: JSON lines and Parquet. Only what is counted is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Literal, TypeAlias, cast

import msgspec
from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.finding import Severity
from gongkai.report import Body

__all__ = [
    "MAGIC",
    "METADATA",
    "Accepted",
    "Document",
    "Fault",
    "Found",
    "Missed",
    "Opened",
    "Result",
    "read_jsonl",
    "read_parquet",
]

MAGIC = b"PAR1"
"""The first bytes of a Parquet file."""
METADATA = b"gongkai"
"""The key of a Parquet file's metadata that holds header and trailer as JSON."""
# A record with all of its evidence has some kilobytes; a line of this length is none.
LONGEST = 16_000_000
_ROWS = 2000
_GZIP = b"\x1f\x8b"
VERSION = 1
"""The version of the records that are understood: see `gongkai.formatters.records.Header`."""


class Opened(Struct, frozen=True, tag_field="type", tag="header"):
    """A result begins, with records of this version. Paths are those of one run from here on."""

    version: int = VERSION


class Document(Struct, frozen=True, kw_only=True, tag_field="type", tag="document"):
    """A document: see `gongkai.formatters.records.DocumentRecord`."""

    path: str
    agency: str | None
    body: Body
    fiscal_year: int | None
    complete: bool
    rules: int
    errors: int
    warnings: int
    infos: int
    accepted: int


class Accepted(Struct, frozen=True):
    """That a finding does not count."""

    by: Literal["suppression", "baseline"]


class Found(Struct, frozen=True, kw_only=True, tag_field="type", tag="finding"):
    """A finding."""

    path: str
    rule: str
    name: str
    severity: Severity
    suppressed: Accepted | None
    agency: str | None


class Missed(Struct, frozen=True, kw_only=True, tag_field="type", tag="incomplete"):
    """Something that was not checked; without a path it concerns a whole run."""

    code: str
    path: str | None
    message: str


class _Closed(Struct, frozen=True, kw_only=True, tag_field="type", tag="trailer"):
    records: int


class Fault(Struct, frozen=True, kw_only=True):
    """Something that a result should hold and that could not be counted. `line` is from 1, None in Parquet."""

    source: str
    message: Text
    line: int | None = None


Result: TypeAlias = Opened | Document | Found | Missed | Fault
_LINE = msgspec.json.Decoder(Opened | Document | Found | Missed | _Closed)
_ENDS = msgspec.json.Decoder(tuple[Opened, _Closed])


def read_jsonl(file: BinaryIO, source: str) -> Iterator[Result]:
    """The records of one or several results in JSON lines. What is no record, and output that broke off, is a fault."""
    since: int | None = None  # records since the header, None outside of a result
    number = 0
    for number, line in _lines(file):
        if line is None:
            yield Fault(
                source=source,
                line=number,
                message=Text(zh="这一行太长，不是记录", en="The line is too long for a record"),
            )
            continue
        if number == 1 and line.startswith((_GZIP, MAGIC)):
            yield _no_lines(source, packed=line.startswith(_GZIP))
            return
        since = since + 1 if since is not None else None
        try:
            record = _LINE.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            if since is None or line.endswith(b"\n"):  # else it broke off here, which is told below
                yield Fault(
                    source=source,
                    line=number,
                    message=Text(zh="不是结果记录", en=f"Not a record of a result: {error}"),
                )
            continue
        if isinstance(record, Opened):
            if since is not None:
                yield _broken(source, number)
            since = 1
            if record.version != VERSION:
                yield _foreign(source, number, record.version)
            yield record
        elif isinstance(record, _Closed):
            if since != record.records:
                yield _short(source, number, record.records, since)
            since = None
        else:
            if since is None:
                yield Fault(source=source, line=number, message=Text(zh="这条记录前面没有开头（header），不知属于哪次结果", en="No header stands before this record"))  # fmt: skip
                yield Opened()
                since = 1
            yield record
    if since is not None:
        yield _broken(source, number)
    elif not number:
        yield Fault(source=source, message=Text(zh="是空的，没有结果", en="It is empty: there is no result"))


def _no_lines(source: str, *, packed: bool) -> Fault:
    if packed:
        words = Text(
            zh="是 gzip 压缩过的，请解压后传入：zcat 文件 | gongkai stats -",
            en="It is packed by gzip; unpack it on the way: zcat FILE | gongkai stats -",
        )
    else:
        words = Text(
            zh="Parquet 不能从标准输入读，请给出文件名",
            en="Parquet cannot be read from standard input: name the file",
        )
    return Fault(source=source, message=words)


def _foreign(source: str, number: int | None, version: int) -> Fault:
    words = Text(
        zh=f"这是第{version}版的记录，这里只懂第{VERSION}版：统计可能不对",
        en=f"Records of version {version}, of which only version {VERSION} is known here: the counts may be wrong",
    )
    return Fault(source=source, line=number, message=words)


def _broken(source: str, number: int) -> Fault:
    return Fault(
        source=source,
        line=number,
        message=Text(zh="结果中断了：缺少结尾（trailer）", en="The result broke off: it has no trailer"),
    )


def _short(source: str, number: int | None, told: int, found: int | None) -> Fault:
    words = Text(
        zh=f"应有{told}条记录，实有{found or 0}条：结果不完整",
        en=f"{told} records were written, {found or 0} are here",
    )
    return Fault(source=source, line=number, message=words)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank with their numbers; None for one that is too long to be held."""
    number = 0
    while line := file.readline(LONGEST):
        number += 1
        if len(line) < LONGEST or line.endswith(b"\n"):
            if line.strip():
                yield number, line
            continue
        while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def read_parquet(file: BinaryIO, source: str) -> Iterator[Result]:
    """The records of one result in Parquet, some thousand rows at a time. A file that is not whole, or not the one that
    was written, is a fault. Raises UsageError where pyarrow is missing."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise UsageError(
            Text(zh="读取 Parquet 需要 pyarrow", en="Reading Parquet needs pyarrow"),
            Text(zh="安装：pip install 'gongkai[parquet]'", en="Install it: pip install 'gongkai[parquet]'"),
        ) from error
    yield Opened()
    try:
        table = parquet.ParquetFile(file)
        missing = [name for name in _COLUMNS if name not in table.schema_arrow.names]
        if missing:
            yield Fault(source=source, message=Text(zh=f"不是检查结果：缺少列 {'、'.join(missing)}", en=f"Not a result: it lacks {', '.join(missing)}"))  # fmt: skip
            return
        yield from _unlike(table.metadata.metadata, table.metadata.num_rows, source)
        for group in range(table.num_row_groups):
            for batch in table.iter_batches(batch_size=_ROWS, row_groups=[group], columns=list(_COLUMNS)):
                for row in batch.to_pylist():
                    yield _row(row, source)
    except (ArrowException, OSError) as error:
        yield Fault(source=source, message=Text(zh=f"Parquet 读不下去：{error}", en=f"The Parquet file cannot be read: {error}"))  # fmt: skip


def _unlike(metadata: Mapping[bytes, bytes] | None, rows: int, source: str) -> Iterator[Fault]:
    """Where a file is not as its header and trailer say."""
    try:
        opened, closed = _ENDS.decode((metadata or {}).get(METADATA, b""))
    except (msgspec.DecodeError, UnicodeDecodeError):
        words = Text(
            zh="没有开头和结尾（header、trailer）：由另一版写成，或者被别的程序改过，统计可能不对",
            en="It has no header and trailer: another version wrote it or another program changed it; the counts may be wrong",
        )
        yield Fault(source=source, message=words)
        return
    if opened.version != VERSION:
        yield _foreign(source, None, opened.version)
    if closed.records != rows + 2:  # header and trailer are no rows
        yield _short(source, None, closed.records, rows + 2)


# Those of `gongkai.formatters.parquet.COLUMNS` that are counted.
_COLUMNS = (
    "type", "path", "agency", "body_kind", "body_level", "fiscal_year", "complete", "rules", "errors", "warnings",
    "infos", "accepted", "rule", "name", "severity", "suppressed", "message", "code",
)  # fmt: skip


def _row(row: Mapping[str, object], source: str) -> Result:
    """A flat row as the record that it was."""
    body = {key: row[f"body_{key}"] for key in ("kind", "level") if row[f"body_{key}"] is not None}
    suppressed = {"by": row["suppressed"]} if row["suppressed"] is not None else None
    try:
        made = msgspec.convert({**row, "body": body, "suppressed": suppressed}, Opened | Document | Found | Missed)
        return cast("Result", made)
    except msgspec.ValidationError as error:
        return Fault(source=source, message=Text(zh="一行不是结果记录", en=f"A row is no record: {error}"))
