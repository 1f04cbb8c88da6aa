"""Words that a configuration adds to the vocabularies by which reports state figures."""

from __future__ import annotations

import pytest

from gongkai.bilingual import Text
from gongkai.claims import claimed
from gongkai.config import Config
from gongkai.isolation import Isolated
from gongkai.load import Loader, worded
from gongkai.plugins import Catalogue, RuleFile, collect
from gongkai.reader import Source
from gongkai.selection import choose
from gongkai.specimen import write_report
from gongkai.vocabulary import KindSpec, Vocabulary

WORDS = {"application": ("阅卷诉求",), "others": ("联席办",)}
RULE = """
from gongkai import Cite, Finding, Rule, Text, claimed
T = Text("甲", "a")
def check(view):
    for claim in view.derive(claimed):
        if claim.value == 77:
            yield Finding("m", claim.place(), {})
RULES = [Rule(id="TT100", name="tt-claims", severity="error", summary=T, advice=T, messages={"m": T},
              basis=(Cite("format-2021", "part-1"),), check=check)]
"""


def test_nothing_added_leaves_the_formats_as_they_are(catalogue: Catalogue) -> None:
    assert worded(catalogue.standards, {}) is catalogue.standards


def test_words_are_added_behind_those_that_are_there(catalogue: Catalogue) -> None:
    before, after = catalogue.standards, worded(catalogue.standards, WORDS)
    old, new = before["gkbg-2021"].vocabulary, after["gkbg-2021"].vocabulary
    assert new.terms["application"] == (*old.terms["application"], "阅卷诉求")
    assert new.others == (*old.others, "联席办")
    assert (new.kinds, new.own, new.terms["receive"]) == (old.kinds, old.own, old.terms["receive"])
    assert after["gkbg-2019"].vocabulary is new


def test_a_vocabulary_leaves_out_what_it_has_no_kind_for() -> None:
    kind = KindSpec(id="a.b", name=Text("甲", "a"), needs=("a",))
    vocabulary = Vocabulary(terms={"a": ("甲",)}, kinds=(kind,))
    assert vocabulary.extended({"a": ("乙",), "b": ("丙",)}).terms == {"a": ("甲", "乙")}
    assert vocabulary.extended({"b": ("丙",)}) == vocabulary


@pytest.mark.slow
def test_rules_in_a_process_of_their_own_see_the_same_words() -> None:
    files = (RuleFile("foreign.py", RULE),)
    catalogue = collect(files=files)
    text = write_report(
        catalogue.standards["gkbg-2021"],
        agency="云川县水利局",
        sections={"overview": "2025年，我局收到阅卷诉求77件。"},
    )
    loader = Loader(readers=catalogue.readers, standards=worded(catalogue.standards, WORDS))
    report = loader.load(Source("a.txt", text.encode()))
    assert 77 in [claim.value for claim in claimed(report)]
    chosen = [each for each in choose(catalogue.rules, Config()) if each.rule.id == "TT100"]
    for words, found in (({}, 0), (WORDS, 1)):
        with Isolated(files, words) as process:
            outcome = process.check(report, chosen)
        assert (outcome.incidents, len(outcome.diagnostics)) == ((), found)
