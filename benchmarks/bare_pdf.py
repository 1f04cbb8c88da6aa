"""What PDFium takes to give the characters and lines of a PDF, asked in two ways; the pages are not looked at further.

A line of a table is drawn in one of three manners: as a stroked path of its own (office programs), as a thin filled box
(browsers, of collapsed borders), or as one edge of a stroked box (browsers, of borders that stand apart). The bounds
of a path are a line where they are thin; of a wider one, only its segments tell the lines. The corpus has no lines
inside form objects or under a matrix: neither way looks for those, as the reader has to.
"""

from __future__ import annotations

import ctypes

from msgspec import Struct

__all__ = ["Got", "by_library", "by_raw_calls"]

# In points: a path whose bounds are as thin as this is one line.
_THIN = 3.5


class Got(Struct, frozen=True):
    """How many characters and lines there were."""

    characters: int = 0
    lines: int = 0


def by_raw_calls(data: bytes) -> Got:
    """By the fewest calls of PDFium's functions that give the text, the box of each character and the lines."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(data)
    characters = lines = 0
    area = raw.FS_RECTF()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(len(document)):
        page = raw.FPDF_LoadPage(document.raw, index)
        text = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (count + 1))()
        raw.FPDFText_GetText(text, 0, count, buffer)
        bytes(buffer).decode("utf-16-le", "replace")
        for number in range(count):
            raw.FPDFText_GetLooseCharBox(text, number, area)
        characters += count
        for number in range(raw.FPDFPage_CountObjects(page)):
            thing = raw.FPDFPage_GetObject(page, number)
            if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH:
                raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
                thin = right.value - left.value <= _THIN or top.value - bottom.value <= _THIN
                lines += 1 if thin else _edges(thing)
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    document.close()
    return Got(characters, lines)


def by_library(data: bytes) -> Got:
    """The same by the classes that pypdfium2 offers to Python; of segments they know nothing."""
    import pypdfium2
    from pypdfium2 import raw

    characters = lines = 0
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            count = text.count_chars()
            for number in range(count):
                text.get_charbox(number, loose=True)
            characters += count
            for thing in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
                left, bottom, right, top = thing.get_bounds()
                lines += 1 if right - left <= _THIN or top - bottom <= _THIN else _edges(thing.raw)
            text.close()
            page.close()
    return Got(characters, lines)


def _edges(path: object) -> int:
    """How many lines a path has; where each begins and ends is asked."""
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    count = 0
    for number in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        count += raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO
    return count
