"""Print what reading and checking a report costs, as ratios to the bare parse of its bytes in the same run.

The bare parse is what the library underneath does with the bytes, and nothing else. CPU time, the fastest of several
runs: a busy machine only ever adds. A new format needs an entry in `BARE`.
"""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

sys.path.insert(0, str(Path(__file__).parent))
from corpus import UnavailableError, samples, writers
from corpus.draw import draw
from gongkai.config import Config
from gongkai.engine import check_source
from gongkai.load import Loader
from gongkai.plugins import collect
from gongkai.reader import Source, choose_reader
from gongkai.selection import choose

ROUNDS = 25
# The parts of a DOCX file that its text is in or depends on; a reader has to parse all of them.
DOCX_PARTS = ("document", "styles", "numbering", "settings", "footer1", "comments")


def bare_docx(data: bytes) -> None:
    """Unzip and parse the XML of the text, its styles and its lists."""
    package = zipfile.ZipFile(io.BytesIO(data))
    for name in package.namelist():
        if name.startswith("word/") and Path(name).stem in DOCX_PARTS and name.endswith(".xml"):
            ET.fromstring(package.read(name))


def bare_xlsx(data: bytes) -> None:
    """All cells of all sheets by python-calamine."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def bare_pdf(data: bytes) -> None:
    """The text of every page, each character's box, and the bounds of every drawn line, by PDFium."""
    import ctypes

    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(data)
    sides = [ctypes.c_float() for _ in range(4)]
    area = raw.FS_RECTF()
    for index in range(len(document)):
        page = raw.FPDF_LoadPage(document.raw, index)
        text = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (count + 1))()
        raw.FPDFText_GetText(text, 0, count, buffer)
        bytes(buffer).decode("utf-16-le", "replace")
        for number in range(count):
            raw.FPDFText_GetLooseCharBox(text, number, area)
        for number in range(raw.FPDFPage_CountObjects(page)):
            thing = raw.FPDFPage_GetObject(page, number)
            if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH:
                raw.FPDFPageObj_GetBounds(thing, *sides)
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    document.close()


BARE: dict[str, Callable[[bytes], None]] = {".docx": bare_docx, ".pdf": bare_pdf, ".xlsx": bare_xlsx}


def fastest(run: Callable[[], object]) -> float:
    """Milliseconds of CPU."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        run()
        times.append(time.process_time() - begun)
    return min(times) * 1000


def main() -> int:
    """One line a writer: milliseconds of the bare parse, then reading and the whole check as ratios to it."""
    catalogue, config = collect(), Config()
    standard = catalogue.standards[max(catalogue.standards)]
    sample = next(iter(samples(standard, 1)))
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    chosen = choose(catalogue.rules, config)
    print(f"{'format':<14}{'bytes':>8}{'bare, ms':>10}{'read':>8}{'read + check':>14}")
    for writer in writers():
        bare = BARE.get(writer.suffix)
        if bare is None:
            continue
        try:
            data = writer.write(draw(standard, sample.cells))
        except UnavailableError as error:
            print(f"{writer.name:<14}not run: {error}")
            continue
        source = Source(f"report{writer.suffix}", data)
        reader = choose_reader(source, catalogue.readers)
        plain = fastest(lambda bare=bare, data=data: bare(data))
        read = fastest(lambda reader=reader, source=source: reader.read(source))
        whole = fastest(lambda source=source: check_source(source, loader, chosen, 0.6, catalogue.instruments))
        print(f"{writer.name:<14}{len(data):>8}{plain:>10.2f}{read / plain:>7.1f}×{whole / plain:>13.1f}×")
    return 0


if __name__ == "__main__":
    sys.exit(main())
