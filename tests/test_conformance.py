"""Examining rules: each promise that a rule can break is seen when it is broken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai.conformance import BUDGET_MS, caught, examine
from gongkai.plugins import Catalogue

WORDS = Text("太长了", "too long")


def check(view: View) -> Iterator[Finding]:
    overview = view.report.section("overview")
    if overview and len(overview.passages) == 1:
        yield Finding("short", overview.place())


GOOD = Rule(
    id="TT101", name="tt-short", severity="info", summary=WORDS, advice=WORDS, messages={"short": WORDS},
    basis=(Cite("format-2021", "part-1"),), check=check, explanation="x",
    examples=(Valid(), Invalid(sections={"overview": "公开。"}, keys=("short",), at=("overview",))),
)  # fmt: skip


def faults(rule: Rule, catalogue: Catalogue) -> dict[str, str]:
    return {v.what.en: v.fault.en for v in examine([rule], catalogue) if v.fault}


def test_a_good_rule_has_no_fault(catalogue: Catalogue) -> None:
    assert faults(GOOD, catalogue) == {}


def test_general_mutations_are_counted(catalogue: Catalogue) -> None:
    """A rule about cells catches some of them, a rule about a word that is never there none."""
    rules = {rule.id: rule for rule in catalogue.rules}
    counted = caught(rules["GK303"], catalogue)
    assert not isinstance(counted, Text)
    hits, made = counted
    assert 0 < hits < made
    assert made > 100


def with_check(function: Callable[[View], Iterator[Finding]]) -> Rule:
    return replace(GOOD, check=function)


CALLS: list[int] = []


def moody(view: View) -> Iterator[Finding]:
    CALLS.append(1)
    if len(CALLS) % 2:
        yield Finding("short", view.report.place())


def slow(view: View) -> Iterator[Finding]:
    time.sleep(BUDGET_MS / 1000 * 1.5)
    yield from check(view)


def prints(view: View) -> Iterator[Finding]:
    print("overview")
    yield from check(view)


def reads_files(view: View) -> Iterator[Finding]:
    Path(__file__).read_text(encoding="utf-8")
    yield from check(view)


def raises(view: View) -> Iterator[Finding]:
    raise ValueError("bug")
    yield from check(view)


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        (replace(GOOD, severity="notice"), "types of its fields"),
        (replace(GOOD, advice="too long"), "types of its fields"),
        (replace(GOOD, basis=Cite("format-2021")), "types of its fields"),
        (replace(GOOD, check=None), "types of its fields"),
        (replace(GOOD, examples=(Valid(), Invalid(keys="short"))), "types of its fields"),
        (replace(GOOD, id="x1"), "id and name"),
        (replace(GOOD, summary=Text("only", "only")), "both languages"),
        (replace(GOOD, advice=Text("改", "")), "both languages"),
        (replace(GOOD, advice=Text("", "mend")), "both languages"),
        (replace(GOOD, messages={"short": Text("太短{a}", "short {b}")}), "both languages"),
        (replace(GOOD, messages={"short": Text("太短{a", "short {a}")}), "both languages"),
        (replace(GOOD, basis=(Cite("nope"),)), "citations"),
        (replace(GOOD, basis=(Cite("format-2021", "99"),)), "citations"),
        (replace(GOOD, basis=()), "citations"),
        (replace(GOOD, examples=GOOD.examples[:1]), "examples"),
        (replace(GOOD, examples=(*GOOD.examples, Invalid(keys=("short",)))), "examples"),
        (replace(GOOD, examples=(*GOOD.examples, Invalid(cells={"a.b.c": "1"}))), "examples"),
        (replace(GOOD, examples=(*GOOD.examples, Invalid(cells={"a.b": "1"}))), "examples"),
        (replace(GOOD, examples=(*GOOD.examples, Invalid(standard="gkbg-2020"))), "examples"),
        (replace(GOOD, examples=(*GOOD.examples, Invalid(sections={"overveiw": "一"}))), "examples"),
        (with_check(moody), "same result each time"),
        (with_check(slow), "time"),
        (with_check(prints), "prints nothing"),
        (with_check(reads_files), "no files, no network"),
        (with_check(raises), "examples"),
    ],
)
def test_a_broken_promise_is_seen(rule: Rule, what: str, catalogue: Catalogue) -> None:
    CALLS.clear()
    assert what in faults(rule, catalogue)


def endless(view: View) -> Iterator[Finding]:
    while True:
        time.sleep(0.01)
    yield


def test_a_rule_that_never_ends_is_told(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.conformance.LOOK_SECONDS", 0.2)
    assert "did not come to an end" in faults(with_check(endless), catalogue)["examples"]
    counted = caught(with_check(endless), catalogue)
    assert isinstance(counted, Text)
    assert "did not come to an end" in counted.en


def leaving(view: View) -> Iterator[Finding]:
    raise SystemExit(0)
    yield


def misspelt(view: View) -> Iterator[Finding]:
    yield Finding("shrot", view.report.place())


def unfilled(view: View) -> Iterator[Finding]:
    yield Finding("short", view.report.place(), {"nmae": "x"})


def test_a_rule_that_leaves_the_process_is_told_with_its_line(catalogue: Catalogue) -> None:
    told = faults(with_check(leaving), catalogue)["examples"]
    assert told == f"SystemExit: 0 (test_conformance.py:{leaving.__code__.co_firstlineno + 1})"


def test_words_that_a_rule_does_not_have_are_named(catalogue: Catalogue) -> None:
    assert "no message “shrot”; there are short" in faults(with_check(misspelt), catalogue)["examples"]
    named = replace(with_check(unfilled), messages={"short": Text("{name}太长了", "{name} is too long")})
    assert "message “short” asks for {name}" in faults(named, catalogue)["examples"]


def returns(view: View) -> list[Finding] | None:
    overview = view.report.section("overview")
    return [Finding("short", overview.place())] if overview and len(overview.passages) == 1 else None


def unlisted(view: View) -> Iterator[Finding]:
    yield "short"  # type: ignore[misc] # the mistake


@pytest.mark.parametrize("function", [returns, unlisted])
def test_what_a_check_should_give_is_told(
    function: Callable[[View], Iterator[Finding]], catalogue: Catalogue
) -> None:
    assert "check must yield findings" in faults(with_check(function), catalogue)["examples"]


def rarely(view: View) -> Iterator[Finding]:
    for finding in check(view):
        CALLS.append(1)
        if len(CALLS) != 4:  # it is seen in the examples, and twice when runs are compared, before it is silent
            yield finding


def test_a_rule_that_is_moody_only_at_times_is_seen(catalogue: Catalogue) -> None:
    CALLS.clear()
    assert "same result each time" in faults(with_check(rarely), catalogue)


def asks_what_is_not_there(view: View) -> Iterator[Finding]:
    if view.number("most"):
        yield from check(view)


def test_an_option_that_the_rule_does_not_have_is_named(catalogue: Catalogue) -> None:
    told = faults(with_check(asks_what_is_not_there), catalogue)["examples"]
    assert told.startswith("KeyError: no option “most” among the rule's options (none) (test_conformance.py:")


def test_every_fault_is_told_in_chinese_too(catalogue: Catalogue) -> None:
    """Except for what Python itself says."""
    broken = [
        replace(GOOD, id="x1"),
        replace(GOOD, basis=()),
        replace(GOOD, basis=(Cite("nope"),)),
        replace(GOOD, examples=GOOD.examples[:1]),
        replace(GOOD, examples=(*GOOD.examples, Invalid(keys=("short",)))),
        replace(GOOD, severity="notice"),
        with_check(slow),
        with_check(prints),
        with_check(reads_files),
        with_check(misspelt),
    ]
    for rule in broken:
        told = [verdict.fault.zh for verdict in examine([rule], catalogue) if verdict.fault]
        assert told
        assert all(any("\u4e00" <= char <= "\u9fff" for char in words) for words in told), told


def test_the_form_of_ids_and_names_is_told(catalogue: Catalogue) -> None:
    assert "as MY101" in faults(replace(GOOD, id="my-1"), catalogue)["id and name"]
    assert "as my-own-rule" in faults(replace(GOOD, name="Short"), catalogue)["id and name"]
