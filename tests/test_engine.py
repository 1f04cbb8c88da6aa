"""Running rules: crashes, selection by standard and year, order, and what the run amounts to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal

import pytest
from msgspec.structs import replace

from gongkai import Applies, Cite, Finding, Kin, ReportSet, Rule, Severity, Text, View
from gongkai.engine import Outcome, check_report, finish, relate
from gongkai.errors import PluginError
from gongkai.finding import Checked, Incident
from gongkai.plugins import Catalogue
from gongkai.report import Report
from gongkai.selection import Chosen
from gongkai.testing import report


def rule(check: object, number: int = 1, applies: Applies | None = None) -> Chosen:
    words = Text("有问题：{what}", "wrong: {what}")
    made = Rule(
        id=f"TST00{number}", name=f"test-{number}", severity="error", summary=words, advice=Text("改", "mend"),
        messages={"wrong": words}, basis=(Cite("regulation-2019"),), applies=applies or Applies(),
        check=check,  # type: ignore[arg-type]
    )  # fmt: skip
    return Chosen(made, "error", {})


def finds(view: View) -> Iterator[Finding]:
    yield Finding("wrong", view.report.place(), {"what": "x"})


def crashes(view: View) -> Iterator[Finding]:
    yield Finding("wrong", view.report.place(), {"what": "before"})
    raise ValueError("bug")


def leaves(view: View) -> Iterator[Finding]:
    raise SystemExit(0)
    yield Finding("wrong", view.report.place())


def unknown_key(view: View) -> Iterator[Finding]:
    yield Finding("other", view.report.place())


def changes_title(view: View) -> Iterator[Finding]:
    view.report.title = None  # type: ignore[misc]
    yield Finding("wrong", view.report.place())


def changes_cell(view: View) -> Iterator[Finding]:
    view.report.tables[0].rows[0].cells[0].value = Decimal(5)  # type: ignore[misc]
    yield Finding("wrong", view.report.place())


def changes_tables(view: View) -> Iterator[Finding]:
    view.report.tables[0] = view.report.tables[1]  # type: ignore[index]
    yield Finding("wrong", view.report.place())


@pytest.fixture(scope="module")
def about(catalogue: Catalogue) -> Report:
    return report(catalogue=catalogue)


def hangs(view: View) -> Iterator[Finding]:
    while True:
        try:
            len(view.report.path)
        except Exception:
            continue
    yield Finding("wrong", view.report.place())


def prints(view: View) -> Iterator[Finding]:
    print("debugging")
    yield Finding("wrong", view.report.place(), {"what": "y"})


@pytest.mark.parametrize(
    "bad", [crashes, leaves, unknown_key, changes_title, changes_cell, changes_tables, hangs, prints]
)
def test_a_rule_that_fails_is_named_and_the_others_still_run(
    about: Report, bad: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("gongkai.engine.RULE_SECONDS", 0.3)
    before = repr(about.tables)
    outcome = check_report(about, [rule(bad, 1), rule(finds, 2)])
    run = finish([outcome], (), "error")
    assert [(i.code, i.rule) for i in run.incidents] == [("GK902", "TST001")]
    assert "TST002" in {d.rule for d in run.diagnostics}
    assert run.exit_code == 3
    assert repr(about.tables) == before
    assert capsys.readouterr().out == ""


def test_an_error_for_people_keeps_its_words_and_advice(about: Report) -> None:
    advice = Text("装上", "install it")

    def lacks(view: View) -> Iterator[Finding]:
        raise PluginError(Text("缺少组件", "an extra is missing"), advice)
        yield Finding("wrong", view.report.place())

    (incident,) = check_report(about, [rule(lacks)]).incidents
    assert "缺少组件" in incident.message.zh
    assert "an extra is missing" in incident.message.en
    assert incident.advice == advice


def test_a_rule_on_a_set_has_more_time_the_more_reports_are_in_it(
    about: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.engine.RULE_SECONDS", 0.1)
    monkeypatch.setattr("gongkai.engine.SET_SECONDS", 0.2)

    def slow(view: View) -> Iterator[Finding]:
        time.sleep(0.3)
        yield Finding("wrong", view.report.place(), {"what": "x"})

    chosen = rule(slow)
    asking = replace(chosen, rule=replace(chosen.rule, asks=("siblings",)))
    many = Kin(siblings=ReportSet.of([replace(about, path=f"{n}.txt") for n in range(10)]))
    assert [i.code for i in relate(about, [chosen], many).incidents] == ["GK902"]
    assert relate(about, [asking], many).incidents == ()


@pytest.mark.parametrize(("usual", "most", "told"), [("error", "info", "info"), ("info", "error", "info")])
def test_a_finding_may_be_less_sure_than_its_rule_and_no_surer(
    about: Report, usual: Severity, most: Severity, told: str
) -> None:
    def unsure(view: View) -> Iterator[Finding]:
        yield Finding("wrong", view.report.place(), {"what": "x"}, at_most=most)

    outcome = check_report(about, [replace(rule(unsure), severity=usual)])
    assert [d.severity for d in outcome.diagnostics] == [told]


def test_a_fact_is_derived_once_for_all_rules(about: Report) -> None:
    calls = []

    def fact(given: Report) -> int:
        calls.append(given)
        return 7

    def asks(view: View) -> Iterator[Finding]:
        if view.derive(fact) != 7:
            yield Finding("wrong", view.report.place())

    check_report(about, [rule(asks, n) for n in (1, 2, 3)])
    assert calls == [about]


@pytest.mark.parametrize(
    ("applies", "runs"),
    [
        (Applies(), True),
        (Applies(standards=("gkbg-2019",)), False),
        (Applies(standards=("gkbg-2021",)), True),
        (Applies(first_year=2026), False),
        (Applies(first_year=2021, last_year=2025), True),
        (Applies(last_year=2024), False),
        (Applies(bodies=("department",)), False),
        (Applies(bodies=("government",)), True),
    ],
)
def test_a_rule_runs_on_the_reports_it_is_for(about: Report, applies: Applies, runs: bool) -> None:
    outcome = check_report(about, [rule(finds, applies=applies)])
    assert outcome.checked.rules_applied == runs
    assert bool(outcome.diagnostics) == runs


def test_low_fidelity_makes_the_run_incomplete(about: Report) -> None:
    half = replace(about, fidelity=replace(about.fidelity, cells=10))
    assert finish([check_report(half, [rule(finds)], 0.6)], (), "error").exit_code == 3
    assert finish([check_report(half, [rule(finds)], 0.01)], (), "error").exit_code == 1


class TestWhatTheRunAmountsTo:
    incident = Incident(code="GK901", message=Text("读不了", "unreadable"), path="b")

    def outcome(self, about: Report, check: object = None, path: str = "a") -> Outcome:
        return check_report(replace(about, path=path), [rule(check or finds)])

    def test_incomplete_is_louder_than_findings(self, about: Report) -> None:
        failed = Outcome(Checked(path="b"), incidents=(self.incident,))
        assert finish([self.outcome(about), failed], (), "error").outcome == "incomplete"

    def test_no_documents_is_empty(self) -> None:
        run = finish([], (), "error")
        assert (run.outcome, run.exit_code, run.incidents[0].code) == ("empty", 4, "GK907")

    def test_no_rule_is_empty(self, about: Report) -> None:
        assert finish([check_report(about, [])], (), "error").exit_code == 4

    def test_the_fail_level_decides(self, about: Report) -> None:
        warning = Chosen(rule(finds).rule, "warning", {})
        outcome = check_report(about, [warning])
        assert finish([outcome], (), "error").exit_code == 0
        assert finish([outcome], (), "warning").exit_code == 1

    def test_the_order_does_not_depend_on_how_outcomes_came(self, about: Report) -> None:
        outcomes = [self.outcome(about, path=path) for path in "cab"]
        assert finish(outcomes, (), "error") == finish(reversed(outcomes), (), "error")
        assert [d.path for d in finish(outcomes, (), "error").diagnostics] == ["a", "b", "c"]


def test_a_named_body_with_blank_tables_is_a_report_and_a_nameless_one_is_a_form(about: Report) -> None:
    cells = {f"{t.id}.{row.id}.{c.column}": "" for t in about.tables for row in t.rows for c in row.cells}
    blank = report(cells=cells)
    assert not blank.is_blank_form
    assert check_report(blank, [rule(finds)]).diagnostics
    form = replace(blank, agency=None)
    assert form.is_blank_form
    outcome = check_report(form, [rule(finds)])
    assert (outcome.diagnostics, [i.code for i in outcome.incidents]) == ((), ["GK905"])
    assert finish([outcome], (), "error").exit_code == 3
