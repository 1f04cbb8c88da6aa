"""The backend: PDFium, through pypdfium2's raw bindings alone: to import its classes, too, costs a twelfth of a run over
one file. Nothing else in the project knows it.

PDFium repairs a broken cross-reference table by itself; what it cannot repair it refuses. It is not thread-safe.
"""

from __future__ import annotations

import ctypes
from functools import cache

from gongkai.bilingual import Text
from gongkai.limits import Limits
from gongkai.readers.pdf import faults
from gongkai.readers.pdf.bombs import refuse_bombs
from gongkai.readers.pdf.pdfium_calls import Handle
from gongkai.readers.pdf.pdfium_lines import drawn
from gongkai.readers.pdf.pdfium_text import runs
from gongkai.readers.pdf.sheet import Pdf, Sheet
from gongkai.readers.pdf.turning import Turning

__all__ = ["open_pdf"]

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def open_pdf(data: bytes, limits: Limits) -> Pdf:
    """Everything that the reader needs of a file.

    Raises ReadError: extra not installed, not a PDF, encrypted, damaged, or larger than the limits.
    """
    try:
        import pypdfium2_raw as raw
    except ImportError as error:
        raise faults.missing_extra() from error
    if b"%PDF-" not in data[:1024]:
        raise faults.not_a_pdf()
    refuse_bombs(data, limits.stream_bytes)
    _begin()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    try:
        pages = raw.FPDF_GetPageCount(document)
        if pages < 1:
            raise faults.encrypted() if raw.FPDF_GetLastError() in (_PASSWORD, _SECURITY) else faults.damaged()
        return _all(document, pages, limits)
    finally:
        raw.FPDF_CloseDocument(document)


@cache
def _begin() -> None:
    """Start the library, once a process; to start it again does nothing."""
    import pypdfium2_raw as raw

    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2))


def _all(document: Handle, pages: int, limits: Limits) -> Pdf:
    if pages > limits.pages:
        raise faults.too_large(
            Text(zh=f"有{pages}页，上限{limits.pages}页", en=f"{pages} pages, the limit is {limits.pages}"), "pages"
        )
    sheets: list[Sheet] = []
    characters, objects = limits.characters, limits.drawn_objects
    for index in range(pages):
        sheet, count, seen = _sheet(document, index, characters, objects)
        characters, objects = characters - count, objects - seen
        if characters < 0:
            most = limits.characters
            raise faults.too_large(Text(zh=f"文字超过{most:,}字", en=f"more than {most:,} characters"), "characters")
        sheets.append(sheet)
    title, author, producer = (_told(document, name) for name in (b"Title", b"Author", b"Producer"))
    return Pdf(sheets=tuple(sheets), title=title, author=author, producer=producer)


def _told(document: Handle, name: bytes) -> str:
    """An entry of the metadata, "" if there is none. What damage made of it must not keep the pages from being read."""
    import pypdfium2_raw as raw

    size = raw.FPDF_GetMetaText(document, name, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, name, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()


def _sheet(document: Handle, index: int, characters: int, objects: int) -> tuple[Sheet, int, int]:
    """One page, and how many characters and drawn things it has; its text is left out when there are more than that."""
    import pypdfium2_raw as raw

    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise faults.damaged(index + 1)
    text = None
    try:
        turning = _turning(page)
        text = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text) if text else -1
        if count < 0:
            raise faults.damaged(index + 1)
        lines = drawn(page, turning, objects)
        sheet = Sheet(
            number=index + 1,
            width=turning.width,
            height=turning.height,
            runs=runs(text, count, turning) if count <= characters else (),
            lying=lines.lying,
            standing=lines.standing,
            pictures=lines.pictures,
        )
        return sheet, count, lines.objects
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)


def _turning(page: object) -> Turning:
    import pypdfium2_raw as raw

    area = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, area)
    return Turning(area.left, area.bottom, area.right, area.top, raw.FPDFPage_GetRotation(page))
