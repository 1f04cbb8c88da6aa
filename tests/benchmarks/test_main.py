"""`python benchmarks` knows every bench that there is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def run(*names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCHMARKS), *names], capture_output=True, text=True, check=False, encoding="utf-8"
    )


def test_a_name_that_there_is_not_is_told_with_all_that_there_are() -> None:
    done = run("nonsense")
    told = done.stdout.partition("There are: ")[2].partition(";")[0].split(", ")
    runnable = [p.stem for p in BENCHMARKS.glob("*.py") if "__name__ ==" in p.read_text(encoding="utf-8")]
    assert done.returncode == 2
    assert sorted([*told, "__main__"]) == sorted(runnable)


def test_a_bench_runs_by_its_name() -> None:
    done = run("bodies")
    assert done.returncode == 0
    assert "== bodies" in done.stdout
