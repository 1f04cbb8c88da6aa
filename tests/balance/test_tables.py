"""The equations of reports: how blanks count, what is said, and that the correct report has nothing to say."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.balance.tables import BalancedReport, balance_report, unmet
from gongkai.balance.telling import findings
from gongkai.finding import Finding
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.testing import report

CITY = Path(__file__).parent.parent / "examples" / "city-2025.txt"


def balanced(catalogue: Catalogue, cells: Mapping[str, str]) -> BalancedReport:
    return balance_report(report(catalogue=catalogue, cells=cells))


def told(found: BalancedReport) -> list[Finding]:
    return list(findings(found, lambda *_: True))


def test_the_correct_city_report_is_consistent(catalogue: Catalogue) -> None:
    """All 25 row sums, 7 column sums, 7 identities and 3 groups of the real numbers hold."""
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    found = balance_report(loader.load(Source("city-2025.txt", CITY.read_bytes())))
    assert len(found.sums) == 25 + 7 + 7 + 3
    assert found.balance.consistent
    assert found.balance.open == ()
    assert unmet(found.report) == ()


class TestBlanks:
    def test_one_blank_among_numbers_is_solved(self, catalogue: Catalogue) -> None:
        found = balanced(catalogue, {"applications.granted.natural_person": ""})
        assert found.balance.consistent
        assert found.solved == {(1, "granted", "natural_person"): Decimal(12)}

    def test_a_blank_total_is_solved_and_never_a_fault(self, catalogue: Catalogue) -> None:
        found = balanced(catalogue, {"applications.total.total": ""})
        assert found.balance.consistent
        assert found.solved[1, "total", "total"] == 35

    def test_a_total_column_left_blank_is_solved(self, catalogue: Catalogue) -> None:
        rows = report(catalogue=catalogue).tables[1].spec.rows
        found = balanced(catalogue, {f"applications.{row}.total": "" for row in rows})
        assert found.balance.consistent
        assert found.solved[1, "granted", "total"] == 15
        assert len(found.solved) == 25

    def test_only_totals_filled_in_leaves_the_rest_open(self, catalogue: Catalogue) -> None:
        spec = report(catalogue=catalogue).tables[1].spec
        parts = [c.id for c in spec.blocks[0].columns if c.id != "total"]
        found = balanced(catalogue, {f"applications.{row}.{part}": "" for row in spec.rows for part in parts})
        assert found.balance.consistent

    def test_a_wrong_total_is_found_where_zeros_are_left_blank(self, catalogue: Catalogue) -> None:
        about = report(catalogue=catalogue)
        zeros = {f"applications.{r.id}.{c.column}": "" for r in about.tables[1].rows for c in r.cells if c.value == 0}
        assert balanced(catalogue, zeros).balance.consistent
        (finding,) = told(balanced(catalogue, {**zeros, "applications.granted.total": "51"}))
        assert finding.place.where.path == "applications/applications/granted/total"

    def test_a_blank_that_is_not_zero_is_named(self, catalogue: Catalogue) -> None:
        about = report(catalogue=catalogue)
        zeros = {f"applications.{r.id}.{c.column}": "" for r in about.tables[1].rows for c in r.cells if c.value == 0}
        (finding,) = told(balanced(catalogue, {**zeros, "applications.granted.business": ""}))
        (proposal,) = finding.candidates[0].proposals
        assert (proposal.place.where.column, proposal.current, proposal.proposed) == ("business", "", 3)
        assert proposal.reason is not None
        assert "空白" in proposal.reason.zh

    def test_a_placeholder_counts_as_a_blank(self, catalogue: Catalogue) -> None:
        found = balanced(catalogue, {"applications.granted.business": "/"})
        assert found.solved == {(1, "granted", "business"): Decimal(3)}

    def test_no_number_that_fits_is_a_fault(self, catalogue: Catalogue) -> None:
        (finding,) = told(
            balanced(catalogue, {"applications.granted.research": "", "applications.granted.total": "12"})
        )
        assert finding.place.where.path == "applications/applications/granted/total"


class TestFindings:
    def test_one_fault_is_one_finding_with_its_evidence(self, catalogue: Catalogue) -> None:
        (finding,) = told(balanced(catalogue, {"applications.total.total": "53"}))
        assert finding.key == "cell"
        assert [done.name.zh[:4] for done in finding.sums] == ["勾稽关系", "办理结果", "各类申请"]
        assert all(len(done.left) >= 2 for done in finding.sums)
        (alternative,) = finding.candidates
        assert alternative.best
        assert [(p.current, p.proposed) for p in alternative.proposals] == [("53", 35)]

    def test_equally_good_candidates_are_all_named_and_none_is_chosen(self, catalogue: Catalogue) -> None:
        (finding,) = told(balanced(catalogue, {"disputes.cases.review_pending": "1"}))
        assert finding.key == "either"
        assert [each.best for each in finding.candidates] == [True] * 4
        assert len(finding.related) == 3

    def test_tables_are_independent(self, catalogue: Catalogue) -> None:
        found = told(balanced(catalogue, {"applications.granted.total": "51", "disputes.cases.after_total": "2"}))
        assert [finding.place.where.table for finding in found] == ["applications", "disputes"]


class TestAtLeast:
    @pytest.mark.parametrize(("in_force", "broken"), [("1", True), ("2", False), ("", False), ("约2", False)])
    def test_it_is_judged_where_all_cells_are_numbers(
        self, catalogue: Catalogue, in_force: str, broken: bool
    ) -> None:
        about = report(catalogue=catalogue, cells={"proactive.normative_documents.in_force": in_force})
        assert bool(unmet(about)) is broken
