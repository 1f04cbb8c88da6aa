"""The bench across reports in small: correct sets give nothing, a fault is found in the report it is in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from across import SetBench
from gongkai.plugins import Catalogue
from made_sets import family, years
from mutations import Bench
from set_faults import APART, FAMILY, YEARS

SEEDS = range(2)
# Of these a wrong cell breaks sums of its own report, so that the report it is in can be told.
LOCATED = [name for name in (*YEARS, *FAMILY) if name.startswith(("a cell", "two cells", "table 4", "carried"))]


@pytest.fixture(scope="module")
def bench(catalogue: Catalogue) -> SetBench:
    return SetBench(Bench(catalogue))


@pytest.mark.slow
def test_correct_sets_give_nothing(bench: SetBench) -> None:
    assert list(bench.clean(range(4))) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", LOCATED)
def test_a_wrong_cell_is_found_in_its_report(bench: SetBench, name: str) -> None:
    score = bench.score(name, SEEDS)
    assert score.cases > 1
    assert (score.found, score.right, score.other) == (score.cases, score.cases, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in (*YEARS, *FAMILY) if name not in LOCATED])
def test_other_faults_are_found_by_their_rule(bench: SetBench, name: str) -> None:
    score = bench.score(name, range(3))
    assert score.found == score.cases > 0


@pytest.mark.slow
@pytest.mark.parametrize("name", APART)
def test_where_no_equation_tells_no_report_is_blamed(bench: SetBench, name: str) -> None:
    score = bench.score(name, SEEDS)
    assert score.found == score.cases > 0
    assert (score.right, score.other) == (0, 0)


def test_two_years_of_a_made_body_join(catalogue: Catalogue) -> None:
    """Also where last year's report has the older form."""
    standard = catalogue.standards["gkbg-2021"]
    made = years(catalogue.standards, standard, 0)
    assert made.previous is not None
    assert (made.now.year, made.previous.year, made.previous.standard.id) == (2021, 2020, "gkbg-2019")
    for column in ("natural_person", "total"):
        carried = made.now.value(("applications", "carried_in", column))
        assert carried == made.previous.value(("applications", "carried_out", column))


def test_a_made_parent_is_the_sum_of_its_children(catalogue: Catalogue) -> None:
    made = family(catalogue.standards, catalogue.standards["gkbg-2021"], 3)
    for key, value in made.now.numbers.items():
        assert value == sum(child.value(key) for child in made.children)
