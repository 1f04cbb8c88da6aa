"""A report of this kind is read by its own format, and the disclosure rules leave it alone; and the other way round."""

from __future__ import annotations

from gongkai.config import Config
from gongkai.engine import check_report
from gongkai.load import Loader
from gongkai.plugins import collect
from gongkai.reader import Source
from gongkai.selection import choose
from gongkai.specimen import write_report

CATALOGUE = collect()
LOADER = Loader(readers=CATALOGUE.readers, standards=CATALOGUE.standards)


def rules_run(standard: str) -> set[str]:
    text = write_report(CATALOGUE.standards[standard])
    about = LOADER.load(Source("r.txt", text.encode()))
    assert (about.standard.id, about.fidelity.score) == (standard, 1.0)
    # Other packs may be installed beside this one.
    chosen = [each for each in choose(CATALOGUE.rules, Config()) if each.rule.id.startswith(("GK", "RL"))]
    assert check_report(about, chosen).diagnostics == ()
    ids = {each.rule.id for each in chosen if each.rule.applies.to(about)}
    return {rule[:2] for rule in ids - {"GK322"}}  # GK322 judges the equations of every kind of report


def test_each_kind_of_report_has_its_own_rules() -> None:
    assert rules_run("rule-of-law-2022") == {"RL"}
    assert rules_run("gkbg-2021") == {"GK"}


def test_the_formats_are_told_apart_without_a_title() -> None:
    text = write_report(CATALOGUE.standards["rule-of-law-2022"])
    about = LOADER.load(Source("r.txt", text.replace("法治政府建设年度报告", "工作情况").encode()))
    assert about.standard.id == "rule-of-law-2022"
