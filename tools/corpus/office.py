"""Old office files, made from the Word-like DOCX by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from corpus import UnavailableError, Writer
from corpus.docx import word
from gongkai.document import Document


def _office(document: Document, kind: str) -> bytes:
    program = shutil.which("soffice")
    if program is None:
        raise UnavailableError("LibreOffice (soffice)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(word(document))
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


WRITERS = tuple(
    Writer(name=kind, suffix=f".{kind}", write=partial(_office, kind=kind)) for kind in ("doc", "odt", "rtf")
)
