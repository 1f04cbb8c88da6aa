"""The bench of copied text in small: the pairs made are the pairs found, and they are those of comparing all with all."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import copied
from gongkai import Copies, alike, written

SIZE = 40


@pytest.mark.slow
def test_every_copy_is_found_and_nothing_else() -> None:
    result = copied.measure(400)
    assert (result["pairs"], result["found"], result["false"]) == (20, 20, 0)
    # Most reports hold the paragraph that was handed out; it is told, and makes no pairs.
    assert 0.5 < result["handed_out"] / 400 < 0.9
    assert result["loads"] < 2.2 * 400


@pytest.mark.slow
def test_the_pairs_are_those_of_comparing_all_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the paragraph that was handed out, which only the set can tell from a copy."""
    texts = [written(copied.made(n, SIZE)) for n in range(SIZE)]
    handed_out = written(copied.made(next(n for n in range(SIZE) if len(copied.prose(n, SIZE)[0]) < 6), SIZE))
    assert handed_out
    pairs = {
        frozenset((a, b)) for a, b in combinations(range(SIZE), 2) if alike(texts[a], texts[b]).copied >= 300 + 240
    }
    copies = Copies()
    for n in range(SIZE):
        copies.add(str(n), copied.made(n, SIZE))
    found = {
        frozenset((n, int(copy.key)))
        for n in range(SIZE)
        for copy in copies.near(str(n), lambda key: copied.made(int(key), SIZE)).copies
    }
    copied.made.cache_clear()
    assert pairs == found
    assert len(found) == SIZE // copied.COPIED


def test_the_same_number_makes_the_same_report() -> None:
    assert copied.made.__wrapped__(7, 100) == copied.made(7, 100)
    assert copied.made(7, 100) != copied.made(8, 100)
