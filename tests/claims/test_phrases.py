"""Cutting at marks, and the words around a number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.claims.phrases import REACH, lead, run_end, segments, tags_of, words_before, words_behind
from gongkai.claims.tokens import Token, lexicon, tokens
from gongkai.plugins import Catalogue


def tokenized(text: str, catalogue: Catalogue) -> list[Token]:
    return tokens(text, lexicon(catalogue.standards["gkbg-2021"].vocabulary, 2025))


def test_a_segment_knows_the_marks_around_it(catalogue: Catalogue) -> None:
    cut = [
        ("".join(t.text for t in each.tokens), each.before, each.after)
        for each in segments(tokenized("收到申请3件，办结2件（结转1件）。", catalogue))
    ]
    assert cut == [
        ("收到申请3件", "stop", "comma"),
        ("办结2件", "comma", "open"),
        ("结转1件", "open", "close"),
        ("", "close", "stop"),
        ("", "stop", "stop"),
    ]


def test_and_cuts_only_between_words_that_are_known(catalogue: Catalogue) -> None:
    assert len(list(segments(tokenized("行政复议和行政诉讼", catalogue)))) == 2
    assert len(list(segments(tokenized("小桥和流水", catalogue)))) == 1


def test_unknown_words_end_what_is_tied_to_a_number(catalogue: Catalogue) -> None:
    found = tokenized("行政复议小桥流水收到3件行政诉讼", catalogue)
    at = next(n for n, token in enumerate(found) if token.kind == "number")
    tied, stop = words_before(found, at)
    assert "".join(t.text for t in tied) == "收到"
    assert stop is not None
    assert stop.kind == "text"
    behind, follower = words_behind(found, at)
    assert behind
    assert follower == behind[0]
    assert tags_of(behind)


def test_a_run_of_unknown_words_goes_over_fillers_and_ends_at_what_is_known(catalogue: Catalogue) -> None:
    found = segments(tokenized("发展和改革局统计局及水务局收到3件", catalogue))[0].tokens
    assert "".join(t.text for t in found[: run_end(found, 0)]) == "发展和改革局统计局"
    assert run_end(found, len(found) - 1) == len(found)


def test_a_paragraph_leads_with_what_stands_before_its_first_mark(catalogue: Catalogue) -> None:
    assert lead(tokenized("行政复议方面，行政诉讼3件。", catalogue)) == tags_of(tokenized("行政复议", catalogue))


@given(st.text("收到行政复议和、，（）小桥3件共", max_size=40))
def test_the_look_around_a_number_is_bounded_and_nothing_is_lost(catalogue: Catalogue, text: str) -> None:
    found = tokenized(text, catalogue)
    assert sum(len(each.tokens) for each in segments(found)) <= len(found)
    for n in range(len(found)):
        assert len(words_before(found, n)[0]) <= REACH
        assert len(words_behind(found, n)[0]) <= REACH
