"""Correct reports written in every format come back cell by cell. `python tools/roundtrip.py` does more of them."""

from __future__ import annotations

import pytest

import roundtrip
from corpus import Writer, samples, writers
from gongkai.plugins import Catalogue

# Formats whose writers start other programs or load heavy libraries have tests of their own.
QUICK = [writer for writer in writers() if writer.name.startswith(("html", "json", "markdown", "text"))]


@pytest.mark.parametrize("writer", QUICK, ids=lambda writer: writer.name)
def test_every_cell_comes_back(writer: Writer, catalogue: Catalogue) -> None:
    every = [sample for _, spec in sorted(catalogue.standards.items()) for sample in samples(spec, 1)]
    result = roundtrip.score(writer, every, catalogue)
    assert result.faults == []
    assert result.right == result.expected > 0
