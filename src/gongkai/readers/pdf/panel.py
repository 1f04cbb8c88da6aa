"""A table as it stands on one page: a lattice with its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.readers.pdf.lattice import Lattice, Slot, lattices
from gongkai.readers.pdf.lines import Line, text_lines, wrapped
from gongkai.readers.pdf.sheet import Box, Run, Sheet, around

__all__ = ["Panel", "PanelCell", "panels", "without_gaps"]

# Word leaves 5.4 points free at both sides of a cell. Less room than this many ems beyond that: the line is full.
_PADDING, _ROOM, _DIGIT = 11.0, 1.3, 0.6


class PanelCell(Struct, frozen=True, gc=False):
    """A cell: where it begins, how far it goes, its text, and its box on its page.

    `full` says of a cell at the lower edge that its last line has no room for another character, so that the text
    may go on elsewhere.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    page: int
    box: Box
    full: bool = False


class Panel(Struct, frozen=True):
    """The cells cover all rows and columns exactly. `edges` are the column edges; `box` is on page `page`."""

    page: int
    edges: tuple[float, ...]
    rows: int
    cells: tuple[PanelCell, ...]
    box: Box


def panels(sheet: Sheet) -> tuple[list[Panel], list[Run]]:
    """The tables of a page, and the runs of text outside them.

    A lattice of one column is a frame around text, not a table.
    """
    rest = list(sheet.runs)
    found = []
    for lattice in lattices(sheet.lying, sheet.standing):
        if lattice.columns < 2:
            continue
        boxes = [lattice.slot_box(slot) for slot in lattice.slots]
        inside, rest = _distribute(lattice, boxes, rest)
        if any(inside):
            found.append(_panel(sheet.number, lattice, boxes, inside))
    return found, rest


def _panel(page: int, lattice: Lattice, boxes: Sequence[Box], runs: Sequence[Sequence[Run]]) -> Panel:
    rows = len(lattice.ys) - 1
    cells = tuple(
        [
            _cell(page, slot, box, own, last=slot.row + slot.rowspan == rows)
            for slot, box, own in zip(lattice.slots, boxes, runs, strict=True)
        ]
    )
    return without_gaps(Panel(page, lattice.xs, rows, cells, lattice.box))


def _cell(page: int, slot: Slot, box: Box, runs: Sequence[Run], *, last: bool) -> PanelCell:
    full = False
    if len(runs) == 1 and not last:  # as nearly all
        text = runs[0].text
    else:
        lines = text_lines(runs)
        text = wrapped(lines)
        full = last and bool(lines) and _is_full(lines[-1], box)
    return PanelCell(slot.row, slot.column, slot.rowspan, slot.colspan, text, page, box, full)


def _is_full(line: Line, box: Box) -> bool:
    """Whether another character has no room behind the last line of a cell: only what a break may cut has to know."""
    room = box[2] - box[0] - _PADDING - (line.box[2] - line.box[0])
    return room < (_DIGIT if line.text[-1].isdigit() else _ROOM) * line.em


def without_gaps(panel: Panel) -> Panel:
    """Without a first or last row that is only room left over at a page break, where the table's outer border runs on.

    Nothing but one empty cell begins and ends in such a row; in an empty row of a form there are several.
    """
    for row in (panel.rows - 1, 0):
        own = [cell for cell in panel.cells if cell.row == row and cell.rowspan == 1]
        if panel.rows > 1 and len(own) <= 1 and not any(cell.text for cell in own):
            panel = _without_row(panel, row, own)
    return panel


def _without_row(panel: Panel, row: int, own: Sequence[PanelCell]) -> Panel:
    cells = []
    for cell in panel.cells:
        if cell.row <= row < cell.row + cell.rowspan:
            if cell not in own:
                cells.append(replace(cell, rowspan=cell.rowspan - 1))
        else:
            cells.append(replace(cell, row=cell.row - 1) if cell.row > row else cell)
    return replace(panel, rows=panel.rows - 1, cells=tuple(cells))


def _distribute(lattice: Lattice, boxes: Sequence[Box], runs: Iterable[Run]) -> tuple[list[list[Run]], list[Run]]:
    """The runs in each slot, by their middle, and those outside; one that lies over several slots is cut at their edges."""
    inside: list[list[Run]] = [[] for _ in boxes]
    outside: list[Run] = []
    _, begin, _, end = lattice.box
    for run in runs:
        left, top, right, bottom = run.box
        middle = (top + bottom) / 2
        if not begin <= middle <= end:
            outside.append(run)
            continue
        slot = lattice.slot_at((left + right) / 2, middle)
        if slot is not None:
            start, _, stop, _ = boxes[slot]
            if start - 1.5 <= left and right <= stop + 1.5:
                inside[slot].append(run)
                continue
        # A little inwards: letters may touch the line beside them.
        inset = min(1.5, (right - left) / 4)
        if slot is None and lattice.slot_at(left + inset, middle) is lattice.slot_at(right - inset, middle) is None:
            outside.append(run)
            continue
        for owner, piece in _cut(lattice, run, middle):
            inside[owner].append(piece)
    return inside, outside


def _cut(lattice: Lattice, run: Run, middle: float) -> list[tuple[int, Run]]:
    """The pieces of a run by slot; characters beyond the table stay with their neighbours."""
    ends = [*run.lefts[1:], run.box[2]]
    owners = [lattice.slot_at((left + right) / 2, middle) for left, right in zip(run.lefts, ends, strict=True)]
    known = [owner for owner in owners if owner is not None]
    if not known:
        known = [0]
    before = known[0]
    pieces: list[tuple[int, list[int]]] = []
    for index, owner in enumerate(owners):
        before = before if owner is None else owner
        if pieces and pieces[-1][0] == before:
            pieces[-1][1].append(index)
        else:
            pieces.append((before, [index]))
    return [(slot, _piece(run, indexes, ends)) for slot, indexes in pieces if _piece_text(run, indexes)]


def _piece_text(run: Run, indexes: Sequence[int]) -> str:
    return "".join(run.text[n] for n in indexes).strip()


def _piece(run: Run, indexes: Sequence[int], ends: Sequence[float]) -> Run:
    text = "".join(run.text[n] for n in indexes)
    box = around([(run.lefts[n], run.box[1], ends[n], run.box[3]) for n in indexes])
    return Run(text, box, tuple(run.lefts[n] for n in indexes))
