"""From the cells of a DOCX table, as they are written, to a grid with merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gongkai.document import Grid, GridCell
from gongkai.place import At
from gongkai.readers.package import too_large

__all__ = ["DrawnCell", "arrange"]


class DrawnCell(Struct, frozen=True):
    """A cell as the file has it: over how many columns it runs, and whether it continues the one above."""

    cell: GridCell
    span: int = 1
    continues: bool = False


class _Open:
    """A cell that the rows below may still continue."""

    __slots__ = ("drawn", "rows")

    def __init__(self, drawn: DrawnCell) -> None:
        self.drawn, self.rows = drawn, 1

    def close(self) -> GridCell:
        cell = self.drawn.cell
        return GridCell(text=cell.text, at=cell.at, rowspan=self.rows, colspan=self.drawn.span)


def arrange(rows: Sequence[Sequence[DrawnCell]], at: At, most: int) -> Grid | None:
    """The grid; None if there is no cell. Raises ReadError when its slots are more than `most`.

    A cell continues the one above only if both have the same edges; else Word shows it on its own, and so it
    becomes a cell here. Words in a continuing cell are not shown, so they are left out.
    """
    width = max((sum(drawn.span for drawn in row) for row in rows), default=0)
    if width * len(rows) > most:
        raise too_large()
    above: dict[int, _Open] = {}
    out: list[list[_Open]] = []
    for row in rows:
        begun: list[_Open] = []
        here: dict[int, _Open] = {}
        x = 0
        for drawn in row:
            over = above.get(x) if drawn.continues else None
            if over is not None and over.drawn.span == drawn.span:
                over.rows += 1
                here[x] = over
            else:
                here[x] = _Open(drawn)
                begun.append(here[x])
            x += drawn.span
        above = here
        out.append(begun)
    if not any(out):
        return None
    return Grid(rows=tuple(tuple(each.close() for each in row) for row in out), at=at, exact=True)
