"""One table from the panels of several pages: column edges united, repeated headers dropped, cut cells joined.

A page break cuts a table in three ways: between two rows, through the heads that several rows share, and through the
text of a row. What belongs together is decided by the geometry and by whether a text begins with an ordinal; the
words themselves are left to the recognizer.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.patterns import regex
from gongkai.readers.pdf.lines import glue
from gongkai.readers.pdf.panel import Panel, PanelCell

__all__ = ["continues", "stitch"]

# Edges on two pages this close are the same; widths may differ by this share when a page is scaled.
_SAME_EDGE = 4.0
_SAME_WIDTH = 0.02
_ORDINAL = regex(r"[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|第[一二三四五六七八九十]{1,3}|\d{1,2}[.．、]")
_VALUE = regex(r"[-+－−]?[\d,，.]+%?|[/／—–\-]+")


class _Seam(Struct, frozen=True):
    """A page break in a table: cells that end above it and begin below it, by column."""

    above: dict[int, PanelCell]
    below: dict[int, PanelCell]

    def pairs(self) -> list[tuple[PanelCell, PanelCell]]:
        """Cells that face each other over the same columns."""
        return [
            (cell, self.below[column])
            for column, cell in sorted(self.above.items())
            if column in self.below and self.below[column].colspan == cell.colspan
        ]


def continues(above: Panel, below: Panel) -> bool:
    """Whether a panel at the top of a page can be the rest of one at the bottom of the page before.

    They must be equally wide. (That nothing stands between them is for the caller to know.)
    """
    wide, other = above.edges[-1] - above.edges[0], below.edges[-1] - below.edges[0]
    return below.page == above.page + 1 and abs(wide - other) <= max(_SAME_EDGE * 2, _SAME_WIDTH * wide)


def stitch(parts: Sequence[Panel]) -> Panel:
    """One panel from those of following pages. The result's page and box are the first one's."""
    whole = parts[0]
    for part in parts[1:]:
        whole = _append(whole, part, parts[0])
    return whole


def _append(whole: Panel, part: Panel, first: Panel) -> Panel:
    edges = _united(whole, part)
    above, below = _on(whole, edges, 0.0), _on(part, edges, whole.edges[0] - part.edges[0])
    below = _without_header(_on(first, edges, 0.0), below)
    if below.rows == 0:
        return above
    shifted = [replace(cell, row=cell.row + above.rows) for cell in below.cells]
    seam = _Seam(
        {cell.column: cell for cell in above.cells if cell.row + cell.rowspan == above.rows},
        {cell.column: cell for cell in shifted if cell.row == above.rows},
    )
    if _one_row(seam):
        return _merge_rows(above, shifted, seam, below.rows)
    cells = [*above.cells, *shifted]
    for upper, lower in _cut_heads(seam):
        cells[cells.index(upper)] = replace(
            upper,
            rowspan=upper.rowspan + lower.rowspan,
            text=glue(upper.text, lower.text),
            full=lower.full if lower.text else upper.full,
        )
        cells.remove(lower)
    return Panel(above.page, edges, above.rows + below.rows, tuple(cells), above.box)


def _united(whole: Panel, part: Panel) -> tuple[float, ...]:
    """The column edges of both: a page whose cells are merged lacks the edges that others have."""
    shift = whole.edges[0] - part.edges[0]
    edges = list(whole.edges)
    for edge in part.edges:
        if min(abs(edge + shift - known) for known in edges) > _SAME_EDGE:
            edges.append(edge + shift)
    return tuple(sorted(edges))


def _on(panel: Panel, edges: Sequence[float], shift: float) -> Panel:
    """The panel with its columns counted by these edges."""

    if not shift and tuple(edges) == panel.edges:
        return panel

    def index(edge: float) -> int:
        return min(range(len(edges)), key=lambda n: abs(edges[n] - edge - shift))

    places = [index(edge) for edge in panel.edges]
    # The outer edges are the table's, even where one page draws them a little apart.
    places[0], places[-1] = 0, len(edges) - 1
    if places == list(range(len(edges))):
        return replace(panel, edges=tuple(edges))
    cells = tuple(
        replace(
            cell, column=places[cell.column], colspan=places[cell.column + cell.colspan] - places[cell.column]
        )
        for cell in panel.cells
    )  # fmt: skip
    return Panel(panel.page, tuple(edges), panel.rows, tuple(cell for cell in cells if cell.colspan), panel.box)


def _without_header(first: Panel, below: Panel) -> Panel:
    """Drop the first rows of a page that say the same as the first rows of the table's first page: what was joined
    since was printed on no page. A header has words; a row of numbers may well come twice."""
    count = 0
    for row in range(1, min(first.rows, below.rows) + 1):
        mine, theirs = (
            [(c.row, c.column, c.rowspan, c.colspan, "".join(c.text.split())) for c in p.cells if c.row < row]
            for p in (first, below)
        )
        if sorted(mine) != sorted(theirs):
            break  # what differs in these rows differs in more rows, too
        if all(r + span <= row for r, _, span, _, _ in theirs) and any(_is_word(text) for *_, text in theirs):
            count = row
    if not count:
        return below
    kept = tuple(replace(cell, row=cell.row - count) for cell in below.cells if cell.row >= count)
    return replace(below, rows=below.rows - count, cells=kept)


def _one_row(seam: _Seam) -> bool:
    """Whether the rows at the break are the two halves of one: nothing begins below, and what goes on there (a label,
    or a number that a narrow cell wraps) had no room left above."""
    pairs = seam.pairs()
    if len(pairs) != len(seam.above) or len(pairs) != len(seam.below) or len(pairs) < 2:
        return False
    plain = [(a, b) for a, b in pairs if a.rowspan == b.rowspan == 1]
    texts = [(a.text, b.text) for a, b in plain]
    if texts and not any(a for a, _ in texts):
        return True  # above the break is only the room that the row did not fit into
    if any(a.text and b.text and not a.full for a, b in plain):
        return False
    if any(_VALUE.fullmatch(a) is None and _VALUE.fullmatch(b) for a, b in texts if a and b):
        return False
    if any(_ORDINAL.match(b) for _, b in texts) or not any(b for _, b in texts):
        return False
    if not any(_is_word(b) for _, b in texts):
        return True  # numbers without a label are the rest of those above
    labelled = any(_is_word(a) for a, _ in texts)
    complete = all(b for a, b in texts if _VALUE.fullmatch(a)) and any(_VALUE.fullmatch(a) for a, _ in texts)
    # Where the numbers stand above, a row of its own below would have numbers, too.
    return labelled and not complete and any(_VALUE.fullmatch(text) for pair in texts for text in pair)


def _merge_rows(above: Panel, below: Sequence[PanelCell], seam: _Seam, rows: int) -> Panel:
    halves = {cell.column: cell for cell in seam.below.values()}
    last = {id(cell) for cell in seam.above.values()}
    cells = []
    for cell in above.cells:
        if id(cell) in last:
            half = halves[cell.column]
            full = half.full if half.text else cell.full
            rowspan = cell.rowspan + half.rowspan - 1
            joined = replace(cell, text=glue(cell.text, half.text), rowspan=rowspan, full=full)
            # A value that stands below the break is found there.
            cells.append(replace(joined, page=half.page, box=half.box) if half.text and not cell.text else joined)
        else:
            cells.append(cell)
    first = {id(cell) for cell in seam.below.values()}
    cells += [replace(cell, row=cell.row - 1) for cell in below if id(cell) not in first]
    return Panel(above.page, above.edges, above.rows + rows - 1, tuple(cells), above.box)


def _cut_heads(seam: _Seam) -> list[tuple[PanelCell, PanelCell]]:
    """Heads of several rows that the break cuts: what stands below goes on, unless it begins with an ordinal."""
    heads = []
    header = _in_header(seam)
    for upper, lower in seam.pairs():
        if _VALUE.fullmatch(upper.text) or _VALUE.fullmatch(lower.text) or _begins_anew(upper, lower):
            continue
        spans = upper.rowspan > 1 or lower.rowspan > 1 or header
        if spans or (not lower.text and _heads(upper, seam.above) and _heads(lower, seam.below)):
            heads.append((upper, lower))
    return heads


def _begins_anew(upper: PanelCell, lower: PanelCell) -> bool:
    """Whether what stands below is no continuation: it has an ordinal, or there was room for it above."""
    return bool(upper.text and lower.text) and (_ORDINAL.match(lower.text) is not None or not upper.full)


def _in_header(seam: _Seam) -> bool:
    """Whether the break goes through a header: above it a group's name, below it the names in the group."""
    for cell in seam.above.values():
        under = [low for x, low in seam.below.items() if cell.column <= x < cell.column + cell.colspan]
        if cell.text and len(under) > 1 and len(seam.above) > 1 and all(_is_word(low.text) for low in under):
            return True
    return False


def _is_word(text: str) -> bool:
    return bool(text) and not _VALUE.fullmatch(text)


def _heads(cell: PanelCell, row: dict[int, PanelCell]) -> bool:
    """Whether a label stands right beside the cell."""
    beside = row.get(cell.column + cell.colspan)
    return beside is not None and _is_word(beside.text)
