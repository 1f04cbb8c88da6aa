"""Fields of a rule that do not hold what they should are named, with what they should hold."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongkai import Cite, Invalid, Option, Rule, Text, Valid
from gongkai.plugins import Catalogue
from gongkai.rule_shape import misshapen

WORDS = Text("太长", "too long")
RULE = Rule(
    id="TT101", name="tt-long", severity="info", summary=WORDS, advice=WORDS, messages={"long": WORDS},
    basis=(Cite("format-2021"),), check=lambda view: iter(()), examples=(Valid(), Invalid()),
)  # fmt: skip


def test_every_built_in_rule_is_sound(catalogue: Catalogue) -> None:
    assert [rule.id for rule in catalogue.rules if any(misshapen(rule))] == []


def test_lists_may_stand_for_tuples() -> None:
    assert not any(misshapen(replace(RULE, basis=[Cite("format-2021")], examples=[Valid(), Invalid()])))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (replace(RULE, id=101), "id should be str, is 101"),
        (replace(RULE, check="check"), "check should be a function, is 'check'"),
        (replace(RULE, severity="notice"), "severity should be 'info' | 'warning' | 'error', is 'notice'"),
        (replace(RULE, advice="mend"), "advice should be Text, is 'mend'"),
        (replace(RULE, why="because"), "why should be Text | None, is 'because'"),
        (
            replace(RULE, messages={"long": "too long"}),
            "messages should be Mapping[str, Text], is {'long': 'too long'}",
        ),
        (replace(RULE, messages={"long": Text("太长", 5)}), "messages['long'].en should be str, is 5"),  # type: ignore[arg-type]
        (
            replace(RULE, basis=Cite("a")),
            "basis should be tuple[Cite, ...], is Cite(instrument='a', article=''); a tuple of one has a comma: (x,)",
        ),
        (replace(RULE, options=(Option("most", {}, WORDS),)), "options[0].default should be"),  # type: ignore[arg-type]
        (replace(RULE, examples=(Valid(), Invalid(at="overview"))), "examples[1].at should be tuple[str, ...], is"),  # type: ignore[arg-type]
        (replace(RULE, examples=(Valid(previous=Valid(year="2024")),)), "examples[0].previous.year should be"),  # type: ignore[arg-type]
    ],
)
def test_what_is_wrong_is_named(rule: Rule, told: str) -> None:
    (fault,) = misshapen(rule)
    assert fault.en.startswith(told)
