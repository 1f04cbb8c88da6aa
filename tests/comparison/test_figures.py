"""Cells of two reports: change, per cent, what cannot be compared, and which changes are marked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gongkai import Report
from gongkai.comparison import Figure, compare
from gongkai.comparison.figures import figures
from gongkai.plugins import collect
from gongkai.testing import report

CATALOGUE = collect()


def year(fiscal: int, **cells: str) -> Report:
    """A report of a year with cells of the licences' row, written `table__row__column="5"`."""
    return report(
        catalogue=CATALOGUE, year=fiscal, cells={name.replace("__", "."): text for name, text in cells.items()}
    )


def licences(old: str, new: str) -> Figure:
    found = figures(year(2024, proactive__licences__decisions=old), year(2025, proactive__licences__decisions=new))
    return next(figure for figure in found if (figure.row, figure.column) == ("licences", "decisions"))


@pytest.mark.parametrize(
    ("old", "new", "change", "percent"),
    [
        ("200", "250", "50", "25.0"),
        ("250", "200", "-50", "-20.0"),
        ("3", "4", "1", "33.3"),
        ("0", "7", "7", None),
        ("7", "0", "-7", "-100.0"),
        ("1,200", "1 300", "100", "8.3"),
        ("5", "5", "0", "0.0"),
    ],
)
def test_change_and_per_cent_of_the_old_number(old: str, new: str, change: str, percent: str | None) -> None:
    figure = licences(old, new)
    assert figure.change == Decimal(change)
    assert figure.percent == (None if percent is None else Decimal(percent))
    assert figure.kind == ("same" if change == "0" else "changed")


@pytest.mark.parametrize(
    ("old", "new"), [("0", ""), ("", "0"), ("0", "/"), ("", "/"), ("约30", "30"), ("约30", "约31")]
)
def test_what_is_no_number_is_neither_zero_nor_the_same(old: str, new: str) -> None:
    figure = licences(old, new)
    assert (figure.kind, figure.change, figure.percent, figure.outlier) == ("state", None, None, False)
    assert not figure.empty
    assert figure.last
    assert figure.this
    assert (figure.last.text.strip(), figure.this.text.strip()) == (old, new)


@pytest.mark.parametrize(
    ("old", "new", "outlier"),
    [
        ("10", "101", True), ("10", "100", False), ("101", "10", True), ("100", "9", True), ("9", "99", False), ("0", "100", True),
        ("100", "0", True), ("0", "99", False), ("5000", "50001", True), ("5000", "50000", False), ("5000", "4000", False),
    ],
)  # fmt: skip
def test_an_outlier_is_more_than_ten_times_the_smaller_and_at_least_a_hundred(
    old: str, new: str, outlier: bool
) -> None:
    assert licences(old, new).outlier == outlier


def test_every_cell_is_there_once_in_the_order_of_the_form() -> None:
    this = year(2025)
    found = figures(year(2024), this)
    spec = [(table.id, row.id, column.id) for table in this.standard.tables for _, row, column in table.places]
    assert [(f.table, f.row, f.column) for f in found] == spec
    assert {f.kind for f in found} == {"same"}


def test_forms_of_different_years_share_only_cells_with_the_same_labels() -> None:
    comparison = compare(report(standard="gkbg-2019", year=2020), year(2021))
    by_table = {
        name: [f for f in comparison.figures if f.table == name] for name in ("proactive", "applications", "disputes")
    }
    assert not any(f.common for f in by_table["proactive"])
    assert len(by_table["proactive"]) == 10 + 22
    # Other handling is one row in one form and three in the other, of which the last has the same id.
    apart = {(f.row, f.kind) for f in by_table["applications"] if not f.common}
    assert apart == {
        ("closed_not_corrected", "only_this"), ("closed_fee_unpaid", "only_this"), ("closed_other", "only_this"),
        ("closed_other", "only_last"),
    }  # fmt: skip
    assert all(f.common for f in by_table["disputes"])
    assert [note.key for note in comparison.notes] == ["formats", "table-formats"]
    assert comparison.complete


def test_a_table_that_a_file_lacks_is_said_and_its_cells_stay() -> None:
    last = year(2024)
    comparison = compare(replace(last, tables=last.tables[1:]), year(2025))
    lost = [f for f in comparison.figures if f.table == "proactive"]
    assert [(f.kind, f.absent) for f in lost] == [("only_this", "file")] * 10
    assert not any(f.empty for f in lost)
    assert [note.key for note in comparison.notes] == ["table-missing"]
    assert not comparison.complete


@pytest.mark.parametrize(
    ("last", "this", "keys"),
    [
        (report(year=2024), report(year=2025), []),
        (report(year=2024, agency="青岳县档案局"), report(year=2025), ["bodies"]),
        (report(year=2023), report(year=2025), ["years"]),
        (report(year=2025), report(year=2024), ["years"]),
        (report(year=2025), report(year=2025), ["years"]),
        (replace(report(year=2024), agency=None), report(year=2025), ["body-unknown"]),
        (report(year=2024), replace(report(year=2025), fiscal_year=None), ["year-unknown"]),
    ],
)
def test_what_does_not_fit_is_said_and_compared_all_the_same(last: Report, this: Report, keys: list[str]) -> None:
    comparison = compare(last, this)
    assert [note.key for note in comparison.notes] == keys
    assert comparison.complete
    assert len(comparison.figures) == 200


def test_a_report_of_which_little_was_understood_makes_the_comparison_incomplete() -> None:
    last = year(2024)
    poor = replace(last, fidelity=replace(last.fidelity, cells=100))
    assert compare(poor, year(2025), min_fidelity=0.5).complete
    assert not compare(poor, year(2025), min_fidelity=0.7).complete


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_change_is_exact_and_outliers_are_symmetric(old: int, new: int) -> None:
    there, back = licences(str(old), str(new)), licences(str(new), str(old))
    assert there.change == new - old == -(back.change or 0)
    assert there.outlier == back.outlier == (max(old, new) >= 100 and max(old, new) > 10 * min(old, new))
