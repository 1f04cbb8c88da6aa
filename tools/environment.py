"""Making virtual environments with nothing but Python and pip (some systems' venv comes without pip)."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent


def make(name: str, requirements: Sequence[str]) -> Path:
    """An environment in the project's folder with the requirements installed; returns its interpreter."""
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whatever Python is at hand
        sys.exit("Python 3.11 or newer is needed")
    folder = ROOT / name
    python = folder / ("Scripts" if os.name == "nt" else "bin") / ("python.exe" if os.name == "nt" else "python")
    if not python.exists():
        print(f"Making {name} …", flush=True)
        venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    print(f"Installing {', '.join(requirements)} …", flush=True)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", *requirements], cwd=ROOT, check=True)
    return python
