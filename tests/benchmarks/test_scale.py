"""The scale bench in small: what it counts, not what it times."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from scale import lines, measured, reports


@pytest.fixture(scope="module")
def known() -> list[bytes]:
    return reports(3)


def test_each_line_is_a_report_with_a_path_of_its_own(known: list[bytes]) -> None:
    paths = [json.loads(line)["path"] for line in lines(known, 7)]
    assert len(set(paths)) == 7


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at through /proc")
def test_all_processes_of_a_run_are_counted(known: list[bytes]) -> None:
    arguments = ["-", "--as", "jsonl", "--no-cache", "--select", "GK303", "--jobs"]
    one, two = (measured([*arguments, jobs], lines(known, 300)) for jobs in ("1", "2"))
    assert one.documents == two.documents == 300
    assert one.cpu == one.busiest > 0
    assert two.cpu > two.busiest > 0
    assert two.memory > one.memory > 10_000_000
