from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongkai import Option, Text
from gongkai.config import Config
from gongkai.errors import UsageError
from gongkai.plugins import Catalogue
from gongkai.rule import Rule
from gongkai.selection import choose


@pytest.fixture
def rules(catalogue: Catalogue) -> list[Rule]:
    base = next(rule for rule in catalogue.rules if rule.id == "GK303")
    option = Option("most", 5, Text("上限", "limit"), minimum=1)
    return [
        replace(base, id="GK301", name="t3-column-identity"),
        replace(base, id="GK303", options=(option,)),
        replace(base, id="GK305", name="t3-carry-out-large", preview=True),
        replace(base, id="XX001", name="house-rule"),
    ]


def ids(rules: list[Rule], **settings: object) -> list[str]:
    return [chosen.rule.id for chosen in choose(rules, Config(**settings))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ["GK301", "GK303", "XX001"]),
        ({"select": ("GK3",)}, ["GK301", "GK303"]),
        ({"select": ("GK305",)}, ["GK305"]),
        ({"select": ("t3-carry-out-large", "house-rule")}, ["GK305", "XX001"]),
        ({"ignore": ("GK3",)}, ["XX001"]),
        ({"select": ("GK3",), "ignore": ("t3-row-total",)}, ["GK301"]),
        ({"select": ("GK301",), "ignore": ("GK301",)}, []),
        ({"select": ("gk3", "Xx001")}, ["GK301", "GK303", "XX001"]),
        ({"select": ("gk305", "House-Rule"), "ignore": ("xx",)}, ["GK305"]),
    ],
)
def test_rules_are_chosen_by_id_name_or_beginning(
    rules: list[Rule], settings: dict[str, object], expected: list[str]
) -> None:
    assert ids(rules, **settings) == expected


@pytest.mark.parametrize(("name", "meant"), [("gk33", "GK303"), ("T3-ROW-TOTL", "t3-row-total"), ("ＧＫ", None)])
def test_an_unknown_name_is_never_taken_for_nothing(rules: list[Rule], name: str, meant: str | None) -> None:
    for settings in ({"select": (name,)}, {"ignore": (name,)}, {"mandatory": (name,)}):
        with pytest.raises(UsageError) as raised:
            ids(rules, **settings)
        assert raised.value.advice is not None
        assert (meant or "gongkai rules") in raised.value.advice.en


@pytest.mark.parametrize(
    "settings",
    [{"select": ("GK33",)}, {"ignore": ("t3-row-totl",)}, {"severity": {"GK399": "info"}}, {"options": {"nope": {}}}],
)
def test_unknown_rules_are_usage_errors_that_suggest(rules: list[Rule], settings: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        ids(rules, **settings)
    with pytest.raises(UsageError) as raised:
        ids(rules, select=("t3-row-totl",))
    assert raised.value.advice is not None
    assert "t3-row-total" in raised.value.advice.en


def test_severities_and_options_are_set_by_name(rules: list[Rule]) -> None:
    config = Config(severity={"t3-row-total": "info"}, options={"GK303": {"most": 9}})
    chosen = {c.rule.id: c for c in choose(rules, config)}
    assert (chosen["GK303"].severity, chosen["GK303"].options["most"]) == ("info", 9)
    assert chosen["GK301"].severity == "error"


@pytest.mark.parametrize("given", [{"mots": 5}, {"most": "5"}, {"most": 0}, {"most": True}, {"most": 1.5}])
def test_options_that_do_not_fit_are_usage_errors(rules: list[Rule], given: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        ids(rules, options={"GK303": given})
    with pytest.raises(UsageError):  # nor where the rule does not run
        ids(rules, options={"GK303": given}, ignore=("GK303",))
