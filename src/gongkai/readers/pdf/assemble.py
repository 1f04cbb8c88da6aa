"""From pages to a document: tables joined over page breaks, paragraphs put together, furniture left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TypeAlias

from msgspec import Struct

from gongkai.document import Block, Document, Grid, GridCell, Reading
from gongkai.limits import Limits
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.readers.budget import Budget
from gongkai.readers.pdf import faults
from gongkai.readers.pdf.aligned import Aligned, aligned
from gongkai.readers.pdf.flow import Placed, measure, paragraphs
from gongkai.readers.pdf.lines import Line, text_lines
from gongkai.readers.pdf.margins import without_margins
from gongkai.readers.pdf.panel import Panel, panels
from gongkai.readers.pdf.sheet import Box, Pdf, Sheet
from gongkai.readers.pdf.stitch import continues, stitch

__all__ = ["assemble"]


class PlacedTable(Struct, frozen=True):
    """A table without ruling lines, with its page."""

    page: int
    table: Aligned


_Item: TypeAlias = Placed | Panel | PlacedTable
# A picture this large on a page without text is a scanned page.
_SCAN = 0.25
# More than this share of characters without meaning: the fonts have no mapping to text.
_UNDECODED = 0.2
_STRANGE = regex("[\x00-\x1f\ue000-\uf8ff\ufffd]")
_CONTINUED = regex(r"[（(]?续表?[一二三四五六七八九十\d]*[）)]?|[（(]?接上(?:页|表)[）)]?")


def assemble(path: str, pdf: Pdf, limits: Limits) -> Document:
    """The document that the pages hold. Raises ReadError when there is no text, none that can be decoded, or
    more cells than the limits allow."""
    _refuse_unreadable(pdf)
    items = list(_items(pdf, Budget(limits)))
    blocks = tuple(_blocks(_join(items)))
    return Document(path=path, format="pdf", blocks=blocks, title=pdf.title or None, readings=tuple(_readings(pdf)))


def _refuse_unreadable(pdf: Pdf) -> None:
    text = "".join(run.text for sheet in pdf.sheets for run in sheet.runs)
    if not text:
        raise faults.no_text(scanned=any(sheet.pictures >= _SCAN for sheet in pdf.sheets))
    strange = len(_STRANGE.findall(text))
    if strange > _UNDECODED * len(text):
        raise faults.undecodable()


def _items(pdf: Pdf, budget: Budget) -> Iterator[_Item]:
    """Lines and tables in reading order, without page numbers and running headers."""
    tables: list[list[Panel]] = []
    texts: list[tuple[Sheet, list[Line]]] = []
    for sheet in pdf.sheets:
        found, rest = panels(sheet)
        for panel in found:
            budget.add_cells(len(panel.cells))
        tables.append(found)
        texts.append((sheet, text_lines(rest)))
    bodies = without_margins(texts)
    unruled = [aligned(lines) for lines in bodies]
    certain = [each for each in unruled if each is not None]
    mixed: Sequence[Sequence[Line | Aligned]] = certain if len(certain) == len(bodies) else bodies
    for sheet, found, each_page in zip(pdf.sheets, tables, mixed, strict=True):
        own: list[tuple[float, _Item]] = [(panel.box[1], panel) for panel in found]
        for each in each_page:
            if isinstance(each, Line):
                own.append((each.box[1], Placed(sheet.number, each)))
            else:
                own.append((each.rows[0][0].box[1], PlacedTable(sheet.number, each)))
        yield from (item for _, item in sorted(own, key=lambda pair: pair[0]))


def _join(items: Sequence[_Item]) -> list[_Item]:
    """Panels that go on over a page break become one; a line "（续表）" between them is dropped."""
    joined: list[_Item] = []
    run: list[Panel] = []
    waiting: list[_Item] = []
    for item in [*items, None]:
        if isinstance(item, Panel) and run and continues(run[-1], item):
            run.append(item)
            waiting = []
            continue
        if isinstance(item, Placed) and run and _CONTINUED.fullmatch(item.line.text.strip()):
            waiting.append(item)
            continue
        if run:
            joined.append(stitch(run))
        joined += waiting
        run, waiting = ([item], []) if isinstance(item, Panel) else ([], [])
        if item is not None and not isinstance(item, Panel):
            joined.append(item)
    return joined


def _blocks(items: Sequence[_Item]) -> Iterator[Block]:
    body = measure(item for item in items if isinstance(item, Placed))
    lines: list[Placed] = []
    number = tables = 0
    for item in [*items, None]:
        if isinstance(item, Placed):
            lines.append(item)
            continue
        made = paragraphs(lines, body, number + 1)
        number += len(made)
        yield from made
        lines = []
        if isinstance(item, Panel):
            tables += 1
            yield _grid(item, tables)
        elif isinstance(item, PlacedTable):
            tables += 1
            yield _loose_grid(item, tables)


def _grid(panel: Panel, number: int) -> Grid:
    rows: list[list[GridCell]] = [[] for _ in range(panel.rows)]
    for cell in sorted(panel.cells, key=attrgetter("row", "column")):
        row = rows[cell.row]
        row.append(
            GridCell(
                text=cell.text,
                at=At(page=cell.page, box=cell.box, table=number, row=cell.row + 1, cell=len(row) + 1),
                rowspan=cell.rowspan,
                colspan=cell.colspan,
            )
        )
    return Grid(rows=tuple(map(tuple, rows)), at=At(page=panel.page, table=number), exact=True)


def _loose_grid(placed: PlacedTable, number: int) -> Grid:
    """A table without lines: which column a cell is in is only known as far as its place in the row tells."""
    rows = tuple(
        tuple(
            GridCell(
                text=cell.text,
                at=At(page=placed.page, box=_rounded(cell.box), table=number, row=y, cell=x),
            )
            for x, cell in enumerate(row, 1)
        )
        for y, row in enumerate(placed.table.rows, 1)
    )
    return Grid(rows=rows, at=At(page=placed.page, table=number))


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(side, 1) for side in box)
    return left, top, right, bottom


def _readings(pdf: Pdf) -> Iterator[Reading]:
    for name, value in (("title", pdf.title), ("author", pdf.author), ("producer", pdf.producer)):
        if value:
            yield Reading(name=name, value=value)
    yield Reading(name="pages", value=str(len(pdf.sheets)))
    for sheet in pdf.sheets:
        if not sheet.runs and sheet.pictures >= _SCAN:
            yield Reading(name="page-without-text", value=str(sheet.number), at=At(page=sheet.number))
