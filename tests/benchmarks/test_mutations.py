"""The mutation bench in small: correct reports give nothing, faults are found where they are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from faults import FAULTS
from gongkai.plugins import Catalogue
from mutations import Bench, times

SEEDS = range(6)
SINGLE = (
    "wrong digit",
    "digits exchanged",
    "digit lost",
    "digit doubled",
    "one off",
    "value of the row above",
    "wrong total",
)
SHAPE = ("row dropped", "row added", "section dropped", "section moved", "section doubled", "wrong standard")


@pytest.fixture(scope="module")
def bench(catalogue: Catalogue) -> Bench:
    return Bench(catalogue)


@pytest.mark.slow
def test_correct_reports_give_nothing(bench: Bench) -> None:
    assert list(bench.clean(range(15))) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SINGLE)
def test_a_single_wrong_cell_of_table_three_is_the_cell_that_is_named(bench: Bench, name: str) -> None:
    score = bench.score(FAULTS[name], SEEDS)
    assert score.cases > 5
    assert (score.found, score.localized, score.extra) == (score.cases, score.cases, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["two cells", "two cells swapped", "wrong column", "row shifted", "three cells"])
def test_several_wrong_cells_are_among_the_best_candidates(bench: Bench, name: str) -> None:
    score = bench.score(FAULTS[name], SEEDS)
    assert score.found == score.cases > 5
    assert score.localized >= 0.9 * score.cases


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cell blanked", "table 4: one cell", *SHAPE])
def test_other_faults_are_found(bench: Bench, name: str) -> None:
    score = bench.score(FAULTS[name], SEEDS)
    assert score.found == score.cases > 5


@pytest.mark.slow
def test_the_same_seed_makes_the_same_faults(bench: Bench) -> None:
    from made import make

    for standard in bench.catalogue.standards.values():
        for fault in FAULTS.values():
            assert fault.apply(make(standard, 2), 2) == fault.apply(make(standard, 2), 2)


@pytest.mark.slow
def test_checking_costs_less_than_validating_the_same_json(bench: Bench) -> None:
    correct, *_ = times(bench, range(3))
    assert float(correct.rsplit("= ", 1)[1]) < 1
