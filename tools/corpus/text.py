"""Text copies: tabs, columns of spaces, pipes, one cell a line, merged cells repeated, and Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from corpus import Writer
from gongkai.document import Document, Grid, Paragraph


def _tabs(document: Document) -> bytes:
    return _written(document, lambda grid: ("\t".join(row) for row in _spread(grid)))


def _spaces(document: Document) -> bytes:
    """Columns aligned with spaces, as a terminal shows them; every merged cell's text once."""

    def table(grid: Grid) -> Iterator[str]:
        rows = list(_spread(grid))
        widths = [max(_width(row[n]) for row in rows) for n in range(len(rows[0]))]
        for row in rows:
            line = "  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True))
            yield line.rstrip()

    return _written(document, table)


def _pipes(document: Document) -> bytes:
    return _written(document, lambda grid: ("| " + " | ".join(row) + " |" for row in _spread(grid)))


def _repeated(document: Document) -> bytes:
    """As converters write that know no merged cells: their text stands at every place they cover."""

    def table(grid: Grid) -> Iterator[str]:
        return ("| " + " | ".join(cell.text if cell else "" for cell in row) + " |" for row in grid.matrix)

    return _written(document, table)


def _one_a_line(document: Document) -> bytes:
    """A copy from a viewer that puts every cell on a line of its own."""
    return _written(document, lambda grid: (cell.text for row in grid.rows for cell in row))


def _markdown(document: Document) -> bytes:
    def table(grid: Grid) -> Iterator[str]:
        for n, row in enumerate(_spread(grid)):
            yield "| " + " | ".join(text.replace("|", "\\|") for text in row) + " |"
            if n == 0:
                yield "|" + " --- |" * len(row)

    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines += ["#" * (block.heading or 0) + " " * bool(block.heading) + block.text, ""]
        else:
            lines += [*table(block), ""]
    return "\n".join(lines).encode()


def _written(document: Document, table: Callable[[Grid], Iterator[str]]) -> bytes:
    lines: list[str] = []
    for block in document.blocks:
        lines += [block.text, ""] if isinstance(block, Paragraph) else [*table(block), ""]
    return "\n".join(lines).encode()


def _spread(grid: Grid) -> Iterator[list[str]]:
    """Every row over all columns; a merged cell's text stands at its upper left corner only."""
    shown: set[int] = set()
    for row in grid.matrix:
        out = []
        for cell in row:
            fresh = cell is not None and id(cell) not in shown
            out.append(cell.text if cell is not None and fresh else "")
            shown.add(id(cell))
        yield out


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


_FORMS = (
    ("text-tabs", ".txt", _tabs),
    ("text-spaces", ".txt", _spaces),
    ("text-pipes", ".txt", _pipes),
    ("text-repeated", ".txt", _repeated),
    ("text-lines", ".txt", _one_a_line),
    ("markdown", ".md", _markdown),
)
WRITERS = tuple(Writer(name=name, suffix=suffix, write=write) for name, suffix, write in _FORMS)
