"""PDFium says the same on pointers made once, for any number of things, as by pypdfium2's bindings one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))
import pypdfium2

from gongkai.readers.pdf.pdfium_calls import answers, plain, pointed, pointer
from tiny_pdf import Leaf, write

LETTERS = 600  # more than are asked about at once


@pytest.fixture
def page() -> Iterator[pypdfium2.PdfPage]:
    texts = [(10.0 + n % 20 * 28, 20.0 + n // 20 * 26, 9.0, "开") for n in range(LETTERS)]
    lines = [(10.0, 20.0 + n, 90.0 + n % 7, 20.0 + n) for n in range(LETTERS)]
    with pypdfium2.PdfDocument(write([Leaf(texts=texts, lines=lines)])) as document:
        yield document[0]


def test_boxes_of_letters(page: pypdfium2.PdfPage) -> None:
    text = page.get_textpage()
    count = text.count_chars()
    found = answers("FPDFText_GetLooseCharBox", (0, 0, 0, 0), "f", range(count), of=pointed(text.raw))
    boxes = [text.get_charbox(number, loose=True) for number in range(count)]
    assert count >= LETTERS
    # PDFium writes left, top, right, bottom; pypdfium2 gives left, bottom, right, top.
    assert found.tolist() == [side for left, bottom, right, top in boxes for side in (left, top, right, bottom)]


def test_bounds_of_things_and_what_stands_where_there_are_none(page: pypdfium2.PdfPage) -> None:
    of = plain("FPDFPage_GetObject")
    things = [pointer(of(pointed(page.raw), number)) for number in range(2 * LETTERS)]
    found = answers("FPDFPageObj_GetBounds", (7, 7, 7, 7), "f", [*things, pointer(None)])
    bounds = [side for thing in page.get_objects() for side in thing.get_bounds()]
    assert found.tolist() == [*bounds, 7, 7, 7, 7]


def test_nothing_asked_is_nothing_said() -> None:
    assert answers("FPDFPageObj_GetBounds", (0, 0, 0, 0), "f", []).tolist() == []
