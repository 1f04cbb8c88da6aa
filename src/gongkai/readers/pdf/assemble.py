"""From pages to a document: tables joined over page breaks, paragraphs put together, furniture left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from gongkai.document import Block, Document, Grid, GridCell, Reading
from gongkai.place import At
from gongkai.readers.pdf import faults
from gongkai.readers.pdf.flow import Placed, measure, paragraphs
from gongkai.readers.pdf.lines import Line, text_lines
from gongkai.readers.pdf.margins import without_margins
from gongkai.readers.pdf.panel import Panel, PanelCell, panels
from gongkai.readers.pdf.sheet import Pdf, Sheet
from gongkai.readers.pdf.stitch import continues, stitch

__all__ = ["assemble"]

_Item: TypeAlias = Placed | Panel
# A picture this large on a page without text is a scanned page.
_SCAN = 0.25
# More than this share of characters without meaning: the fonts have no mapping to text.
_UNDECODED = 0.2
_CONTINUED = re.compile(r"[（(]?续表?[一二三四五六七八九十\d]*[）)]?|[（(]?接上(?:页|表)[）)]?")


def assemble(path: str, pdf: Pdf) -> Document:
    """The document that the pages hold. Raises ReadError when there is no text, or none that can be decoded."""
    _refuse_unreadable(pdf)
    items = list(_items(pdf))
    blocks = tuple(_blocks(_join(items)))
    return Document(path=path, format="pdf", blocks=blocks, title=pdf.title or None, readings=tuple(_readings(pdf)))


def _refuse_unreadable(pdf: Pdf) -> None:
    text = "".join(run.text for sheet in pdf.sheets for run in sheet.runs)
    if not text:
        raise faults.no_text(scanned=any(sheet.pictures >= _SCAN for sheet in pdf.sheets))
    strange = sum(char == "\ufffd" or char < " " or "\ue000" <= char <= "\uf8ff" for char in text)
    if strange > _UNDECODED * len(text):
        raise faults.undecodable()


def _items(pdf: Pdf) -> Iterator[_Item]:
    """Lines and tables in reading order, without page numbers and running headers."""
    tables: list[list[Panel]] = []
    texts: list[tuple[Sheet, list[Line]]] = []
    for sheet in pdf.sheets:
        found, rest = panels(sheet)
        tables.append(found)
        texts.append((sheet, text_lines(rest)))
    for sheet, found, lines in zip(pdf.sheets, tables, without_margins(texts), strict=True):
        own: list[_Item] = [*(Placed(sheet.number, line) for line in lines), *found]
        yield from sorted(own, key=lambda item: item.box[1] if isinstance(item, Panel) else item.line.box[1])


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
        if isinstance(item, Placed):
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


def _grid(panel: Panel, number: int) -> Grid:
    rows: list[list[PanelCell]] = [[] for _ in range(panel.rows)]
    for cell in sorted(panel.cells, key=lambda c: (c.row, c.column)):
        rows[cell.row].append(cell)
    return Grid(
        rows=tuple(
            tuple(
                GridCell(
                    text=cell.text,
                    at=At(page=cell.page, box=cell.box, table=number, row=cell.row + 1, cell=position),
                    rowspan=cell.rowspan,
                    colspan=cell.colspan,
                )
                for position, cell in enumerate(row, 1)
            )
            for row in rows
        ),
        at=At(page=panel.page, table=number),
        exact=True,
    )


def _readings(pdf: Pdf) -> Iterator[Reading]:
    for name, value in (("title", pdf.title), ("author", pdf.author), ("producer", pdf.producer)):
        if value:
            yield Reading(name=name, value=value)
    yield Reading(name="pages", value=str(len(pdf.sheets)))
    for sheet in pdf.sheets:
        if not sheet.runs and sheet.pictures >= _SCAN:
            yield Reading(name="page-without-text", value=str(sheet.number), at=At(page=sheet.number))
