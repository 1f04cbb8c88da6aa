"""The rules on a parent and its children: one fault is one finding, and three hundred children are no burden."""

from __future__ import annotations

import time

from msgspec.structs import replace

from gongkai import Diagnostic, Kin, Report, ReportSet, Rule
from gongkai.plugins import Catalogue
from gongkai.testing import report, run_rule

SUMS = ("GK701", "GK702", "GK703", "GK704")


def children(catalogue: Catalogue, count: int, agency: str = "云川县第{}局") -> list[Report]:
    one = report(catalogue=catalogue)
    assert one.agency is not None
    return [
        replace(one, path=f"child-{n}.txt", agency=replace(one.agency, value=agency.format(n))) for n in range(count)
    ]


def summed(catalogue: Catalogue, times: int, **cells: str) -> Report:
    """A report whose every number is the specimen's so many times over."""
    one = report(catalogue=catalogue)
    found = {
        f"{table.id}.{row.id}.{cell.column}": str(cell.value * times)
        for table in one.tables
        for row in table.rows
        for cell in row.cells
        if cell.value is not None
    }
    changed = {name.replace("__", "."): value for name, value in cells.items()}
    return report(catalogue=catalogue, cells={**found, **changed})


def told(catalogue: Catalogue, parent: Report, kin: Kin) -> list[Diagnostic]:
    rules: dict[str, Rule] = {rule.id: rule for rule in catalogue.rules}
    return [d for name in SUMS if rules[name].judges(parent, kin) for d in run_rule(rules[name], parent, kin)]


def test_the_sum_of_its_children_is_right(catalogue: Catalogue) -> None:
    kin = Kin(children=ReportSet.of(children(catalogue, 5)), complete=True)
    assert told(catalogue, summed(catalogue, 5), kin) == []


def test_a_child_left_out_of_three_tables_is_one_finding(catalogue: Catalogue) -> None:
    kin = Kin(children=ReportSet.of(children(catalogue, 4)), complete=True)
    (found,) = told(catalogue, summed(catalogue, 3), kin)
    assert (found.rule, found.key, found.severity) == ("GK701", "left_out", "error")


def test_a_set_that_is_not_said_to_be_complete_gives_hints(catalogue: Catalogue) -> None:
    kin = Kin(children=ReportSet.of(children(catalogue, 4)))
    found = told(catalogue, summed(catalogue, 4, proactive__licences__decisions="900"), kin)
    assert [(d.rule, d.severity) for d in found] == [("GK702", "info")]


def test_a_cell_of_one_child_that_exceeds_the_parent_is_told_once(catalogue: Catalogue) -> None:
    many = children(catalogue, 4)
    low = summed(catalogue, 4, proactive__licences__decisions="100")
    for complete, expected in ((True, [("GK702", "error")]), (False, [("GK704", "error")] * 4)):
        kin = Kin(children=ReportSet.of(many), complete=complete)
        assert [(d.rule, d.severity) for d in told(catalogue, low, kin)] == expected


def test_where_reports_are_missing_only_more_than_the_parent_has_is_told(catalogue: Catalogue) -> None:
    kin = Kin(children=ReportSet.of(children(catalogue, 4)), missing=("云川县教育局",), complete=True)
    assert told(catalogue, summed(catalogue, 9), kin) == []
    assert {d.severity for d in told(catalogue, summed(catalogue, 3), kin)} == {"info"}


def test_both_reports_are_named_with_every_addend(catalogue: Catalogue) -> None:
    kin = Kin(children=ReportSet.of(children(catalogue, 3)), complete=True)
    (found,) = told(catalogue, summed(catalogue, 3, proactive__licences__decisions="641"), kin)
    assert found.place.path is None
    (worked,) = found.sums
    assert (worked.left_total, worked.right_total) == (641, 642)
    assert [addend.place.path for addend in worked.right] == ["child-0.txt", "child-1.txt", "child-2.txt"]
    assert {place.path for place in found.related} == {"child-0.txt", "child-1.txt", "child-2.txt"}


def test_three_hundred_children_take_a_few_seconds_at_most(catalogue: Catalogue) -> None:
    kin = Kin(children=ReportSet.of(children(catalogue, 300)), complete=True)
    begun = time.process_time()
    (found,) = told(catalogue, summed(catalogue, 300, proactive__licences__decisions="1"), kin)
    assert (found.rule, found.key) == ("GK702", "differ")
    assert time.process_time() - begun < 10


def test_a_body_that_a_national_administration_directs_is_only_a_hint(catalogue: Catalogue) -> None:
    parent = report(catalogue=catalogue)
    (child,) = children(catalogue, 1, "国家税务总局云川县税务局")
    more = replace(
        report(catalogue=catalogue, cells={"proactive.penalties.decisions": "370"}), agency=child.agency, path="tax"
    )
    assert [(d.rule, d.severity) for d in told(catalogue, parent, Kin(children=ReportSet.of([more])))] == [
        ("GK704", "info")
    ]
