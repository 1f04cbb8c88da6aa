"""Drawing a report: a standard and the text of its cells become a document with tables as the form has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from gongkai.document import Block, Document, Grid, GridCell, Paragraph
from gongkai.place import At
from gongkai.standard import BlockSpec, Standard, TableSpec

__all__ = ["draw", "draw_table"]

Cells = Mapping[tuple[str, str, str], str]
_AT = At()


def draw(standard: Standard, cells: Cells) -> Document:
    """The standard's specimen with these cells: title, preamble, sections with their tables."""
    specimen = standard.specimen
    blocks: list[Block] = [
        Paragraph(text=specimen.title, at=_AT, heading=1),
        Paragraph(text=specimen.preamble, at=_AT),
    ]
    for section in standard.sections:
        blocks.append(Paragraph(text=f"{section.ordinal}、{section.heading}", at=_AT, heading=2))
        prose = specimen.sections.get(section.id, "")
        blocks += [Paragraph(text=line, at=_AT) for line in prose.split("\n") if line]
        blocks += [draw_table(table, cells) for table in standard.tables if table.section == section.id]
    return Document(path="report", format="corpus", blocks=tuple(blocks), title=specimen.title)


def draw_table(table: TableSpec, cells: Cells) -> Grid:
    """One table with its captions, headers and merged cells, as wide as its widest block."""
    width = max(_lead(block) + len(block.columns) for block in table.blocks)
    rows: list[tuple[GridCell, ...]] = []
    for block in table.blocks:
        if block.caption:
            rows.append((_cell(block.caption, colspan=width),))
        spans = _spans(1 + len(block.columns) if _lead(block) else len(block.columns), width, _lead(block))
        rows += _header(block, spans)
        rows += _data(table, block, spans, cells)
    return Grid(rows=tuple(rows), at=_AT, exact=True)


def _cell(text: str, *, rowspan: int = 1, colspan: int = 1) -> GridCell:
    return GridCell(text=text, at=_AT, rowspan=rowspan, colspan=colspan)


def _lead(block: BlockSpec) -> int:
    """How many columns the labels of the rows take."""
    return max(len(row.path) + (1 if row.label else 0) for row in block.rows)


def _spans(parts: int, width: int, lead: int) -> list[int]:
    """The width of the label zone (where there is one) and of each value column; together the table's width."""
    if lead > 1:
        return [lead] + [1] * (parts - 1)
    base, extra = divmod(width, parts)
    return [base + (n >= parts - extra) for n in range(parts)]


def _header(block: BlockSpec, spans: Sequence[int]) -> Iterator[tuple[GridCell, ...]]:
    depth = max(len(column.path) for column in block.columns) + 1
    lead = _lead(block)
    values = spans[1:] if lead else spans
    for level in range(depth):
        row: list[GridCell] = []
        if lead and level == 0:
            row.append(_cell(block.corner, rowspan=depth, colspan=spans[0]))
        placed = zip(block.columns, values, strict=True)
        for path, group in groupby(placed, key=lambda pair: pair[0].path[: level + 1]):
            members = list(group)
            if len(path) > level:
                row.append(_cell(path[level], colspan=sum(span for _, span in members)))
            elif len(path) == level:
                row += [_cell(column.label, rowspan=depth - level, colspan=span) for column, span in members]
        yield tuple(row)


def _data(table: TableSpec, block: BlockSpec, spans: Sequence[int], cells: Cells) -> Iterator[tuple[GridCell, ...]]:
    lead = _lead(block)
    values = spans[1:] if lead else spans
    above: tuple[str, ...] = ()
    for row in block.rows:
        out = [
            _cell(name, rowspan=sum(other.path[: level + 1] == row.path[: level + 1] for other in block.rows))
            for level, name in enumerate(row.path)
            if row.path[: level + 1] != above[: level + 1]
        ]
        above = row.path
        if lead:
            out.append(_cell(row.label, colspan=spans[0] - len(row.path)))
        places = zip(block.columns, values, strict=True)
        out += [_cell(cells.get((table.id, row.id, column.id), "0"), colspan=span) for column, span in places]
        yield tuple(out)
