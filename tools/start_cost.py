"""Print what starting costs, as ratios of CPU time to a bare interpreter measured in the same run."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "examples" / "huodian-2020.txt"
ROUNDS = 15
GONGKAI = [sys.executable, "-c", "from gongkai.cli import main; main()"]
COMMANDS = {
    "python -c pass": ([sys.executable, "-c", "pass"], None),
    "gongkai --version": ([*GONGKAI, "--version"], 5.0),
    "gongkai check SAMPLE": ([*GONGKAI, "check", str(SAMPLE)], 8.0),
}


def cpu(command: Sequence[str], folder: str) -> float:
    """CPU seconds of one run of a command, children's accounting."""
    # Bytecode is written, as it is for an installed package.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def imports(command: Sequence[str], folder: str) -> list[str]:
    """The modules a command imports, costliest first, with their own microseconds."""
    timed = [command[0], "-X", "importtime", *command[1:]]
    log = subprocess.run(timed, cwd=folder, capture_output=True, check=False, text=True).stderr
    rows = [
        line.removeprefix("import time:").split("|") for line in log.splitlines() if line.startswith("import time:")
    ]
    costs = [(int(own), name.strip()) for own, _, name in rows if own.strip().isdigit()]
    return [f"{own:7d} µs  {name}" for own, name in sorted(costs, reverse=True)]


def main() -> None:
    """Measure in turns, so that a machine that slows down slows all alike."""
    with tempfile.TemporaryDirectory() as folder:
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for command, _ in COMMANDS.values():
            cpu(command, folder)
        for _ in range(ROUNDS):
            for name, (command, _aim) in COMMANDS.items():
                times[name].append(cpu(command, folder))
        bare = times["python -c pass"]
        for name, (command, aim) in COMMANDS.items():
            ratio = statistics.median(time / base for time, base in zip(times[name], bare, strict=True))
            print(
                f"{ratio:5.1f}x  {statistics.median(times[name]) * 1000:6.1f} ms CPU  {name}"
                + (f"  (aim {aim:.0f}x)" if aim else "")
            )
            if aim and ratio > aim:
                print("  more than the aim; the costliest imports:")
                print("\n".join(f"  {line}" for line in imports(command, folder)[:25]))


if __name__ == "__main__":
    main()
