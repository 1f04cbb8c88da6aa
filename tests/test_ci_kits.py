"""The kits for CI, run as far as a machine without those services can: their own commands, with their own settings."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from gongkai.plugins import Catalogue
from gongkai.specimen import write_report

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(catalogue: Catalogue, tmp_path: Path) -> Path:
    """A folder with a correct report, and a wrong one whose name has a space."""
    standard = catalogue.standards["gkbg-2021"]
    (tmp_path / "good.txt").write_text(write_report(standard), encoding="utf-8")
    wrong = write_report(standard, cells={("applications", "granted", "total"): "51"})
    (tmp_path / "wrong report.txt").write_text(wrong, encoding="utf-8")
    return tmp_path


def bash(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script with this environment's gongkai first on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONUTF8": "1", **variables}
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


def test_the_pre_commit_hook_fails_for_a_wrong_report_only(folder: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook)
    for name, code in (("good.txt", 0), ("wrong report.txt", 1)):
        assert re.search(hook["files"], name)
        assert bash(f"{hook['entry']} {shlex.quote(name)}", folder).returncode == code


def test_the_github_action_annotates_summarizes_and_gives_the_exit_code(folder: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = next(step for step in action["runs"]["steps"] if step.get("name") == "Check")
    assert "${{" not in step["run"]  # words of a caller must not become a script
    summary = folder / "summary.md"
    given = {"paths": "good.txt\nwrong report.txt\n", "args": "--select\nGK303\n"}
    inputs = {name: given.get(name, spec.get("default", "")) for name, spec in action["inputs"].items()}
    variables = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: str(inputs[m[1]]), value)
        for key, value in step["env"].items()
    }
    done = bash(step["run"], folder, GITHUB_STEP_SUMMARY=str(summary), **variables)
    assert done.returncode == 1, done.stderr
    assert "::error file=wrong report.txt,line=" in done.stdout
    assert "GK303" in summary.read_text(encoding="utf-8")
    assert json.loads((folder / "gongkai.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]


def test_the_gitlab_job_leaves_its_reports_and_gives_the_exit_code(folder: Path) -> None:
    job = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["gongkai"]
    done = bash("\n".join(job["script"]), folder, **job["variables"])
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    (issue, *_) = json.loads((folder / reports["codequality"]).read_text(encoding="utf-8"))
    assert issue["location"]["path"] == "wrong report.txt"
    assert (folder / reports["junit"]).read_text(encoding="utf-8").startswith("<?xml")
    assert all((folder / name).exists() for name in job["artifacts"]["paths"])


def test_the_kits_install_extras_that_there_are() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    job = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["gongkai"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    package, _, rest = job["variables"]["GONGKAI_PACKAGE"].partition("[")
    assert package == project["name"]
    for named in (action["inputs"]["extras"]["default"], rest.removesuffix("]")):
        assert set(named.split(",")) <= set(project["optional-dependencies"])


def test_the_container_installs_extras_that_there_are() -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [each.split(",") for each in re.findall(r"\[([a-z,]+)\]\"", text)]
    assert len(named) == 2
    assert all(set(each) == set(project["optional-dependencies"]) - {"all"} for each in named)
    assert "USER gongkai" in text
    assert text.rstrip().endswith('ENTRYPOINT ["gongkai"]')
