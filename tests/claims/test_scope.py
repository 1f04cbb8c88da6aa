"""Names of bodies at the beginning of a clause, and how brackets set for whom and when aside."""

from __future__ import annotations

import pytest

from gongkai.claims.scope import Author, Scope, whose
from gongkai.plugins import Catalogue

BODIES, PLACES = ("局", "人民政府", "政府", "政府办", "部门", "系统"), ("市", "县")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("县政府", "self"),
        ("县政府办", "others"),
        ("县教育局认真落实", "others"),
        ("部门", "others"),
        ("部门协同推进", None),
        ("临江市", "others"),
        ("云川县", "self"),
        ("临江市民", None),
        ("小桥流水", None),
        ("", None),
    ],
)
def test_whose_figure_follows_a_name(text: str, who: str | None) -> None:
    assert whose(text, "云川县人民政府", BODIES, PLACES) == who


def test_a_place_is_a_body_only_where_it_may_be_one() -> None:
    assert whose("临江市", "云川县人民政府", BODIES) is None


def test_a_name_is_asked_to_be_all_of_the_text() -> None:
    assert whose("教育局认真落实", "云川县人民政府", BODIES, whole=True) is None
    assert whose("教育局", "云川县人民政府", BODIES, whole=True) == "others"


@pytest.fixture
def scope(catalogue: Catalogue) -> Scope:
    return Scope(Author(catalogue.standards["gkbg-2021"].vocabulary, 2025, "云川县人民政府", leads=True))


def test_brackets_set_the_scope_aside(scope: Scope) -> None:
    scope.enter()
    scope.name("县教育局", "县教育局", acts=True, whole=False)
    scope.part = True
    assert (scope.who, scope.part) == ("others", True)
    scope.leave()
    assert (scope.who, scope.part) == ("self", False)


def test_a_clause_on_how_one_works_names_no_one(scope: Scope) -> None:
    scope.name("在省教育厅指导下", "在省教育厅指导下", acts=False, whole=False)
    assert scope.who == "self"
    scope.name("在省教育厅", "在省教育厅", acts=True, whole=False)
    assert scope.who == "others"


def test_what_was_taken_from_a_body_is_its_own_to_the_end_of_the_segment(scope: Scope) -> None:
    scope.take_from("县教育局")
    assert scope.who == "others"
    scope.end_segment()
    assert scope.who == "self"


def test_only_a_government_may_be_meant_alone_by_its_name(scope: Scope, catalogue: Catalogue) -> None:
    scope.name("县政府", "县政府", acts=True, whole=False)
    assert (scope.who, scope.named) == ("self", True)
    bureau = Scope(Author(catalogue.standards["gkbg-2021"].vocabulary, 2025, "云川县教育局", leads=False))
    bureau.name("县教育局", "县教育局", acts=True, whole=False)
    assert (bureau.who, bureau.named) == ("self", False)
