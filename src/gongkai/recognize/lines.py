"""Physical rows: the lines of grids, and the paragraphs between them, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from gongkai.document import Grid, GridCell, Paragraph
from gongkai.number import parse
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.recognize.labels import split_ordinal

__all__ = ["Line", "Values", "is_value", "lines", "one_line"]

# A value with words around it, such as "12件", "约30" and "5.2万".
_NUMBER_WITH_WORDS = regex(r"\D{0,2}\d[\d,.，\s]*\D{0,3}")
_BREAK = regex(r"\s*\n\s*")


class Values(Struct, frozen=True):
    """Cells of a row that are not blank, left to right, and the index of the first column of each."""

    starts: tuple[int, ...]
    cells: Sequence[GridCell]


class Line(Struct, frozen=True):
    """One physical row: its cells by column of the grid, whether those columns can be trusted, and which grid of
    the run it is from (-1: a paragraph). In an exact line None is a place where the file has no cell.

    `own` are its different cells, with the index of the first column of each in `starts`; `filled` are the indices
    among them of those that are not blank. In a `plain` line each column has a cell of its own.
    """

    cells: Sequence[GridCell | None]
    exact: bool
    grid: int
    own: Sequence[GridCell]
    starts: tuple[int, ...]
    filled: Sequence[int]
    plain: bool

    def values(self, head: int = 0) -> Values:
        """Its cells that are not blank, without so many of the first of its own."""
        if len(self.filled) == len(self.own):
            return Values(self.starts[head:], self.own[head:])
        filled = [n for n in self.filled if n >= head]
        return Values(tuple([self.starts[n] for n in filled]), [self.own[n] for n in filled])

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
            yield _plain((GridCell(text=block.text, at=block.at),), exact=False, grid=-1, whole=False)
            continue
        whole = all(map(str.strip, block.texts))
        if not block.exact:
            for row in block.rows:
                yield _plain(row, exact=False, grid=number, whole=whole)
            continue
        joined = block.joined
        for y, slots in enumerate(block.matrix):
            if y in joined or not all(slots):
                yield _joined(slots, grid=number, whole=whole)
            else:
                yield _plain(slots, exact=True, grid=number, whole=whole)  # type: ignore[arg-type] # no slot is empty


def _plain(cells: tuple[GridCell, ...], *, exact: bool, grid: int, whole: bool) -> Line:
    """A line of cells of one column each; `whole`: none is blank."""
    filled = range(len(cells)) if whole else [n for n, cell in enumerate(cells) if cell.text.strip()]
    starts = tuple(range(len(cells)))
    return Line(cells, exact=exact, grid=grid, own=cells, starts=starts, filled=filled, plain=True)


def _joined(slots: Sequence[GridCell | None], *, grid: int, whole: bool) -> Line:
    """A line with cells that cover several columns, or columns without a cell."""
    own: list[GridCell] = []
    starts: list[int] = []
    before = None
    for x, cell in enumerate(slots):
        if cell is not None and cell is not before:
            own.append(cell)
            starts.append(x)
        before = cell
    filled = range(len(own)) if whole else [n for n, cell in enumerate(own) if cell.text.strip()]
    return Line(slots, exact=True, grid=grid, own=own, starts=tuple(starts), filled=filled, plain=False)


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether a cell's text is a value rather than a label: a number, also with a word at it, or a placeholder."""
    state = parse(text)[0]
    if state != "text":
        return state != "blank"
    if _NUMBER_WITH_WORDS.fullmatch(text.strip()) is None:
        return False
    ordinal, rest = split_ordinal(text)
    return not ordinal or rest[:1].isdigit()


@lru_cache(maxsize=4096)
def one_line(text: str) -> str:
    """A label on one line: breaks vanish between Chinese characters and are spaces elsewhere."""
    if "\n" not in text:
        return " ".join(text.split())

    def joint(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if not before.isascii() or not after.isascii() else " "

    text = text.strip()
    return " ".join(_BREAK.sub(joint, text).split())
