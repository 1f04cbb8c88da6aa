"""The architecture check can fail: each kind of fault is seen in a source that has it."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).parent.parent.parent / "tools" / "architecture.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("architecture", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["architecture"] = module
    spec.loader.exec_module(module)
    return module


FAULTS = {
    "gongkai.engine": ("import gongkai_rules", "knows no rule pack"),
    "gongkai.place": ("from gongkai.engine import finish", "later in the chain"),
    "gongkai_rules.rules.x": ("from gongkai.engine import finish", "public API"),
    "gongkai_rules.rules.y": ("import gongkai.plugins", "public API"),
    "gongkai.formatters.x": ("import pathlib", "no input or output"),
    "gongkai.readers.x": ("def f(p):\n    return open(p)", "calls open()"),
    "gongkai.unheard_of": ("from gongkai.place import At", "no place in LAYERS"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_seen(tool: ModuleType, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source, words = FAULTS[name]
    monkeypatch.setattr(tool, "modules", lambda: [(name, ast.parse(source))])
    assert any(words in fault for fault in tool.faults())


@pytest.mark.parametrize("back", ["from gongkai.rule import y", "def f():\n from gongkai.rule import y"])
def test_a_cycle_is_seen(tool: ModuleType, monkeypatch: pytest.MonkeyPatch, back: str) -> None:
    pair = [("gongkai.rule", "from gongkai.wire import x"), ("gongkai.wire", back)]
    monkeypatch.setattr(tool, "modules", lambda: [(name, ast.parse(source)) for name, source in pair])
    assert [fault for fault in tool.faults() if fault.startswith("cycle")]


def test_the_project_has_none(tool: ModuleType) -> None:
    assert sorted(tool.faults()) == []
