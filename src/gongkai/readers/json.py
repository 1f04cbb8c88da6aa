"""Normalized reports in JSON, as `gongkai convert` writes them."""

from __future__ import annotations

from gongkai.bilingual import Text
from gongkai.reader import Normalized, Reader, Source

__all__ = ["READER"]


def _claim(source: Source) -> int:
    start = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"{":
        return 90 if source.suffix == ".json" else 70
    return 65 if source.suffix == ".json" and b"\0" not in source.head else 0


def _read(source: Source) -> Normalized:
    return Normalized(source.data.removeprefix(b"\xef\xbb\xbf"))


READER = Reader(
    name="json",
    title=Text(zh="规范化报告（JSON）", en="normalized report (JSON)"),
    suffixes=(".json",),
    claim=_claim,
    read=_read,
)
