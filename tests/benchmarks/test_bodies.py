"""The bench of bodies' names: never two bodies for one, and few names of one body that are not known for it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).parent.parent.parent / "benchmarks" / "bodies.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bodies_bench", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bodies_bench"] = module
    spec.loader.exec_module(module)
    return module


def test_of_the_labelled_pairs_none_is_taken_for_one_body_wrongly(bench: ModuleType) -> None:
    found = bench.measure(tuple(bench.pairs()))
    assert found.pairs >= 200
    assert found.precision == 1.0
    assert found.recall >= 0.95
    assert found.left_open >= 0.9


def test_every_label_occurs_with_its_near_misses(bench: ModuleType) -> None:
    labels = [pair.label for pair in bench.pairs()]
    assert min(labels.count("equal"), labels.count("different")) >= 90


def test_bodies_of_one_country_are_told_apart(bench: ModuleType) -> None:
    number, wrong = bench.crossed()
    assert number > 20000
    assert wrong == ()
