"""Make an environment of its own in .venv-verify and run every check and test of the project there.

Needs Python 3.11 or newer, pip and git. `--only NAME` runs one step; `--list` names the steps. Tests whose programs are not
installed are skipped and named; with CI=true they fail, unless GONGKAI_MAY_SKIP=1 allows it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from environment import ROOT, make


def _run(*command: str | Path, cwd: Path = ROOT) -> None:
    print("$", *command, flush=True)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "COLUMNS": "100", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([str(part) for part in command], cwd=cwd, env=environment, check=True)


def steps(python: Path) -> dict[str, Callable[[], None]]:
    """Every step by name, in order."""
    tool = python.parent

    def lint() -> None:
        _run(tool / "ruff", "format", "--check", ".")
        _run(tool / "ruff", "check", ".")

    def types() -> None:
        _run(tool / "mypy")

    def architecture() -> None:
        _run(python, "tools/architecture.py")

    def generated() -> None:
        _run(python, "tools/schemas.py", "--check")
        _run(python, "tools/picture.py", "--check")
        _run(python, "tools/rule_list.py", "--check")
        _run(python, "tools/reference.py", "--check")

    def docs() -> None:
        with tempfile.TemporaryDirectory() as folder:
            _run(python.parent / "mkdocs", "build", "--quiet", "--strict", "--site-dir", folder)

    def tests() -> None:
        _run(python, "-m", "pytest", "-q", "-rs", "--durations=10")

    def wheel() -> None:
        _wheel(python)

    def start() -> None:
        _run(python, "benchmarks/cold_start.py")
        _run(python, "benchmarks/throughput.py", "--brief", "--rounds", "9", "--gate")

    return {
        "lint": lint,
        "types": types,
        "architecture": architecture,
        "generated": generated,
        "docs": docs,
        "tests": tests,
        "wheel": wheel,
        "start": start,
    }


def _wheel(python: Path) -> None:
    """Build the wheel from the sdist, look into it, and use it and the example packs in a fresh environment elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "dist"
        _run(python, "-m", "build", "--outdir", out, ROOT)
        (built,) = out.glob("*.whl")
        _run(python.parent / "check-wheel-contents", "--toplevel", "gongkai,gongkai_rules,gongkai_schemas", built)
        fresh = Path(folder) / "fresh"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(fresh)], check=True)
        inside = fresh / "bin" / "python"
        _run(sys.executable, "-m", "pip", "--python", inside, "install", "--quiet", built, cwd=Path(folder))
        shutil.copy(ROOT / "tools" / "smoke.py", folder)
        _run(inside, Path(folder) / "smoke.py", cwd=Path(folder))
        _run(sys.executable, "-m", "pip", "--python", inside, "install", "--quiet", "pytest", cwd=Path(folder))
        for example in sorted((ROOT / "plugins-example").iterdir()):
            pack = Path(folder) / example.name
            shutil.copytree(example, pack)
            _run(sys.executable, "-m", "pip", "--python", inside, "install", "--quiet", pack, cwd=Path(folder))
            _run(inside, "-m", "pytest", "-q", cwd=pack)
        for options in ([], ["--yaml"]):  # what `plugin new` makes passes its own tests at once
            name = "new-yaml" if options else "new-python"
            _run(fresh / "bin" / "gongkai", "plugin", "new", name, *options, cwd=Path(folder))
            made = Path(folder) / name
            _run(sys.executable, "-m", "pip", "--python", inside, "install", "--quiet", made, cwd=Path(folder))
            _run(inside, "-m", "pytest", "-q", cwd=made)
            _run(fresh / "bin" / "gongkai", "test", name, cwd=Path(folder))


def main() -> int:
    """Run the steps; all of them unless --only says which."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    wanted = [name for group in groups["dev"] for name in groups[group["include-group"]]]
    names = list(steps(Path("python")))
    if "--list" in sys.argv:
        print("\n".join(names))
        return 0
    only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv[:-1] else None
    if only not in (None, *names) or sys.argv[-1] == "--only":
        print(f"--only takes one of: {', '.join(names)}")
        return 2
    python = make(".venv-verify", ["--editable", ".", *wanted])
    for name, step in steps(python).items():
        if only in (None, name):
            print(f"\n== {name}", flush=True)
            begun = time.monotonic()
            try:
                step()
            except subprocess.CalledProcessError as error:
                print(f"\n{name} failed (exit {error.returncode})")
                return 1
            print(f"== {name}: {time.monotonic() - begun:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
