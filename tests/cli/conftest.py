"""The command line as a function, and a correct and a wrong report to check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.plugins import Catalogue
from gongkai.specimen import write_report

Gongkai = Callable[..., tuple[int, str, str]]


@pytest.fixture
def gongkai(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Gongkai:
    """Run the command line in an empty folder; returns exit code, output, error output."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_CACHE_DIR", str(tmp_path / ".cache"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*args: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([str(arg) for arg in args])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        code = left.value.code
        assert isinstance(code, int)
        return code, out, err

    return run


@pytest.fixture
def good(catalogue: Catalogue, tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(write_report(catalogue.standards["gkbg-2021"]), encoding="utf-8")
    return path


@pytest.fixture
def bad(catalogue: Catalogue, tmp_path: Path) -> Path:
    path = tmp_path / "bad.txt"
    text = write_report(catalogue.standards["gkbg-2021"], cells={("applications", "granted", "total"): "51"})
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def streaming(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formats that can tell documents as they come do so for a few files, too."""
    monkeypatch.setattr("gongkai.cli.commands.check.FEW", 1)
