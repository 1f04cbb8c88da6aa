"""A workbook with the whole report on one sheet, merged cells and all, by openpyxl."""

from __future__ import annotations

import io

from corpus import UnavailableError, Writer
from gongkai.document import Document, Grid


def xlsx(document: Document) -> bytes:
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise UnavailableError("openpyxl") from error
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    top = 1
    for block in document.blocks:
        if not isinstance(block, Grid):
            sheet.cell(top, 1, block.text)
            top += 1
            continue
        placed: set[int] = set()
        for y, row in enumerate(block.matrix):
            for x, cell in enumerate(row):
                if cell is None or id(cell) in placed:
                    continue
                placed.add(id(cell))
                # Numbers as numbers, as people type them; words as words.
                sheet.cell(top + y, x + 1, int(cell.text) if cell.text.isdigit() else cell.text)
                if cell.rowspan > 1 or cell.colspan > 1:
                    sheet.merge_cells(
                        start_row=top + y,
                        start_column=x + 1,
                        end_row=top + y + cell.rowspan - 1,
                        end_column=x + cell.colspan,
                    )
        top += len(block.rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WRITERS = (Writer(name="xlsx", suffix=".xlsx", write=xlsx),)
