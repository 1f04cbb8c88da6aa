"""Whole reports in PDF: each gives the stored normalized report, byte for byte, with every number that was written.

The files were made by `tools/roundtrip.py --keep`; `python tests/readers/pdf/test_examples.py` writes the expected
reports anew after a wanted change.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))
from corpus import UnavailableError, Writer, samples
from corpus.draw import draw
from corpus.pdf import WRITERS
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.report_json import encode
from roundtrip import compare

EXAMPLES = Path(__file__).parents[2] / "examples" / "pdf"
# Table three of the first runs over five pages, with repeated headers and rows that page breaks cut; in the second
# heads have one character a line.
STANDARDS = {"over-five-pages": "gkbg-2021", "narrow-heads": "gkbg-2019"}


def load(name: str, catalogue: Catalogue) -> Report:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    return loader.load(Source(f"{name}.pdf", (EXAMPLES / f"{name}.pdf").read_bytes()))


@pytest.mark.parametrize("name", STANDARDS)
def test_the_report_is_the_stored_one(name: str, catalogue: Catalogue) -> None:
    assert encode(load(name, catalogue)) == (EXAMPLES / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", STANDARDS)
def test_every_number_is_in_its_cell(name: str, catalogue: Catalogue) -> None:
    sample = next(samples(catalogue.standards[STANDARDS[name]], 1))
    right, faults = compare(sample, load(name, catalogue))
    assert faults == []
    assert right == len(sample.cells)


def test_cells_know_their_page_and_box(catalogue: Catalogue) -> None:
    table = load("over-five-pages", catalogue).table("applications")
    assert table is not None
    pages = [row.at.page for row in table.rows]
    assert sorted({page for page in pages if page}) == [3, 4, 5, 6, 7]
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert all(cell.at.box for row in table.rows for cell in row.cells)


@pytest.mark.slow
@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_what_was_written_is_read(writer: Writer, catalogue: Catalogue) -> None:
    sample = list(samples(catalogue.standards["gkbg-2021"], 2))[1]
    try:
        data = writer.write(draw(sample.standard, sample.cells))
    except UnavailableError as error:
        pytest.skip(f"NOT TESTED: {writer.name} needs {error}")
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    right, faults = compare(sample, loader.load(Source("report.pdf", data)))
    assert faults == []
    assert right == len(sample.cells)


if __name__ == "__main__":
    for example in STANDARDS:
        (EXAMPLES / f"{example}.json").write_bytes(encode(load(example, collect())))
