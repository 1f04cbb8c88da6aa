"""Make an environment of its own in .venv-demo, install Gongkai there and check the example report.

Needs Python 3.11 or newer and pip, nothing else. Exits with the code of `gongkai check`, which is 3 for the
example: its table three lacks values, so that it could not be checked whole.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from environment import ROOT, make

EXAMPLE = "examples/huodian-2020.txt"


def main() -> int:
    """Install and check."""
    python = make(".venv-demo", ["."])
    command = [str(python.parent / "gongkai"), "check", *(sys.argv[1:] or [EXAMPLE])]
    print("\n$ gongkai", *command[1:], flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
