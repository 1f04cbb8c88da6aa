"""How much of one file is read before it counts as hostile or broken."""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

from typing import Annotated

from msgspec import Meta, Struct

__all__ = ["Limits"]

_Count = Annotated[int, Meta(ge=1)]


class Limits(Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """Bounds for reading one file. A real report is far below each: its DOCX unpacks to a megabyte or less.

    `file_bytes` is the size of a file as it lies on the disk, `text_bytes` that of a text or web page,
    `unpacked_bytes` that of all parts that are read of a packed file (DOCX, XLSX), `xml_elements` the elements of one
    XML part, `grid_cells` the slots of all tables with merged cells spread out, `paragraphs` those of a text or web
    page, `nesting` how deep a web page's elements stand in each other, `office_seconds` how long LibreOffice may take
    to convert one old file.
    Of a PDF, `pages`, `characters` and `drawn_objects` (lines, pieces of text, pictures) bound the whole file, and
    `stream_bytes` one packed stream, unpacked: PDFium needs 6 seconds and 2 gigabytes for 100 million bytes.
    """

    file_bytes: _Count = 200_000_000
    text_bytes: _Count = 20_000_000
    unpacked_bytes: _Count = 100_000_000
    xml_elements: _Count = 400_000
    grid_cells: _Count = 200_000
    paragraphs: _Count = 100_000
    nesting: _Count = 400
    office_seconds: _Count = 60
    pages: _Count = 400
    characters: _Count = 1_000_000
    drawn_objects: _Count = 300_000
    stream_bytes: _Count = 64_000_000
