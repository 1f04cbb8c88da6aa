"""The prose of a report is cut once, and the cut tells what readers of claims ask first."""

from __future__ import annotations

from gongkai.claims.prose import prose
from gongkai.plugins import Catalogue
from gongkai.testing import report


def test_asking_twice_gives_the_same_cut_and_another_report_its_own(catalogue: Catalogue) -> None:
    one, other = report(catalogue=catalogue), report(catalogue=catalogue)
    assert prose(one) is prose(one)
    first = prose(one)
    assert prose(other) is not first
    assert [cut.passage for cut in prose(other)] == [cut.passage for cut in first]


def test_segments_hold_all_tokens_but_the_marks_between_them(catalogue: Catalogue) -> None:
    for cut in prose(report(catalogue=catalogue)):
        inside = [token.start for segment in cut.segments for token in segment.tokens]
        assert inside == sorted(set(inside))
        assert set(inside) <= {token.start for token in cut.tokens}
        assert cut.kinds == {token.kind for token in cut.tokens}
