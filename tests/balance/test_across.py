"""Ties between reports: what does not hold, in which report the fault is, and what cannot be told."""

from __future__ import annotations

from fractions import Fraction

from gongkai import BalancedReports, Tie, balance_report, balance_reports, tie_cell
from gongkai.bilingual import Text
from gongkai.plugins import Catalogue
from gongkai.report import Report
from gongkai.testing import report

NAME = Text("结转", "carried over")
# Last year's specimen, changed so that it carries out what the specimen carries in.
ENDED = {
    "applications.carried_out.legal_service": "0",
    "applications.carried_out.total": "2",
    "applications.received.legal_service": "1",
    "applications.received.total": "35",
}


def joined(now: Report, before: Report, *columns: str, tolerance: int = 0) -> BalancedReports:
    both = (balance_report(now), balance_report(before))
    ties = []
    for column in columns or ("natural_person", "legal_service", "total"):
        left = tie_cell(both, 0, "applications", "carried_in", column)
        right = tie_cell(both, 1, "applications", "carried_out", column)
        assert left
        assert right
        ties.append(Tie(name=NAME, left=(left,), right=(right,), tolerance=tolerance))
    return balance_reports(both, ties)


def two(catalogue: Catalogue, now: dict[str, str], before: dict[str, str]) -> BalancedReports:
    return joined(report(catalogue=catalogue, cells=now), report(catalogue=catalogue, cells={**ENDED, **before}))


def test_what_holds_has_no_causes(catalogue: Catalogue) -> None:
    reports = two(catalogue, {}, {})
    assert reports.judged == (0, 1, 2)
    assert (reports.broken, reports.located, reports.unexplained) == ((), (), ())


def test_a_wrong_cell_is_located_in_its_report_and_known_to_be_told_by_its_own_sums(catalogue: Catalogue) -> None:
    for index, reports in enumerate(
        (
            two(catalogue, {"applications.carried_in.natural_person": "21"}, {}),
            two(catalogue, {}, {"applications.carried_out.natural_person": "21"}),
        )
    ):
        (found,) = reports.located
        assert (found.report, found.told, found.ties, reports.unexplained) == (index, True, (0,), ())
        ((proposal,),) = (each.proposals for each in reports.alternatives(found))
        assert (proposal.current, proposal.proposed) == ("21", 2)
        assert proposal.place.path == (None if index == 0 else reports.reports[1].report.path)


def test_a_tie_tells_what_the_own_sums_leave_open(catalogue: Catalogue) -> None:
    wrong = {"applications.carried_in.natural_person": "12", "applications.carried_in.total": "12"}
    reports = two(catalogue, wrong, {})
    assert reports.reports[0].balance.causes[0].equal > 1
    (found,) = reports.located
    assert (found.report, found.told) == (0, False)
    assert {change.key[1][1] for change in found.cause.candidates[0].changes} == {"carried_in"}


def test_of_two_consistent_reports_neither_is_blamed(catalogue: Catalogue) -> None:
    reports = joined(report(catalogue=catalogue), report(catalogue=catalogue))
    assert reports.located == ()
    assert reports.unexplained == (1, 2)
    worked = reports.worked(reports.ties[2])
    assert (worked.left_total, worked.right_total) == (2, 3)
    assert worked.left[0].place.path is None
    assert worked.right[0].place.path == reports.reports[1].report.path


def test_a_fault_elsewhere_in_a_report_does_not_explain_a_tie(catalogue: Catalogue) -> None:
    reports = joined(
        report(catalogue=catalogue, cells={"applications.granted.business": "33"}), report(catalogue=catalogue)
    )
    assert (reports.located, reports.unexplained) == ((), (1, 2))


def test_a_report_is_not_blamed_for_a_cell_that_no_sum_of_its_own_checks(catalogue: Catalogue) -> None:
    """It has a fault elsewhere, and blanks keep its sums from saying anything of the cell."""
    reports = two(
        catalogue,
        {
            "applications.granted.business": "33",
            "applications.received.natural_person": "",
            "applications.received.total": "",
            "applications.carried_in.natural_person": "7",
            "applications.carried_in.total": "",
        },
        {},
    )
    assert len(reports.reports[0].balance.causes) == 1
    assert (reports.judged, reports.located, reports.unexplained) == ((0, 1), (), (0,))


def test_faults_in_both_reports_are_located_apart(catalogue: Catalogue) -> None:
    reports = two(
        catalogue,
        {"applications.carried_in.natural_person": "21"},
        {"applications.carried_out.business": "7"},
    )
    reports = joined(reports.reports[0].report, reports.reports[1].report, "natural_person", "business", "total")
    assert {(found.report, found.told) for found in reports.located} == {(0, True), (1, True)}


def test_a_cell_without_a_number_is_not_judged(catalogue: Catalogue) -> None:
    reports = two(catalogue, {"applications.carried_in.total": "若干"}, {"applications.carried_out.total": "9"})
    assert 2 not in reports.judged


def test_a_difference_within_the_tolerance_holds(catalogue: Catalogue) -> None:
    now, before = report(catalogue=catalogue), report(catalogue=catalogue)
    assert joined(now, before, tolerance=1).broken == ()
    tie = joined(now, before).ties[2]
    assert balance_reports(
        joined(now, before).reports, [Tie(name=NAME, left=tie.left, right=tie.right, tolerance=Fraction(1, 2))]
    ).broken == (0,)


def test_a_table_printed_twice_has_no_cell_to_tie(catalogue: Catalogue) -> None:
    from msgspec.structs import replace

    one = report(catalogue=catalogue)
    twice = replace(one, tables=(*one.tables, *(t for t in one.tables if t.id == "applications")))
    both = (balance_report(one), balance_report(twice))
    assert tie_cell(both, 0, "applications", "carried_in", "total") is not None
    assert tie_cell(both, 1, "applications", "carried_in", "total") is None
    assert tie_cell(both, 0, "applications", "carried_in", "no_such_column") is None
