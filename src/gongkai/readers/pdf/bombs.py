"""Streams that unpack to far more than they are: refused before the PDF library unpacks them.

PDFium by itself unpacks up to a gigabyte for each stream. Measured, it needs 3 seconds and a gigabyte of memory for
the drawing operators in 50 million bytes.
"""

from __future__ import annotations

import re
import zlib

from gongkai.bilingual import Text
from gongkai.readers.pdf import faults

__all__ = ["MOST_UNPACKED", "refuse_bombs"]

# All streams of one file together, unpacked. A report's pages come to some hundred thousand bytes, its fonts to a
# few million.
MOST_UNPACKED = 64_000_000
# The most that deflate can gain. A file too small to reach the bound is not looked into.
_GAIN = 1032
_STEP = 65_536
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_UNPACK = rb"(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b"
_TWICE = re.compile(rb"/" + _UNPACK + rb"[^\]>]{0,200}?/" + _UNPACK)


def refuse_bombs(data: bytes) -> None:
    """Raises ReadError when streams unpack to more than MOST_UNPACKED bytes, or are packed twice."""
    if _TWICE.search(data):
        raise _bomb()
    if len(data) * _GAIN <= MOST_UNPACKED:
        return
    left = MOST_UNPACKED
    for match in _STREAM.finditer(data):
        end = data.find(b"endstream", match.end())
        left -= _unpacked(data[match.end() : end if end >= 0 else len(data)], left)
        if left <= 0:
            raise _bomb()


def _unpacked(packed: bytes, limit: int) -> int:
    """How many bytes a deflate stream unpacks to, counted up to the limit; 0 for other data."""
    if not packed or packed[0] & 0x0F != 8:  # the first byte of a zlib stream names its method
        return 0
    unpacker = zlib.decompressobj()
    total = 0
    rest = packed
    try:
        while rest and not unpacker.eof and total <= limit:
            total += len(unpacker.decompress(rest, _STEP))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return total
    return total


def _bomb() -> Exception:
    return faults.too_large(
        Text(
            zh=f"解压后超过{MOST_UNPACKED // 1_000_000}兆字节，可能是压缩炸弹",
            en=f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB, as compression bombs do",
        )
    )
