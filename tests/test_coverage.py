"""What became of each duty: never passed unless rules looked at all of it and found nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from gongkai import Applies, Cite, Duty, Incident, Report, Text
from gongkai.config import Config
from gongkai.coverage import Coverage, Status, cover
from gongkai.engine import check_report, finish
from gongkai.plugins import Catalogue
from gongkai.selection import choose
from gongkai.testing import report

T = Text("甲", "a")
CRASH = Incident(code="GK902", rule="GK101", path="example.txt", message=T)
LOST = Incident(code="GK903", path="example.txt", message=T)


def duty(*rules: str, **fields: object) -> Duty:
    made = Duty(id="d", cite=Cite("regulation-2019", "50"), what=T, rules=rules)
    return replace(made, **fields)


def covered(
    about: Report, duties: Sequence[Duty], catalogue: Catalogue, *incidents: Incident, ignore: tuple[str, ...] = ()
) -> Coverage:
    chosen = choose(catalogue.rules, Config(ignore=ignore))
    run = finish([check_report(about, chosen, 0, catalogue.instruments)], incidents, "error")
    rules = {rule.id: rule for rule in catalogue.rules}
    return cover(about, run, duties, rules, frozenset(c.rule.id for c in chosen), catalogue.instruments)


class TestStatus:
    @pytest.mark.parametrize(
        ("asked", "status"),
        [
            (duty("GK101"), "passed"),
            (duty("GK101", "GK899"), "passed"),
            (duty(), "no_rule"),
            (duty("GK899"), "no_rule"),
            (duty("GK112"), "no_rule"),  # a preview rule does not run
            (duty(person=T), "person"),
            (duty("GK101", person=T), "person"),
            (duty("GK101", applies=Applies(last_year=2020)), "not_applicable"),
            (duty("GK101", applies=Applies(bodies=("department",))), "not_applicable"),
            (duty("GK101", levels=("township",)), "not_applicable"),
            (duty("GK101", cite=Cite("format-2019")), "not_applicable"),  # no longer in force
            (duty("GK601"), "not_applicable"),  # last year's report is not there
            (duty("GK101", "GK601"), "passed"),
        ],
    )
    def test_of_a_correct_report(self, asked: Duty, status: Status, catalogue: Catalogue) -> None:
        (one,) = covered(report(catalogue=catalogue), [asked], catalogue).duties
        assert one.status == status

    def test_a_report_that_was_asked_for_and_not_found_leaves_it_unchecked(self, catalogue: Catalogue) -> None:
        missing = Incident(code="GK922", path="example.txt", message=T)
        (one,) = covered(report(catalogue=catalogue), [duty("GK601")], catalogue, missing).duties
        assert one.status == "not_checked"
        assert [(use.use, use.lacks) for use in one.rules] == [("no_counterpart", ("previous",))]

    def test_a_finding_breaks_the_duty_whose_section_it_is_in(self, catalogue: Catalogue) -> None:
        about = report(sections={"problems": "无"}, catalogue=catalogue)
        duties = [
            duty("GK106", sections=("problems",)),
            duty("GK106", sections=("overview",)),
            duty("GK106", person=T),
        ]
        assert [c.status for c in covered(about, duties, catalogue).duties] == ["failed", "passed", "failed"]

    def test_advice_is_for_a_person_to_look_at(self, catalogue: Catalogue) -> None:
        about = report(replace={"（二）改进情况": "（三）改进情况"}, catalogue=catalogue)
        (one,) = covered(about, [duty("GK114")], catalogue).duties
        assert (one.status, one.rules[0].use) == ("person", "advised")

    @pytest.mark.parametrize("incident", [CRASH, LOST])
    def test_what_was_not_finished_is_not_passed(self, incident: Incident, catalogue: Catalogue) -> None:
        about = report(catalogue=catalogue)
        found = covered(about, [duty("GK101"), duty()], catalogue, incident)
        assert [c.status for c in found.duties] == ["not_checked", "no_rule"]
        assert found.exit_code == 3

    def test_a_rule_that_was_switched_off_does_not_pass(self, catalogue: Catalogue) -> None:
        found = covered(report(catalogue=catalogue), [duty("GK101", "GK102")], catalogue, ignore=("GK102",))
        assert found.duties[0].status == "not_checked"

    def test_a_body_of_unknown_kind_is_for_a_person_to_judge(self, catalogue: Catalogue) -> None:
        about = report(agency="云川县某某", catalogue=catalogue)
        asked = duty("GK101", applies=Applies(bodies=("government",)))
        assert about.body.kind is None
        assert covered(about, [asked], catalogue).duties[0].status == "person"

    def test_a_person_looks_at_the_date_only_when_none_is_stated(self, catalogue: Catalogue) -> None:
        asked = duty("GK101", person=T, when="undated")
        undated = report(catalogue=catalogue)
        dated = report(replace={"年度报告\n\n本报告": "年度报告\n发布时间：2026-01-20\n本报告"}, catalogue=catalogue)
        assert dated.published
        assert [covered(r, [asked], catalogue).duties[0].status for r in (undated, dated)] == ["person", "passed"]


def test_findings_that_concern_no_duty_are_counted(catalogue: Catalogue) -> None:
    about = report(sections={"problems": "无"}, catalogue=catalogue)
    assert covered(about, [duty("GK106", sections=("problems",))], catalogue).elsewhere == 0
    assert covered(about, [duty("GK106", sections=("overview",))], catalogue).elsewhere == 1
    assert covered(about, [duty("GK106", applies=Applies(last_year=2020))], catalogue).elsewhere == 1


class TestTheData:
    def test_every_duty_cites_an_article_that_is_in_the_data(self, catalogue: Catalogue) -> None:
        assert catalogue.duties
        for each in catalogue.duties:
            articles = catalogue.instruments[each.cite.instrument].articles
            assert not each.cite.article or each.cite.article in articles, each.id

    def test_sections_and_standards_exist(self, catalogue: Catalogue) -> None:
        for each in catalogue.duties:
            assert set(each.applies.standards) <= set(catalogue.standards)
            for section in each.sections:
                assert any(standard.section(section) for standard in catalogue.standards.values()), each.id

    def test_every_part_and_table_of_the_form_is_a_duty(self, catalogue: Catalogue) -> None:
        for standard in catalogue.standards.values():
            asked = [d for d in catalogue.duties if d.cite.instrument == standard.basis.instrument]
            assert {t.section for t in standard.tables} <= {s for d in asked for s in d.sections}

    def test_a_correct_report_breaks_none(self, catalogue: Catalogue) -> None:
        for standard in catalogue.standards:
            found = covered(report(standard=standard, catalogue=catalogue), catalogue.duties, catalogue)
            assert not found.count("failed")
            assert not found.count("not_checked")
            assert found.count("passed")
