"""The run of every check: a step that there is not is no green run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parent.parent.parent / "tools" / "verify.py"


@pytest.mark.parametrize("args", [("--only", "nothing"), ("--only",)])
def test_a_step_that_there_is_not_is_wrong_usage(args: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, TOOL, *args], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:17]) == (2, "--only takes one ")
