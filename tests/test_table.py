"""What a table tells of its cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.plugins import Catalogue
from gongkai.report import Table
from gongkai.testing import report


def table(catalogue: Catalogue, **cells: str) -> Table:
    changed = {f"applications.{name.replace('__', '.')}": text for name, text in cells.items()}
    found = report(catalogue=catalogue, cells=changed).table("applications")
    assert found
    return found


def test_odd_cells_are_all_but_natural_numbers_in_plain_digits(catalogue: Catalogue) -> None:
    assert table(catalogue).odd_cells == ()
    odd = table(
        catalogue, received__business="", granted__research="/", total__total="035", carried_in__business="12"
    )
    found = [(row.id, cell.column, cell.text) for row, cell in odd.odd_cells]
    assert found == [("received", "business", ""), ("granted", "research", "/"), ("total", "total", "035")]


def test_only_numbers_are_among_the_numbers(catalogue: Catalogue) -> None:
    whole = table(catalogue).numbers
    filled = table(catalogue, received__business="", granted__research="/", total__total="035").numbers
    assert whole.keys() - filled.keys() == {("received", "business"), ("granted", "research")}
    assert filled["total", "total"] == Decimal(35)


def test_what_a_form_prints_is_all_its_labels_groups_captions_and_corners(catalogue: Catalogue) -> None:
    printed = table(catalogue).spec
    assert {row.label for row in table(catalogue).rows} <= printed.texts
    assert {column.label for column in table(catalogue).columns} <= printed.texts
    assert {text for block in printed.blocks for spec in block.specs for text in spec.path} <= printed.texts
    assert table(catalogue).corner in printed.texts


def test_a_sum_needs_a_number_in_each_cell(catalogue: Catalogue) -> None:
    filled = table(catalogue, received__business="")
    terms = [("received", "natural_person"), ("carried_in", "total")]
    assert filled.total(terms) == sum(filled.numbers[term] for term in terms)
    assert filled.total([]) == Decimal(0)
    assert filled.total([*terms, ("received", "business")]) is None
    assert filled.total([*terms, ("received", "no_such_column")]) is None


def test_a_table_adds_up_if_each_of_its_balances_does(catalogue: Catalogue) -> None:
    assert table(catalogue).adds_up
    assert not table(catalogue, received__business="").adds_up
    for each in table(catalogue).spec.balances:
        for row, column in (each.left[0], each.right[-1]):
            wrong = table(catalogue, **{f"{row}__{column}": "987"})
            assert not wrong.adds_up
            assert wrong.total(each.left) != wrong.total(each.right)


def test_a_table_follows_its_form_if_nothing_but_its_figures_is_its_own(catalogue: Catalogue) -> None:
    assert table(catalogue).follows_form
    assert table(catalogue, received__business="", granted__research="/").follows_form


@pytest.mark.parametrize(
    "changes",
    [
        {"法律服务机构": "法律服务组织"},
        {"四、结转下年度继续办理": "四、结转下年度"},
        {"数量\t\t\t30": "数量\t30", "\t12\t3\t0\t0\t0\t0\t15": "\t12\t3\t0\t0\t0\t15"},
    ],
    ids=["a column's label", "a row's label", "too few values"],
)
def test_a_table_does_not_follow_its_form_with(changes: dict[str, str], catalogue: Catalogue) -> None:
    found = report(catalogue=catalogue, replace=changes).table("applications")
    assert found
    assert not found.follows_form


def test_a_table_adds_up_under_other_labels_as_well(catalogue: Catalogue) -> None:
    other = {"法律服务机构": "法律服务组织"}
    for received, adds_up in (("30", True), ("31", False), ("", False)):
        cells = {"applications.received.natural_person": received}
        found = report(catalogue=catalogue, replace=other, cells=cells).table("applications")
        assert found
        assert (found.follows_form, found.adds_up) == (False, adds_up)
