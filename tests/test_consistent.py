"""Random correct reports are correct: every sum holds, and no rule finds fault with the tables."""

from __future__ import annotations

import pytest

from gongkai.balance.tables import balance_report, unmet
from gongkai.consistent import consistent_cells
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.specimen import write_report


@pytest.mark.parametrize("standard", ["gkbg-2019", "gkbg-2021"])
@pytest.mark.parametrize("size", [0, 3, 50, 5000])
def test_every_sum_of_a_random_report_holds(catalogue: Catalogue, standard: str, size: int) -> None:
    spec = catalogue.standards[standard]
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    for seed in range(5):
        cells = {place: str(value) for place, value in consistent_cells(spec, seed, size=size).items()}
        about = loader.load(Source("r.txt", write_report(spec, cells=cells).encode()))
        assert about.fidelity.score == 1.0
        balanced = balance_report(about)
        assert len(balanced.sums) > 30
        assert balanced.balance.consistent
        assert unmet(about) == ()


def test_the_same_seed_gives_the_same_numbers(catalogue: Catalogue) -> None:
    spec = catalogue.standards["gkbg-2021"]
    assert consistent_cells(spec, 7) == consistent_cells(spec, 7)
    assert consistent_cells(spec, 7) != consistent_cells(spec, 8)
