"""Time reading and checking PDFs against what PDFium alone needs for their characters and lines.

Files as arguments. Prints medians in milliseconds and, as the last columns, the ratios to the bare extraction: all
in one run, the steps taken in turn so that a busy machine slows all of them alike.
"""

from __future__ import annotations

import ctypes
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from gongkai.config import Config
from gongkai.engine import check_source
from gongkai.load import Loader
from gongkai.plugins import collect
from gongkai.reader import Source
from gongkai.readers.pdf import READER
from gongkai.selection import choose

_ROUNDS = 21


def bare(data: bytes, *, boxes: bool) -> None:
    """The text of every page and the bounds of every drawn line; with `boxes`, each character's box as well."""
    document = pypdfium2.PdfDocument(data)
    sides = [ctypes.c_float() for _ in range(4)]
    area = raw.FS_RECTF()
    where = ctypes.byref(area)
    for index in range(len(document)):
        page = raw.FPDF_LoadPage(document.raw, index)
        text = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (count + 1))()
        raw.FPDFText_GetText(text, 0, count, buffer)
        bytes(buffer).decode("utf-16-le", "replace")
        if boxes:
            for number in range(count):
                raw.FPDFText_GetLooseCharBox(text, number, where)
        for number in range(raw.FPDFPage_CountObjects(page)):
            thing = raw.FPDFPage_GetObject(page, number)
            if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH:
                raw.FPDFPageObj_GetBounds(thing, *sides)
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    document.close()


def main() -> None:
    catalogue = collect()
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    chosen = choose(catalogue.rules, Config())
    print(
        f"{'file':<36}{'text':>8}{'+boxes':>8}{'read':>8}{'+report':>8}{'+rules':>8}{'read/text':>11}{'all/text':>10}{'all/boxes':>11}"
    )
    for name in sys.argv[1:]:
        source = Source(name, Path(name).read_bytes())
        steps: tuple[Callable[[], object], ...] = (
            lambda data=source.data: bare(data, boxes=False),
            lambda data=source.data: bare(data, boxes=True),
            lambda source=source: READER.read(source),
            lambda source=source: loader.load(source),
            lambda source=source: check_source(source, loader, chosen, 0.6, catalogue.instruments),
        )
        times: list[list[float]] = [[] for _ in steps]
        for _ in range(_ROUNDS):
            for step, found in zip(steps, times, strict=True):
                begun = time.perf_counter()
                step()
                found.append((time.perf_counter() - begun) * 1000)
        text, boxes, read, report, rules = (statistics.median(found) for found in times)
        print(
            f"{Path(name).name:<36}{text:>8.1f}{boxes:>8.1f}{read:>8.1f}{report:>8.1f}{rules:>8.1f}"
            f"{read / text:>11.2f}{rules / text:>10.2f}{rules / boxes:>11.2f}"
        )


if __name__ == "__main__":
    main()
