"""What changed between the two formats is what formats of the law say changed."""

from __future__ import annotations

from gongkai.changes import Change, Edition, changes
from gongkai.in_force import Force
from gongkai.plugins import Catalogue


def between(catalogue: Catalogue, old: tuple[str, int], new: tuple[str, int]) -> tuple[Change, ...]:
    before, after = (Edition(catalogue.standards[name], year) for name, year in (old, new))
    force = Force(catalogue.instruments, catalogue.standards)
    return changes(before, after, catalogue.rules, catalogue.duties, force)


def test_nothing_changed_between_a_year_and_itself(catalogue: Catalogue) -> None:
    assert between(catalogue, ("gkbg-2021", 2022), ("gkbg-2021", 2022)) == ()


def test_from_the_format_of_2019_to_that_of_2021(catalogue: Catalogue) -> None:
    found = between(catalogue, ("gkbg-2019", 2019), ("gkbg-2021", 2021))
    assert not [c for c in found if c.group in ("section", "table")]
    by_group = {group: [c for c in found if c.group == group] for group in ("block", "row", "column", "sum")}
    assert [(c.id, c.now) for c in by_group["block"]] == [("proactive.article20_9", None)]
    rows = {c.id.split(".")[-1]: (c.was and c.was.zh, c.now and c.now.zh) for c in by_group["row"]}
    assert rows["normative_documents"] == ("规范性文件", "行政规范性文件")
    assert rows["other_services"] == ("其他对外管理服务事项", None)
    assert {name for name, (was, _) in rows.items() if was is None} == {"closed_not_corrected", "closed_fee_unpaid"}
    assert len(by_group["column"]) == 15
    (total,) = (each for each in by_group["sum"] if each.id == "applications.result_sum")
    assert total.now
    assert "缴纳费用" in total.now.zh


def test_rules_and_duties_of_one_edition_only(catalogue: Catalogue) -> None:
    found = {(c.group, c.id): c for c in between(catalogue, ("gkbg-2019", 2019), ("gkbg-2021", 2021))}
    assert found["rule", "GK501"].was is None
    assert found["duty", "fee-measures-report"].was is None
    assert ("rule", "GK101") not in found
    # A duty that the newer format repeats is the same duty.
    assert ("duty", "format-2019-parts") not in found
    assert ("duty", "format-2021-parts") not in found


def test_the_way_back_is_the_opposite(catalogue: Catalogue) -> None:
    there = between(catalogue, ("gkbg-2019", 2019), ("gkbg-2021", 2021))
    back = between(catalogue, ("gkbg-2021", 2021), ("gkbg-2019", 2019))
    assert {(c.group, c.id) for c in there} == {(c.group, c.id) for c in back}
    assert {c.id for c in there if c.was is None} == {c.id for c in back if c.now is None}
