"""The throughput bench measures what it says: whole checks of correct reports, against the bare parse."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from gongkai.engine import check_report
from gongkai.plugins import Catalogue
from throughput import FORMATS, Bench, Cost, files, verdict


@pytest.fixture(scope="module")
def bench(catalogue: Catalogue) -> Bench:
    return Bench(catalogue)


def test_its_reports_are_correct_and_the_city_s_has_more_prose(bench: Bench) -> None:
    lengths = []
    for _, source in files(bench.catalogue, "json"):
        report = bench.loader.load(source)
        outcome = check_report(report, bench.chosen, 0.6, bench.catalogue.instruments)
        assert not outcome.incidents
        assert [d.rule for d in outcome.diagnostics if d.severity != "info"] == []
        lengths.append(sum(len(passage.text) for passage in report.passages))
    small, city = lengths
    assert city > 5 * small


def test_a_cost_has_every_step(bench: Bench) -> None:
    _, source = next(files(bench.catalogue, "text-tabs"))
    cost = bench.cost(source, FORMATS[".txt"], rounds=3)
    assert min(cost.bare, cost.read, cost.recognize, cost.rules) > 0
    assert cost.whole == pytest.approx(cost.read + cost.recognize + cost.rules)


def test_slow_rules_are_named(bench: Bench) -> None:
    _, source = next(files(bench.catalogue, "json"))
    slowest = bench.rules(source, rounds=1)
    assert {name for name, _ in slowest} <= {each.rule.id for each in bench.chosen}
    assert [ms for _, ms in slowest] == sorted((ms for _, ms in slowest), reverse=True)


def test_a_format_over_its_gate_fails_only_where_that_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    slow = {".json": [Cost(1.0, 0.0, 0.0, 1000.0)]}
    assert verdict(slow, fail=True) == 1
    assert verdict(slow, fail=False) == 0
    assert "TOO SLOW" in capsys.readouterr().out
    assert verdict({".json": [Cost(1.0, 0.0, 1.0, 1.0)]}, fail=True) == 0
