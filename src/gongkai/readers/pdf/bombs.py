"""Streams that unpack to far more than they are: refused before the PDF library unpacks them.

PDFium by itself unpacks up to a gigabyte for each stream. Measured, it needs 3 seconds and a gigabyte of memory for
the drawing operators in 50 million bytes.
"""

from __future__ import annotations

import re
import zlib

from gongkai.bilingual import Text
from gongkai.errors import ReadError
from gongkai.readers.pdf import faults

__all__ = ["refuse_bombs"]

# The most that deflate can gain. A stream too small to reach the bound is not looked into.
_GAIN = 1032
_STEP = 65_536
_FILTERS = re.compile(rb"/Filter\s{0,9}\[([^\]]{0,200})\]")
_UNPACKERS = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")


def refuse_bombs(data: bytes, most: int) -> None:
    """Raises ReadError when a stream unpacks to more than `most` bytes, or is packed twice."""
    if any(len(_UNPACKERS.findall(match[1])) > 1 for match in _FILTERS.finditer(data)):
        raise _bomb(most)
    start = data.find(b"stream")
    while start >= 0:
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        if (end - start) * _GAIN > most:
            body = start + len(b"stream")
            body += 2 if data[body : body + 2] == b"\r\n" else 1
            if _unpacked(data[body:end], most) > most:
                raise _bomb(most)
        start = data.find(b"stream", end + len(b"endstream"))


def _unpacked(packed: bytes, most: int) -> int:
    """How many bytes a deflate stream unpacks to, counted a little beyond the bound; 0 for other data."""
    if not packed or packed[0] & 0x0F != 8:  # the first byte of a zlib stream names its method
        return 0
    unpacker = zlib.decompressobj()
    total = 0
    rest = packed
    try:
        while rest and not unpacker.eof and total <= most:
            total += len(unpacker.decompress(rest, _STEP))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return total
    return total


def _bomb(most: int) -> ReadError:
    return faults.too_large(
        Text(
            zh=f"一个数据流解压后超过{most:,}字节，可能是压缩炸弹",
            en=f"a stream unpacks to more than {most:,} bytes, as compression bombs do",
        ),
        "stream-bytes",
    )
