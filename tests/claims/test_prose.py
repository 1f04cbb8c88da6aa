"""The prose of a report is cut once, and the cut tells what readers of claims ask first."""

from __future__ import annotations

import gc
import re
from weakref import ref

from msgspec.structs import replace

from gongkai.claims.prose import prose
from gongkai.plugins import Catalogue
from gongkai.testing import report


def test_asking_twice_gives_the_same_cut_and_another_report_its_own(catalogue: Catalogue) -> None:
    one, other = report(catalogue=catalogue), report(catalogue=catalogue)
    assert prose(one) is prose(one)
    first = prose(one)
    assert prose(other) is not first
    assert [cut.passage for cut in prose(other).cuts] == [cut.passage for cut in first.cuts]


def test_segments_hold_all_tokens_but_the_marks_between_them(catalogue: Catalogue) -> None:
    about = report(catalogue=catalogue)
    for cut in prose(about).cuts:
        inside = [token.start for segment in cut.segments for token in segment.tokens]
        assert inside == sorted(set(inside))
        assert set(inside) <= {token.start for token in cut.tokens}
        assert cut.kinds == {token.kind for token in cut.tokens}


def test_paragraphs_that_hold_a_sign_are_told_by_their_numbers(catalogue: Catalogue) -> None:
    about = prose(report(catalogue=catalogue))
    for sign in (re.compile("公开"), re.compile("[，。]"), re.compile(""), re.compile("没有这些字")):
        found = [(n, sign.search(cut.text)) for n, cut in enumerate(about.cuts)]
        assert [(n, each[0]) for n, each in about.holding(sign)] == [(n, each[0]) for n, each in found if each]
    assert not list(prose(replace(report(catalogue=catalogue), sections=())).holding(re.compile("")))


def test_no_report_is_kept_for_its_prose(catalogue: Catalogue) -> None:
    about = report(catalogue=catalogue)
    prose(about)
    known = ref(about)
    del about
    gc.collect()
    assert known() is None
