"""Text copies of reports: paragraphs are lines, table rows are lines with tabs."""

from __future__ import annotations

import re

from gongkai.bilingual import Text
from gongkai.document import Block, Document, Grid, GridCell, Paragraph
from gongkai.errors import ReadError
from gongkai.place import At
from gongkai.reader import Reader, Source

__all__ = ["READER", "decode"]

# Share of characters that may be damaged before a text counts as not decoded.
_DAMAGED = 0.001
_LINE_END = re.compile(r"\r\n|\r|\n")


def decode(data: bytes) -> str:
    """Text from bytes: a byte order mark decides, else UTF-8 if it is valid, else GB18030.

    Raises ReadError for binary data and for text in neither encoding.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    if b"\0" in data[:4096]:
        raise ReadError(
            Text(zh="文件内容不是文字（含有二进制数据）", en="This is not text (it holds binary data)"),
            Text(zh="如果是 Word、PDF 等文件，请保留原来的扩展名", en="If it is a Word or PDF file, keep its file name ending"),
        )  # fmt: skip
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        utf8, gb = (data.decode(name, "replace") for name in ("utf-8", "gb18030"))
        better = min((utf8, gb), key=lambda text: text.count("\ufffd"))
        return _checked(better)


def _lenient(data: bytes, name: str) -> str:
    return _checked(data.decode(name, "replace"))


def _checked(text: str) -> str:
    if text.count("\ufffd") > len(text) * _DAMAGED + 2:
        raise ReadError(
            Text(zh="文字编码无法识别（既不是 UTF-8 也不是 GB18030）", en="The text encoding is neither UTF-8 nor GB18030"),
            Text(zh="请另存为 UTF-8 编码后再检查", en="Save the file as UTF-8 and check again"),
        )  # fmt: skip
    return text


def _read(source: Source) -> Document:
    blocks: list[Block] = []
    rows: list[tuple[GridCell, ...]] = []
    # Only the line ends that editors count: str.splitlines would also split at form feeds and U+2028.
    for number, line in enumerate(_LINE_END.split(decode(source.data)), 1):
        if "\t" in line.lstrip():
            rows.append(_row(line, number))
            continue
        blocks += _grid(rows)
        rows = []
        if stripped := line.strip():
            blocks.append(Paragraph(text=stripped, at=_at(number, line.index(stripped), stripped)))
    return Document(path=source.path, format="text", blocks=(*blocks, *_grid(rows)))


def _grid(rows: list[tuple[GridCell, ...]]) -> list[Block]:
    filled = [cell for row in rows for cell in row if cell.text]
    if len(rows) == 1 and len(filled) <= 1:  # a line of prose that ends in a stray tab
        return [Paragraph(text=cell.text, at=cell.at) for cell in filled]
    return [Grid(rows=tuple(rows), at=rows[0][0].at)] if rows else []


def _row(line: str, number: int) -> tuple[GridCell, ...]:
    cells = []
    start = 0
    for piece in line.split("\t"):
        stripped = piece.strip()
        offset = start + (piece.index(stripped) if stripped else 0)
        cells.append(GridCell(text=stripped, at=_at(number, offset, stripped)))
        start += len(piece) + 1
    return tuple(cells)


def _at(line: int, start: int, text: str) -> At:
    return At(line=line, column=start + 1, end_line=line, end_column=start + 1 + len(text))


def _claim(source: Source) -> int:
    if source.suffix in (".txt", ".text"):
        return 60
    return 10 if b"\0" not in source.head else 0


READER = Reader(
    name="text",
    title=Text(zh="纯文本", en="plain text"),
    suffixes=(".txt", ".text"),
    claim=_claim,
    read=_read,
)
