"""Text copies of reports: paragraphs are lines; tables are lines with tabs, pipes or columns of spaces.

A file of comma-separated values (.csv), as spreadsheets export them, is read as the same text with tabs.
"""

from __future__ import annotations

from codecs import utf_8_decode
from collections.abc import Iterator, Sequence

from gongkai.bilingual import Text
from gongkai.document import Block, Document, Grid, GridCell, Paragraph
from gongkai.errors import ReadError
from gongkai.patterns import regex
from gongkai.reader import Reader, Source
from gongkai.readers.budget import Budget
from gongkai.readers.rows import TextLine, aligned, has_row_of_values, is_rule, piped, spaced, tabbed, unrepeated

__all__ = ["MARKDOWN", "READER", "decoded"]

# No suffix of READER: in folders of reports such files are lists (of who sums up whom), and are read only when named.
_COMMAS = ".csv"
# Share of characters that may be damaged before a text counts as not decoded.
_DAMAGED = 0.001
_PIECE = 16_384
_LINE_END = regex(r"\r\n|\r|\n")
_GAPS = regex(r"\S(?:[ \u00a0]{2,}|\u3000)+\S")
_NUMBER = regex(r"(?:^|[\s|])\d")
_HEADING = regex(r"(#{1,6})\s+(.*?)\s*#*$")
_EMPHASIS = regex(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
# With the line break before it, to which the engine skips.
_MARKDOWN = regex(rb"\n(?:#{1,6} \S|\|?\s*+:?-{3,}:?\s*\|)")


def decoded(data: bytes) -> tuple[str, str]:
    """Text from bytes, and the encoding: a byte order mark decides, else UTF-8 if it is valid, else GB18030.

    Raises ReadError for binary data and for text in neither encoding.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name), name
    if b"\0" in data[:4096]:
        raise ReadError(
            Text(zh="文件内容不是文字（含有二进制数据）", en="This is not text (it holds binary data)"),
            Text(zh="如果是 Word、PDF 等文件，请保留原来的扩展名", en="If it is a Word or PDF file, keep its file name ending"),
        )  # fmt: skip
    try:
        return _utf_8(data), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeDecodeError:
        both = [(data.decode(name, "replace"), name) for name in ("utf-8", "gb18030")]
        text, name = min(both, key=lambda each: each[0].count("\ufffd"))
        return _checked(text), name


def _utf_8(data: bytes) -> str:
    """Text from UTF-8, decoded piece by piece: for a whole page Python asks for twice as many bytes as the page has, and so
    large a block is mapped anew each time. Raises UnicodeDecodeError."""
    pieces, position = [], 0
    while position < len(data):
        end = position + _PIECE
        piece, read = utf_8_decode(data[position:end], "strict", end >= len(data))
        pieces.append(piece)
        position += read
    return "".join(pieces)


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
    return _document(source, "text")


def _read_markdown(source: Source) -> Document:
    return _document(source, "markdown")


def _document(source: Source, name: str) -> Document:
    budget = Budget(source.limits)
    budget.text(len(source.data))
    blocks: list[Block] = []
    text = decoded(source.data)[0]
    # Only the line ends that editors count: str.splitlines would also split at form feeds and U+2028.
    lines = [TextLine(line, number) for number, line in enumerate(_LINE_END.split(text), 1)]
    if source.suffix == _COMMAS:
        lines = list(_records(text))
    for block in _blocks(lines, markdown=name == "markdown"):
        if isinstance(block, Grid):
            budget.add_cells(sum(map(len, block.rows)))
        else:
            budget.add_paragraphs()
        blocks.append(block)
    return Document(path=source.path, format=name, blocks=tuple(blocks))


def _records(text: str) -> Iterator[TextLine]:
    """The records of comma-separated values, with tabs between the cells; one that has a single filled cell is prose."""
    import csv

    records = csv.reader(_LINE_END.sub("\n", text).splitlines(keepends=True))
    number = 1
    try:
        for record in records:
            cells = [cell.replace("\t", " ") for cell in record]
            filled = [cell for cell in cells if cell.strip()]
            if len(filled) == 1 and cells[0].strip():
                yield from (TextLine(line, number) for line in cells[0].split("\n"))
            else:
                yield TextLine("\t".join(cell.replace("\n", "") for cell in cells) if filled else "", number)
            number = records.line_num + 1
    except csv.Error as error:  # a quotation mark that is never closed
        raise ReadError(
            Text(zh=f"第{number}行起引号不成对，无法读取", en=f"A quotation mark from line {number} on is never closed"),
            Text(zh="请重新导出，或另存为 XLSX 后再检查", en="Export it again, or save it as XLSX"),
        ) from error  # fmt: skip


def _blocks(lines: Sequence[TextLine], *, markdown: bool) -> Iterator[Block]:
    rows: list[tuple[GridCell, ...]] = []
    columns: list[TextLine] = []
    for line in (*lines, TextLine("", 0)):
        row = None
        if "\t" in line.text:
            row = tabbed(line) if _is_row(line.text, rows) else None
        elif is_rule(line.text) and (rows or "|" in line.text):
            continue
        else:
            row = piped(line)
        if row is not None:
            yield from _columns(columns, markdown=markdown)
            columns = []
            rows.append(row)
            continue
        yield from _grid(rows)
        rows = []
        if spaced(line):
            columns.append(line)
            continue
        yield from _columns(columns, markdown=markdown)
        columns = []
        if line.text.strip():
            yield _paragraph(line, markdown=markdown)


def _is_row(text: str, rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a line with tabs is a row. With a single tab at its end it is one only inside a table; without words,
    only there and if it has as many tabs as a row."""
    words = text.strip(" \t")
    if "\t" in words:
        return True
    inside = bool(rows) and sum(bool(cell.text) for cell in rows[-1]) > 1
    if not words:
        return bool(rows) and text.count("\t") > 1
    return inside or text.count("\t") > 1


def _paragraph(line: TextLine, *, markdown: bool) -> Paragraph:
    text = line.text.strip()
    cell = line.cell(line.text, 0)
    if not markdown:
        return Paragraph(text=text, at=cell.at)
    heading = _HEADING.match(text)
    marked = heading[2] if heading else text
    words = _EMPHASIS.sub(r"\2", marked)
    shift = text.index(marked) + marked.find(words[:4]) if words else 0
    cell = line.cell(words, (cell.at.column or 1) - 1 + max(shift, 0))
    return Paragraph(text=words, at=cell.at, heading=len(heading[1]) if heading else None)


def _grid(rows: list[tuple[GridCell, ...]]) -> Iterator[Block]:
    filled = [cell for row in rows for cell in row if cell.text]
    if len(rows) == 1 and len(filled) <= 1:  # a line of prose that ends in a stray tab
        yield from (Paragraph(text=cell.text, at=cell.at) for cell in filled)
    elif rows:
        yield Grid(rows=tuple(unrepeated(rows)), at=rows[0][0].at)


def _columns(lines: list[TextLine], *, markdown: bool) -> Iterator[Block]:
    """Lines with spaces between their words: a table if some of them have numbers, else paragraphs."""
    alone = len(lines) == 1 and not has_row_of_values(lines[0])
    if alone or not any(_NUMBER.search(line.text) for line in lines):
        yield from (_paragraph(line, markdown=markdown) for line in lines)
        return
    if any(_GAPS.search(line.text) for line in lines):
        rows = aligned(lines)
    else:
        rows = [row for line in lines if (row := spaced(line))]
    yield Grid(rows=tuple(rows), at=rows[0][0].at)


def _claim(source: Source) -> int:
    if source.suffix in (".txt", ".text", _COMMAS):
        return 60
    return 10 if b"\0" not in source.head else 0


def _claim_markdown(source: Source) -> int:
    if source.suffix in (".md", ".markdown"):
        return 60
    head = b"\n" + source.head
    marked = (b"\n#" in head or b"---" in head) and _MARKDOWN.search(head)
    return 20 if marked and b"\0" not in head else 0


READER = Reader(
    name="text",
    title=Text(zh="纯文本", en="plain text"),
    suffixes=(".txt", ".text"),
    claim=_claim,
    read=_read,
)
MARKDOWN = Reader(
    name="markdown",
    title=Text(zh="Markdown", en="Markdown"),
    suffixes=(".md", ".markdown"),
    claim=_claim_markdown,
    read=_read_markdown,
)
