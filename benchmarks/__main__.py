"""Run the benches, one after the other, each in a process of its own.

    python benchmarks [NAME...]

Without names: what the tool costs (cold_start, throughput, scale). `all` also measures what it finds. Every bench prints
its own figures and has its own options; run it alone to give them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COSTS = ("cold_start", "throughput", "scale")
FINDS = ("mutations", "words", "claims", "across", "bodies", "copied", "province", "results", "country")


def main() -> int:
    """Run the named benches; 1 if one failed, 2 for a name that there is not."""
    asked = sys.argv[1:] or list(COSTS)
    names = [*COSTS, *FINDS] if asked == ["all"] else asked
    if unknown := [name for name in names if name not in (*COSTS, *FINDS)]:
        print(f"No such bench: {', '.join(unknown)}. There are: {', '.join((*COSTS, *FINDS))}; or all")
        return 2
    failed = []
    for name in names:
        print(f"\n== {name}", flush=True)
        done = subprocess.run([sys.executable, Path(__file__).parent / f"{name}.py"], check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        print(f"\nFailed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
