"""The backend: PDFium, through pypdfium2's raw bindings. Nothing else in the project knows it.

PDFium repairs a broken cross-reference table by itself; what it cannot repair it refuses. It is not thread-safe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.bilingual import Text
from gongkai.limits import Limits
from gongkai.readers.pdf import faults
from gongkai.readers.pdf.bombs import refuse_bombs
from gongkai.readers.pdf.pdfium_lines import drawn
from gongkai.readers.pdf.pdfium_text import runs
from gongkai.readers.pdf.sheet import Pdf, Sheet
from gongkai.readers.pdf.turning import Turning

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

__all__ = ["open_pdf"]

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def open_pdf(data: bytes, limits: Limits) -> Pdf:
    """Everything that the reader needs of a file.

    Raises ReadError: extra not installed, not a PDF, encrypted, damaged, or larger than the limits.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise faults.missing_extra() from error
    if b"%PDF-" not in data[:1024]:
        raise faults.not_a_pdf()
    refuse_bombs(data, limits.stream_bytes)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise (faults.encrypted() if error.err_code in (_PASSWORD, _SECURITY) else faults.damaged()) from error
    try:
        return _all(document, limits)
    finally:
        document.close()


def _all(document: PdfDocument, limits: Limits) -> Pdf:
    pages = len(document)
    if pages > limits.pages:
        raise faults.too_large(
            Text(zh=f"有{pages}页，上限{limits.pages}页", en=f"{pages} pages, the limit is {limits.pages}"), "pages"
        )
    sheets: list[Sheet] = []
    left = limits.characters
    for index in range(pages):
        sheet, characters = _sheet(document, index, left, limits)
        left -= characters
        sheets.append(sheet)
    told = document.get_metadata_dict()
    return Pdf(
        sheets=tuple(sheets), title=told["Title"].strip(), author=told["Author"].strip(), producer=told["Producer"].strip()
    )  # fmt: skip


def _sheet(document: PdfDocument, index: int, left: int, limits: Limits) -> tuple[Sheet, int]:
    """One page, and how many characters it has."""
    from pypdfium2 import raw

    page = raw.FPDF_LoadPage(document.raw, index)
    if not page:
        raise faults.damaged(index + 1)
    text = None
    try:
        turning = _turning(page)
        text = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text) if text else -1
        if count < 0:
            raise faults.damaged(index + 1)
        if count > left:
            most = limits.characters
            raise faults.too_large(Text(zh=f"文字超过{most:,}字", en=f"more than {most:,} characters"), "characters")
        lying, standing, pictures = drawn(page, turning, limits.page_objects)
        sheet = Sheet(
            number=index + 1,
            width=turning.width,
            height=turning.height,
            runs=runs(text, count, turning),
            lying=lying,
            standing=standing,
            pictures=pictures,
        )
        return sheet, count
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)


def _turning(page: object) -> Turning:
    from pypdfium2 import raw

    area = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, area)
    return Turning(area.left, area.bottom, area.right, area.top, raw.FPDFPage_GetRotation(page))
