"""Statistics for terminals: what was not checked first, then the tables, their columns aligned in cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from gongkai.bilingual import Text
from gongkai.formatter import Rendering
from gongkai.formatters.cells import visible, width
from gongkai.formatters.statistics.tables import Table, headline, missing, tables
from gongkai.formatters.text import Line, Style, printed
from gongkai.statistics import Dimension, Statistics

__all__ = ["as_text", "lines_of"]

_GAP = 2
# A name is not cut shorter than this, however narrow the terminal.
_SHORTEST = 12


def as_text(found: Statistics, by: Collection[Dimension], top: int, rendering: Rendering) -> str:
    return printed(_lines(found, by, top, rendering), rendering)


def _lines(found: Statistics, by: Collection[Dimension], top: int, rendering: Rendering) -> Iterator[Line]:
    lang = rendering.lang
    gaps = missing(found, lang)
    for line in gaps:
        yield ((visible(line), "" if line.startswith(" ") else "incomplete"),)
    if gaps:
        yield ()
    yield ((headline(found, lang), "rule"),)
    for table in tables(found, by, top, lang):
        yield ()
        yield from lines_of(table, rendering)


def lines_of(table: Table, rendering: Rendering) -> Iterator[Line]:
    """A table as lines."""
    yield ((table.title, "path"),)
    grid = [tuple(map(visible, row)) for row in (table.head, *table.rows)]
    wide = [max(width(row[n]) for row in grid) for n in range(len(table.head))]
    if rendering.width:  # the names give way, never the numbers
        wide[0] = max(min(wide[0], rendering.width - sum(wide[1:]) - _GAP * len(wide)), _SHORTEST)
    for number, row in enumerate(grid):
        cells = [_cell(text, wide[n], right=n in table.numbers) for n, text in enumerate(row)]
        style: Style = "dim" if number == 0 else "warning" if number - 1 in table.marked else ""
        yield ("  ", ""), ((" " * _GAP).join(cells).rstrip(), style)
    if table.left:
        words = Text(
            zh=f"  ……还有{table.left}行（--top 0 全部列出）", en=f"  … {table.left} more rows (--top 0 lists all)"
        )
        yield ((words.of(rendering.lang), "dim"),)


def _cell(text: str, cells: int, *, right: bool) -> str:
    while width(text) > cells:
        text = text.removesuffix("…")[:-1] + "…"
    space = " " * (cells - width(text))
    return space + text if right else text + space
