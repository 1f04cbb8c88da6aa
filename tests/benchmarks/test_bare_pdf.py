"""The bare parses of PDF get what the reader gets: all characters and all lines, however a program draws them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from bare_pdf import Got, by_library, by_raw_calls
from gongkai.limits import Limits
from gongkai.readers.pdf.pdfium import open_pdf
from tiny_pdf import Leaf, write

TEXT = [(60.0, 115.0, 12.0, "新收"), (160.0, 115.0, 12.0, "25")]
EDGES = [(50, 100, 250, 100), (50, 120, 250, 120), (50, 100, 50, 120), (150, 100, 150, 120), (250, 100, 250, 120)]
LEAVES = {
    "a stroke each": Leaf(texts=TEXT, lines=EDGES),
    "a thin box each": Leaf(texts=TEXT, boxes=[(x, y, u - x or 0.5, v - y or 0.5, 0) for x, y, u, v in EDGES]),
    "a frame for each cell": Leaf(texts=TEXT, frames=[(50, 100, 99, 20), (151, 100, 99, 20)]),
}


@pytest.mark.parametrize("drawn", LEAVES)
def test_both_ways_get_as_many_lines_as_the_reader(drawn: str) -> None:
    data = write([LEAVES[drawn], LEAVES[drawn]])
    lines = sum(len(sheet.lying) + len(sheet.standing) for sheet in open_pdf(data, Limits()).sheets)
    assert lines == 2 * (8 if "frame" in drawn else 5)
    assert by_raw_calls(data) == by_library(data)
    assert by_library(data).lines == lines


def test_both_ways_get_every_character() -> None:
    data = write([Leaf(texts=TEXT[:1]), Leaf(texts=TEXT[1:])])
    assert by_raw_calls(data) == by_library(data) == Got(characters=4, lines=0)
