"""Tables that fell to pieces: copies in which every cell stands on a line of its own.

The rows are put together again from their labels; blank cells leave nothing behind in such a copy, so a row with a
blank has too few values and stays loose. Header cells come in an order that says nothing about columns; they are
left out, and the form's order holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from gongkai.document import Block, Grid, GridCell, Paragraph
from gongkai.recognize.columns import column_words
from gongkai.recognize.headings import Part
from gongkai.recognize.labels import key
from gongkai.recognize.lines import is_value
from gongkai.recognize.rows import Labels
from gongkai.standard import Standard, TableSpec

__all__ = ["put_together"]

# A cell has at most so many characters: the longest official one, the corner of table three, has 37.
_LONGEST = 60
# So many rows must come out; of a table without row labels, one row that is whole.
_FEWEST = 3


def put_together(parts: Sequence[Part], standard: Standard) -> list[Part]:
    """The parts, with a grid in place of the lines that a table of the standard fell into."""
    out = []
    for part in parts:
        tables = [table for table in standard.tables if table.section == part.id]
        if tables and not any(isinstance(block, Grid) for block in part.blocks):
            for table in tables:
                part = replace(part, blocks=_rebuilt(part.blocks, table))  # noqa: PLW2901 - one table after another
        out.append(part)
    return out


def _rebuilt(blocks: Sequence[Block], table: TableSpec) -> tuple[Block, ...]:
    cells = [GridCell(text=block.text, at=block.at) for block in blocks if isinstance(block, Paragraph)]
    if len(cells) != len(blocks):
        return tuple(blocks)
    rows, first, last = _rows(cells, table)
    labelled = any(row.label for block in table.blocks for row in block.rows)
    width = max(len(block.columns) for block in table.blocks)
    if not (len(rows) >= _FEWEST if labelled else rows and len(rows[-1]) == width):
        return tuple(blocks)
    return (*blocks[:first], Grid(rows=tuple(map(tuple, rows)), at=cells[first].at), *blocks[last + 1 :])


def _rows(cells: Sequence[GridCell], table: TableSpec) -> tuple[list[list[GridCell]], int, int]:
    """The rows found, and the first and the last line that belong to them."""
    labels = Labels(table)
    heads = set().union(*(column_words(block) | {key(block.corner)} for block in table.blocks)) | labels.groups
    captions = {key(block.caption) for block in table.blocks if block.caption}
    known = heads | captions
    rows: list[list[GridCell]] = []
    above: list[GridCell] = []  # the group whose first row comes next; without row labels, the header
    first, last = len(cells), -1
    valued = False  # whether the row read last can take values
    for n, cell in enumerate(cells):
        words = key(cell.text)
        if len(cell.text) > _LONGEST:
            valued = False
        elif is_value(cell.text):
            if not valued and (labels.rows or not above):
                continue
            if not valued:  # the one row of a table without row labels, below its header
                rows += [above, []]
                valued = True
            rows[-1].append(cell)
            last = n
        elif words in captions:
            rows.append([cell])
            above, valued = [], False
        elif labels.is_row(cell.text):
            rows.append([*above, cell])
            above, valued = [], True
            last = n
        elif words in heads:
            if not labels.rows:
                above = [*above, cell]
            elif words in labels.groups:
                above = [cell]
            valued = False
        else:
            valued = False
            continue
        if valued or words in known:
            first = min(first, n)
    return [row for row in rows if row], first, last
