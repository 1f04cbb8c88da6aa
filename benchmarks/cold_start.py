"""Print what starting costs, as ratios of CPU time to a bare interpreter measured in the same run.

Other linters are measured beside, on a file of one line, where they are installed (on the PATH). Gongkai checks a whole
report. Its caches are the benchmark's own: “first” finds none, the others find what earlier runs kept.

Where a check's time goes, in parts of a bare interpreter (1.0, Python 3.11): click 1.9 and msgspec 0.3 before anything
of Gongkai (half of both is Python's own library; what they import in vain is left out, see `gongkai.late`); importing
Gongkai and pluggy 1.5; entry points, index, standards and law 0.8; reading the report 0.4; importing the rules that run
and what they use 1.2; running them 0.9. A module costs some 0.008 as Python loads it and 0.005 from the bytecode that is
kept: half of that is to build what is in it.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "examples" / "huodian-2020.txt"
ROUNDS = 9
GONGKAI = [sys.executable, "-c", "from gongkai.__main__ import run; run()"]  # what the `gongkai` command does
BARE = "python -c pass"
AIMS = {"gongkai --version": 5.0, "gongkai check SAMPLE": 8.0}
ONE_LINE = {
    "flake8": ("one.py", "x = 1\n"),
    "yamllint": ("one.yaml", "a: 1\n"),
    "cfn-lint": ("one.json", '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}\n'),
}


def commands(folder: Path) -> dict[str, list[str]]:
    """What is measured, by what it is called; the files for it are put into the folder."""
    report = folder / "report.json"
    converted = subprocess.run([*GONGKAI, "convert", str(SAMPLE)], capture_output=True, check=True, cwd=folder)
    report.write_bytes(converted.stdout)
    found = {
        BARE: [sys.executable, "-c", "pass"],
        "import click, msgspec": [sys.executable, "-c", "import click, msgspec"],
        "gongkai --version": [*GONGKAI, "--version"],
        "gongkai check SAMPLE, first": [*GONGKAI, "check", str(SAMPLE)],
        "gongkai check SAMPLE": [*GONGKAI, "check", str(SAMPLE)],
        "gongkai check report.json": [*GONGKAI, "check", str(report)],
    }
    for tool, (name, text) in ONE_LINE.items():
        if program := shutil.which(tool):
            (folder / name).write_text(text, encoding="utf-8")
            found[f"{tool} {name}"] = [program, name]
    return found


def cpu(command: Sequence[str], folder: Path, cache: Path) -> float:
    """CPU seconds of one run of a command, children's accounting."""
    env = os.environ | {"GONGKAI_CACHE_DIR": str(cache)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, capture_output=True, check=False, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def imports(command: Sequence[str], folder: Path) -> list[str]:
    """The modules a command imports, costliest first, with their own microseconds."""
    timed = [command[0], "-X", "importtime", *command[1:]]
    log = subprocess.run(timed, cwd=folder, capture_output=True, check=False, text=True).stderr
    rows = [
        line.removeprefix("import time:").split("|") for line in log.splitlines() if line.startswith("import time:")
    ]
    costs = [(int(own), name.strip()) for own, _, name in rows if own.strip().isdigit()]
    return [f"{own:7d} µs  {name}" for own, name in sorted(costs, reverse=True)]


def measure(every: dict[str, list[str]], folder: Path, cache: Path) -> dict[str, list[float]]:
    """CPU seconds of every command, in turns, so that a machine that slows down slows all alike."""
    none = folder / "none"
    times: dict[str, list[float]] = {name: [] for name in every}
    for turn in range(ROUNDS + 1):
        for name, command in every.items():
            shutil.rmtree(none, ignore_errors=True)
            spent = cpu(command, folder, none if name.endswith("first") else cache)
            if turn:  # the first turn writes bytecode, fills the cache and warms the disk
                times[name].append(spent)
    return times


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name), Path(name) / "cache"
        os.environ["GONGKAI_CACHE_DIR"] = str(cache)
        # Bytecode is written, as it is for an installed package.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        every = commands(folder)
        times = measure(every, folder, cache)
        for called, spent in times.items():
            ratio = statistics.median(time / bare for time, bare in zip(spent, times[BARE], strict=True))
            aim = AIMS.get(called)
            print(
                f"{ratio:5.1f}x  {statistics.median(spent) * 1000:6.1f} ms CPU  {called}"
                + (f"  (aim {aim:.0f}x)" if aim else "")
            )
            if aim and ratio > aim and "--imports" in sys.argv:
                print("\n".join(f"  {line}" for line in imports(every[called], folder)[:25]))


if __name__ == "__main__":
    main()
