"""Reports written as DOCX, XLSX and old office files come back cell by cell."""

from __future__ import annotations

import pytest

from corpus import samples, writers
from gongkai.plugins import Catalogue
from roundtrip import score

FAST = ("docx-word", "docx-wps", "xlsx")
# Each file takes LibreOffice seconds to write and to read.
SLOW = ("doc", "odt", "office-html", "rtf")


@pytest.mark.parametrize("name", [*FAST, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)])
def test_every_cell_comes_back(name: str, catalogue: Catalogue) -> None:
    writer = next(writer for writer in writers() if writer.name == name)
    standards = [catalogue.standards[key] for key in sorted(catalogue.standards)]
    every = [s for spec in standards for s in samples(spec, 3)] if name in FAST else list(samples(standards[-1], 1))
    result = score(writer, every, catalogue)
    if result.unavailable:
        pytest.skip(f"{result.unavailable} is not installed: NOT TESTED here")
    assert result.faults == []
    assert result.right == result.expected > 0
