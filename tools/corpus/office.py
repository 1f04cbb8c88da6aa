"""What LibreOffice makes: old office files of the Word-like DOCX, and a web page of one with the official form's looks."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import UnavailableError, Writer
from corpus.docx import word
from gongkai.document import Document

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph


def _office(document: Document, kind: str, original: Callable[[Document], bytes] = word) -> bytes:
    program = shutil.which("soffice")
    if program is None:
        raise UnavailableError("LibreOffice (soffice)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(original(document))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            name,
            str(folder / "report.docx"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / f"report.{kind}").read_bytes()


def _formed(document: Document) -> bytes:
    """DOCX with the looks of the official form's template, as offices fill it in: lines around all cells, words
    centred in them, the font set in every run."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    made = docx.Document(io.BytesIO(word(document)))
    for paragraph in made.paragraphs:
        _set_font(paragraph, "仿宋", 16)
    for table in made.tables:
        table.style = "Table Grid"
        for paragraph in [paragraph for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _set_font(paragraph, "宋体", 10)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _set_font(paragraph: Paragraph, name: str, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for run in paragraph.runs:
        run.font.name, run.font.size = name, Pt(size)
        run.element.rPr.rFonts.set(qn("w:eastAsia"), name)


WRITERS = (
    *(Writer(name=kind, suffix=f".{kind}", write=partial(_office, kind=kind)) for kind in ("doc", "odt", "rtf")),
    Writer(name="office-html", suffix=".html", write=partial(_office, kind="html", original=_formed)),
)
