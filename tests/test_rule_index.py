"""The index of a package's rules: it says what the modules say, and only while nothing changed."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongkai import rule_index
from gongkai.config import Config
from gongkai.engine import check_report
from gongkai.entry_points import EntryPoint
from gongkai.kept import keep, kept, use
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.resources import rules_in
from gongkai.rule import Described, Rule
from gongkai.selection import choose
from gongkai.specimen import write_report

POINT = EntryPoint("house", "house_pack", "house-dist", "1")
PACK = """
from gongkai import hookimpl, rules_in
GONGKAI_API = 1
@hookimpl
def gongkai_rules():
    return rules_in("house_pack.rules")
"""
RULE = '''
"""Why {id} is asked."""
from gongkai import Applies, Cite, Finding, Invalid, Option, Rule, Text, Valid
from house_pack.words import ADVICE
def check(view):
    yield Finding("m", view.report.place(), {{"n": int(view.number("most"))}})
RULE = Rule(
    id="{id}", name="house-{id}", severity="{severity}", summary=Text("概", "summary"), advice=ADVICE,
    messages={{"m": Text("甲{{n}}", "a {{n}}")}}, basis=(Cite("regulation-2019", "50"),), check=check, explanation=__doc__,
    why=Text("因", "why"), applies=Applies(first_year={first}),
    options=(Option("most", 3, Text("多", "most"), minimum=1), Option("words", ("a",), Text("词", "words"))),
    examples=(Valid("fine"), Invalid("not fine", cells={{"applications.granted.total": "51"}})),
)
'''
LONG_AGO = 1_600_000_000


class House:
    """A rule pack in a folder, and a way to begin anew as a new process would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "house_pack"
        (self.folder / "rules").mkdir(parents=True)
        self.write("__init__.py", PACK)
        self.write("words.py", 'from gongkai import Text\nADVICE = Text("改", "advice")')
        self.write("rules/__init__.py", "")
        self.write("rules/hh101_one.py", RULE.format(id="HH101", severity="error", first=None))
        self.write("rules/hh102_two.py", RULE.format(id="HH102", severity="info", first=2099))

    def write(self, name: str, text: str, when: int = LONG_AGO) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (when, when))

    def collect(self) -> Catalogue:
        for name in [name for name in sys.modules if name.partition(".")[0] == "house_pack"]:
            del sys.modules[name]
        importlib.invalidate_caches()
        return collect([POINT])

    def imported(self) -> list[str]:
        return sorted(name for name in sys.modules if name.startswith("house_pack.rules."))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    # What pytest loads while it runs is young and none of the pack's.
    monkeypatch.setattr(rule_index, "_others", lambda _: ())
    use(str(tmp_path / "cache"))
    made = House(tmp_path / "site")
    yield made
    use("")
    for name in [name for name in sys.modules if name.partition(".")[0] == "house_pack"]:
        del sys.modules[name]


def said(rule: Rule) -> list[object]:
    return [getattr(rule, name) for name in Described.__struct_fields__]


def test_the_second_time_nothing_is_imported_and_all_is_said(house: House) -> None:
    first = house.collect()
    assert house.imported() == ["house_pack.rules.hh101_one", "house_pack.rules.hh102_two"]
    second = house.collect()
    assert house.imported() == []
    assert [said(rule) for rule in second.rules] == [said(rule) for rule in first.rules]
    assert second.rules[0].options[1].default == ("a",)
    assert second.incidents == ()


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_what_an_editor_lays_beside_a_rule_is_none(house: House) -> None:
    (house.folder / "rules" / ".#hh101_one.py").symlink_to("somebody@somewhere.1234:5")
    made = house.collect()
    assert ([rule.id for rule in made.rules], made.incidents) == (["HH101", "HH102"], ())


def test_only_rules_that_run_are_imported(house: House, catalogue: Catalogue) -> None:
    house.collect()
    rules = house.collect().rules
    text = write_report(catalogue.standards["gkbg-2021"])
    report = Loader(readers=catalogue.readers, standards=catalogue.standards).load(Source("r.txt", text.encode()))
    outcome = check_report(report, choose(rules, Config(options={"HH101": {"most": 7}})))
    assert [(d.rule, d.message.en) for d in outcome.diagnostics] == [("HH101", "a 7")]
    assert house.imported() == ["house_pack.rules.hh101_one"]


def test_examples_come_when_they_are_looked_at(house: House) -> None:
    first = house.collect().rules[0]
    rule = house.collect().rules[0]
    assert house.imported() == []
    assert list(rule.examples) == list(first.examples)
    assert house.imported() == ["house_pack.rules.hh101_one"]
    assert [example.valid for example in rule.examples[1:]] == [False]
    assert replace(rule, severity="info").examples[0].valid


CHANGES: dict[str, Callable[[House], None]] = {
    "a rule's file": lambda h: h.write("rules/hh101_one.py", RULE.format(id="HH101", severity="warning", first=None)),
    "a rule's file, of the same size": lambda h: h.write(
        "rules/hh101_one.py", RULE.format(id="HH109", severity="error", first=None), LONG_AGO + 1
    ),
    "a new rule": lambda h: h.write("rules/hh103_three.py", RULE.format(id="HH103", severity="error", first=None)),
    "a rule taken out": lambda h: (h.folder / "rules/hh102_two.py").unlink(),
    "a module that rules use": lambda h: h.write(
        "words.py", 'from gongkai import Text\nADVICE = Text("改正", "advice")'
    ),
    "a data file": lambda h: h.write("words.json", "{}"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_imported_again(house: House, change: str) -> None:
    house.collect()
    CHANGES[change](house)
    changed = house.collect()
    assert house.imported() != []
    assert [said(rule) for rule in house.collect().rules] == [said(rule) for rule in changed.rules]
    assert house.imported() == []


def test_another_module_that_was_loaded_counts(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.py"
    other.touch()
    os.utime(other, (LONG_AGO, LONG_AGO))
    monkeypatch.setattr(rule_index, "_others", lambda _: (rule_index._stamp(str(other)),))
    house.collect()
    house.collect()
    assert house.imported() == []
    other.write_text("changed", encoding="utf-8")
    house.collect()
    assert house.imported() != []


def test_files_that_changed_just_now_are_not_indexed(house: House) -> None:
    (house.folder / "words.py").touch()
    house.collect()
    house.collect()
    assert house.imported() != []


def test_another_interpreter_makes_its_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.collect()
    monkeypatch.setattr(rule_index, "_interpreter", lambda: "another")
    house.collect()
    assert house.imported() != []


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x95\x01", b"\x80"])
def test_a_corrupt_index_is_made_again(house: House, content: bytes) -> None:
    expected = [said(rule) for rule in house.collect().rules]
    name = rule_index._name("house_pack.rules")
    good = kept(name)
    keep(name, content)
    assert [said(rule) for rule in house.collect().rules] == expected
    assert kept(name) == good


@pytest.mark.parametrize(
    ("text", "words"), [("print('x')", "it printed while it was loaded"), ("1 / 0", "division"), ("", "has no RULE")]
)
def test_a_bad_plugin_is_named_every_time(house: House, text: str, words: str) -> None:
    rule = RULE.format(id="HH103", severity="error", first=None) if "print" in text else ""
    house.write("rules/hh103_three.py", text + "\n" + rule)
    for _ in range(3):
        (incident,) = house.collect().incidents
        assert (incident.code, incident.plugin) == ("GK904", "house")
        assert words in incident.message.en


def test_a_module_that_fails_after_all_is_a_crashed_rule_and_then_a_failed_plugin(
    house: House, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.collect()
    rules = house.collect().rules
    monkeypatch.setitem(sys.modules, "house_pack.words", None)  # something it needs is gone
    text = write_report(catalogue.standards["gkbg-2021"])
    report = Loader(readers=catalogue.readers, standards=catalogue.standards).load(Source("r.txt", text.encode()))
    outcome = check_report(report, choose(rules, Config(select=("HH101",))))
    assert [(i.code, i.rule) for i in outcome.incidents] == [("GK902", "HH101")]
    monkeypatch.delitem(sys.modules, "house_pack.words")
    (house.folder / "words.py").unlink()
    assert [i.code for i in house.collect().incidents] == ["GK904"]


def test_a_rule_that_changes_during_the_run_is_refused(house: House, catalogue: Catalogue) -> None:
    house.collect()
    rules = house.collect().rules
    house.write("rules/hh101_one.py", RULE.format(id="HH109", severity="error", first=None))
    text = write_report(catalogue.standards["gkbg-2021"])
    report = Loader(readers=catalogue.readers, standards=catalogue.standards).load(Source("r.txt", text.encode()))
    outcome = check_report(report, choose(rules, Config(select=("HH101",))))
    assert ["changed during the run" in i.message.en for i in outcome.incidents] == [True]


def test_rules_that_say_more_than_an_index_can_are_not_indexed(house: House) -> None:
    house.write(
        "words.py", "from gongkai import Text\nclass Loud(Text, frozen=True):\n    pass\nADVICE = Loud('改', 'a')"
    )
    house.collect()
    assert type(house.collect().rules[0].advice).__name__ == "Loud"


def test_without_a_folder_there_is_no_index(house: House) -> None:
    use("")
    house.collect()
    house.collect()
    assert house.imported() != []


def test_an_index_holds_all_of_a_rule_but_its_code() -> None:
    assert set(Rule.__struct_fields__) - set(Described.__struct_fields__) == {"check", "examples"}


def test_the_index_of_the_built_in_rules_says_what_they_say(
    house: House, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_index, "_TICK", -10)
    package = "gongkai_rules.rules"
    imported = rules_in(package)
    rule_index.keep_index(package, [rule.check.__module__.rsplit(".", 1)[1] for rule in imported], imported)
    indexed = rules_in(package)
    assert type(indexed[0].check) is rule_index._LateCheck
    assert [said(rule) for rule in indexed] == [said(rule) for rule in imported]
    assert [list(rule.examples) for rule in indexed] == [list(rule.examples) for rule in imported]
    assert sorted(rule.id for rule in indexed) == [
        rule.id for rule in catalogue.rules if rule.id in {each.id for each in indexed}
    ]
