"""Other people's rules in a process of their own: what they do to it does not reach this one."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from gongkai.config import Config
from gongkai.engine import check_report
from gongkai.errors import PluginError
from gongkai.isolation import Isolated, foreign_rules
from gongkai.plugins import RuleFile, collect
from gongkai.selection import choose
from gongkai.testing import report

CODE = """
import os, time
from gongkai import Cite, Finding, Rule, Text
T = Text("甲", "a")
def finds(view):
    yield Finding("m", view.report.place(), {})
def leaves(view):
    os._exit(1)
    yield
def hangs(view):
    while True:
        time.sleep(0.05)
    yield
def prints(view):
    os.write(1, b"noise")
    yield Finding("m", view.report.place(), {})
def rule(n, check):
    return Rule(id=f"TT10{n}", name=f"tt-{n}", severity="error", summary=T, advice=T, messages={"m": T},
                basis=(Cite("format-2021", "part-1"),), check=check)
RULES = [rule(n, check) for n, check in enumerate([finds, leaves, hangs, prints, finds])]
"""
FILES = (RuleFile("foreign.py", CODE),)


@pytest.fixture(scope="module")
def isolated() -> Iterator[Isolated]:
    with Isolated(FILES, seconds=1.0) as process:
        yield process


@pytest.mark.slow
class TestIsolated:
    def test_a_rule_that_hangs_or_ends_its_process_is_named_and_the_others_answer(
        self, isolated: Isolated, capfd: pytest.CaptureFixture[str]
    ) -> None:
        catalogue = collect(files=FILES)
        mine = foreign_rules(catalogue)
        assert mine == {f"TT10{n}" for n in range(5)}
        about = report(catalogue=catalogue)
        chosen = [c for c in choose(catalogue.rules, Config()) if c.rule.id in mine]
        begun = time.monotonic()
        outcome = isolated.check(about, chosen)
        assert time.monotonic() - begun < 30
        assert [d.rule for d in outcome.diagnostics] == ["TT100", "TT103", "TT104"]
        assert [(i.code, i.rule) for i in outcome.incidents] == [("GK902", "TT101"), ("GK902", "TT102")]
        assert "noise" not in capfd.readouterr().out

    def test_what_it_finds_is_what_is_found_here(self, isolated: Isolated) -> None:
        catalogue = collect(files=FILES)
        about = report(catalogue=catalogue)
        chosen = list(choose(catalogue.rules, Config(select=("TT100", "TT104"))))
        here = check_report(about, chosen, 0.0, catalogue.instruments)
        assert isolated.check(about, chosen).diagnostics == here.diagnostics

    def test_a_process_that_does_not_start_is_told(self) -> None:
        ends = "import multiprocessing, os\nif multiprocessing.parent_process(): os._exit(1)\n"
        files = (RuleFile("ends.py", ends + CODE),)
        catalogue = collect(files=files)
        chosen = choose(catalogue.rules, Config(select=("TT100",)))
        with Isolated(files) as process, pytest.raises(PluginError, match="did not start"):
            process.check(report(catalogue=catalogue), chosen)
