"""Physical rows: the lines of grids, and the paragraphs between them, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.document import Grid, GridCell, Paragraph
from gongkai.number import parse
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.recognize.labels import split_ordinal

__all__ = ["Line", "is_value", "lines", "one_line"]

# A value with words around it, such as "12件", "约30" and "5.2万".
_NUMBER_WITH_WORDS = regex(r"\D{0,2}\d[\d,.，\s]*\D{0,3}")
_BREAK = regex(r"\s*\n\s*")


class Line:
    """One physical row: its cells by column of the grid, whether those columns can be trusted, and which grid of
    the run it is from (-1: a paragraph). In an exact line None is a place where the file has no cell.

    `own` are its different cells, each with the index of its first column, and `filled` those that are not blank.
    """

    def __init__(self, cells: tuple[GridCell | None, ...], *, exact: bool, grid: int = -1) -> None:
        self.cells, self.exact, self.grid = cells, exact, grid
        self.own: list[tuple[int, GridCell]] = []
        self.filled: list[tuple[int, GridCell]] = []
        before = None
        for x, cell in enumerate(cells):
            if cell is not None and cell is not before:
                each = x, cell
                self.own.append(each)
                if cell.text.strip():
                    self.filled.append(each)
            before = cell

    def values(self, head: int) -> list[tuple[int, GridCell]]:
        """Its cells that are not blank, without so many of the first of its own."""
        if not head:
            return self.filled
        if head >= len(self.own):
            return []
        start = self.own[head][0]
        return [each for each in self.filled if each[0] >= start]

    @property
    def end(self) -> int:
        """The index behind the last cell that the file has."""
        end = len(self.cells)
        while end and self.cells[end - 1] is None:
            end -= 1
        return end

    @property
    def at(self) -> At:
        return next((cell.at for cell in self.cells if cell), At())


def lines(blocks: Sequence[Paragraph | Grid]) -> Iterator[Line]:
    """The physical rows of grids; paragraphs between them come as rows of one cell (captions stand there)."""
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield Line((GridCell(text=block.text, at=block.at),), exact=False)
        else:
            for row in block.matrix if block.exact else block.rows:
                yield Line(row, exact=block.exact, grid=number)


def is_value(text: str) -> bool:
    """Whether a cell's text is a value rather than a label: a number, also with a word at it, or a placeholder."""
    state = parse(text)[0]
    if state != "text":
        return state != "blank"
    if _NUMBER_WITH_WORDS.fullmatch(text.strip()) is None:
        return False
    ordinal, rest = split_ordinal(text)
    return not ordinal or rest[:1].isdigit()


def one_line(text: str) -> str:
    """A label on one line: breaks vanish between Chinese characters and are spaces elsewhere."""

    if "\n" not in text:
        return " ".join(text.split())

    def joint(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if not before.isascii() or not after.isascii() else " "

    text = text.strip()
    return " ".join(_BREAK.sub(joint, text).split())
