"""PDF files with a text layer: characters and ruling lines in, paragraphs and tables out.

What reads the bytes is one backend behind `sheet.Sheet`; everything after it is geometry and knows no PDF library.
"""

from __future__ import annotations

from gongkai.bilingual import Text
from gongkai.document import Document
from gongkai.reader import Reader, Source

__all__ = ["READER"]


def _read(source: Source) -> Document:
    # The backend and the geometry are imported when a PDF is read, not when readers are listed.
    from gongkai.readers.pdf.assemble import assemble
    from gongkai.readers.pdf.pdfium import open_pdf

    return assemble(source.path, open_pdf(source.data, source.limits))


def _claim(source: Source) -> int:
    # Acrobat accepts the mark anywhere in the first 1024 bytes; mail gateways and scanners put lines before it.
    if source.data.startswith(b"%PDF-"):
        return 100
    if b"%PDF-" in source.data[:1024]:
        return 70
    return 30 if source.suffix == ".pdf" else 0


READER = Reader(
    name="pdf",
    title=Text(zh="PDF（有文字层）", en="PDF with a text layer"),
    suffixes=(".pdf",),
    claim=_claim,
    read=_read,
)
