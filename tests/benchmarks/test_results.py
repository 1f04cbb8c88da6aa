"""The bench of results in small: what is written is counted, and nothing is left out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from gongkai.plugins import Catalogue
from results import FORMATS, normalized, of, sources


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at through /proc")
def test_both_formats_hold_what_was_checked(catalogue: Catalogue) -> None:
    found = of(normalized(catalogue, sources(catalogue, 5)), 40)
    assert found.documents == 40
    assert found.findings > 0
    assert found.counts == dict.fromkeys(FORMATS, 40)
    assert min(found.sizes.values()) > 1000
    assert found.written.memory > 10_000_000
