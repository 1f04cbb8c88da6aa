"""A report of this kind is read by its own format, and the disclosure rules leave it alone; and the other way round."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from gongkai_rule_of_law.rules.rl101_parts_missing import RULE

from gongkai.testing import report

REPORT = (Path(__file__).parent.parent / "report.txt").read_text(encoding="utf-8")


def checked(text: str) -> tuple[str, float, set[str]]:
    """What the command line makes of a report: its format, how much of it was understood, and the rules that find fault."""
    command = [sys.executable, "-m", "gongkai", "check", "-", "--as", "text", "--format", "json"]
    done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=False)
    output = json.loads(done.stdout)
    (document,) = output["documents"]
    return document["standard"], document["fidelity"], {finding["rule"] for finding in output["findings"]}


def test_a_correct_report_is_understood_whole_and_left_alone() -> None:
    assert checked(REPORT) == ("rule-of-law-2022", 1.0, set())


def test_only_rules_of_its_kind_find_fault_with_it() -> None:
    broken = REPORT.replace("三、主要负责人履行推进法治建设第一责任人职责情况", "").replace(
        "本年新收数\t\t41", "本年新收数\t\t14"
    )
    assert checked(broken)[2] == {"RL101", "RL201"}


def test_the_kind_is_told_without_the_title() -> None:
    assert checked(REPORT.replace("法治政府建设年度报告", "工作情况"))[0] == "rule-of-law-2022"


def test_disclosure_reports_are_none_of_its_business() -> None:
    assert RULE.judges(report(standard="rule-of-law-2022"))
    assert not RULE.judges(report())
