"""What is in force when: by dates, by the year in a number, by fiscal year."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from gongkai import Applies, Cite, Instrument, Text
from gongkai.in_force import Force
from gongkai.plugins import Catalogue

T = Text("甲", "a")


def instrument(number: str | None = None, issued: date | None = None, start: date | None = None) -> Instrument:
    return Instrument(id="x", title=T, number=number, issued=issued, in_force_from=start, sure="general")


@pytest.mark.parametrize(
    ("given", "first"),
    [
        (instrument("国办函〔2020〕109号", date(2020, 11, 17), date(2021, 1, 1)), date(2021, 1, 1)),
        (instrument("国办函〔2020〕109号", date(2020, 11, 17)), date(2020, 11, 17)),
        (instrument("国办公开办函〔2019〕61号"), date(2019, 1, 1)),
    ],
)
def test_it_begins_with_the_best_known_day(given: Instrument, first: date) -> None:
    assert given.in_force(first)
    assert not given.in_force(first.replace(year=first.year - 1))


def test_without_any_date_it_counts_as_in_force() -> None:
    assert instrument().in_force(date(1900, 1, 1))


class TestForce:
    @pytest.fixture
    def force(self, catalogue: Catalogue) -> Force:
        return Force(catalogue.instruments, catalogue.standards)

    def test_the_formats_follow_each_other(self, force: Force) -> None:
        days = (date(2019, 12, 1), date(2021, 9, 25), date(2021, 9, 26), date(2026, 1, 1))
        found = [[name for name in ("gkbg-2019", "gkbg-2021") if force.standard(name, day)] for day in days]
        assert found == [["gkbg-2019"], ["gkbg-2019"], ["gkbg-2021"], ["gkbg-2021"]]

    def test_a_rule_needs_one_citation_and_one_standard(self, force: Force, catalogue: Catalogue) -> None:
        rule = next(rule for rule in catalogue.rules if rule.id == "GK101")
        mine = replace(rule, basis=(Cite("fee-measures-2020"), Cite("format-2021")))
        assert not force.rule(mine, date(2020, 12, 31))
        assert force.rule(mine, date(2021, 1, 1))
        old = replace(rule, applies=Applies(standards=("gkbg-2019",)))
        assert [force.rule(old, date(year, 1, 1)) for year in (2018, 2020, 2022)] == [False, True, False]

    def test_a_fiscal_year_counts_by_the_day_its_reports_are_due(self, force: Force, catalogue: Catalogue) -> None:
        rule = next(rule for rule in catalogue.rules if rule.id == "GK101")
        mine = replace(rule, basis=(Cite("review-law-2023"),))
        standard = catalogue.standards["gkbg-2021"]
        assert not force.rule_for(mine, standard, 2022)
        assert force.rule_for(mine, standard, 2023)  # due on 31 January 2024; the law is in force from 1 January
