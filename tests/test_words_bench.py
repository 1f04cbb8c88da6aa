"""Made faults in the words of correct reports are found, and correct reports are left alone."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from gongkai.plugins import Catalogue

PATH = Path(__file__).parent.parent / "benchmarks" / "words.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words_bench", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["words_bench"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_nineteen_of_twenty_made_faults_are_found_by_each_rule(bench: ModuleType, catalogue: Catalogue) -> None:
    for row in bench.measure(25, catalogue):
        assert row.made >= 3, row
        assert row.found >= 0.95 * row.made, row


@pytest.mark.slow
def test_correct_reports_are_left_alone(bench: ModuleType, catalogue: Catalogue) -> None:
    assert bench.false_alarms(150, catalogue) == []


def test_every_default_rule_of_these_families_is_mutated(bench: ModuleType, catalogue: Catalogue) -> None:
    default = {rule.id for rule in catalogue.rules if not rule.preview and rule.id.startswith(bench.FAMILIES)}
    # GK818 and GK869 are not of this bench's making; GK881 and GK882 need a report without tables, GK886
    # the answers of a network (see their examples).
    assert default - {mutation.rule for mutation in bench.MUTATIONS} == {"GK818", "GK869", "GK881", "GK882", "GK886"}
