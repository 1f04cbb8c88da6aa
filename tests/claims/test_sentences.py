"""The labelled sentences: how many, how varied, and how well they are read. `benchmarks/claims.py` prints the figures."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from gongkai.plugins import Catalogue
from gongkai_rules._stated import CELLS, Kind

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_claims", ROOT / "benchmarks" / "claims.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_claims"] = module  # msgspec looks up its types there
    spec.loader.exec_module(module)
    return module


def test_there_are_300_sentences_and_a_third_of_them_are_traps(bench: ModuleType) -> None:
    every = bench.sentences()
    assert len(every) >= 300
    assert len({sentence.text for sentence in every}) == len(every)
    assert sum(sentence.trap for sentence in every) * 3 >= len(every)
    assert len({(sentence.agency, sentence.year) for sentence in every}) >= 5


def test_they_are_read_as_labelled(bench: ModuleType, catalogue: Catalogue) -> None:
    claims, findings, misses = bench.measure(catalogue)
    told = "\n".join(misses)
    assert claims.precision() >= 0.98, told
    assert claims.recall() >= 0.95, told
    assert findings.precision() >= 0.98, told
    assert findings.recall() >= 0.95, told
    for name in claims.names:
        assert claims.precision(name) >= 0.9, (name, told)
        assert claims.recall(name) >= 0.7, (name, told)
    for name in findings.names:
        assert findings.precision(name) >= 0.9, (name, told)


def test_every_kind_of_the_words_has_its_name_in_the_type(catalogue: Catalogue) -> None:
    for standard in catalogue.standards.values():
        assert {kind.id for kind in standard.vocabulary.kinds} == set(get_args(Kind))
    assert set(CELLS) <= set(get_args(Kind))


def test_every_kind_of_claim_with_a_cell_has_a_sentence(bench: ModuleType) -> None:
    told = {kind for sentence in bench.sentences() for kind, _ in sentence.claims}
    assert set(CELLS) - told == set()
