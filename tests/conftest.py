"""What all tests share: the installed plugins, loaded once."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from gongkai.plugins import Catalogue, collect


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    loaded = collect()
    assert loaded.incidents == ()
    return loaded


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own() -> Iterator[None]:
    """No test reads or writes the user's cache."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_CACHE_DIR", folder)
        yield


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c() -> None:
    """A shell starts what runs in the background with Ctrl-C ignored, and so would be all that tests start."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def importable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Makes a module of this name that can be imported, from source text. What was imported is gone after the test."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)

    def make(name: str, text: str) -> None:
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        importlib.invalidate_caches()

    yield make
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI, a test that is skipped fails: what was not checked must not be green. GONGKAI_MAY_SKIP=1 allows it."""
    report = yield
    asked = os.environ.get("CI", "").lower() in ("1", "true") and os.environ.get("GONGKAI_MAY_SKIP") != "1"
    if asked and report.skipped and not hasattr(report, "wasxfail"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: {why}. In CI that is a failure: install it, or set GONGKAI_MAY_SKIP=1"
    return report
