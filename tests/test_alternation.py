"""Many words as one pattern."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from gongkai.alternation import alternation

WORDS = st.sets(st.text(alphabet="未收到取。.[|^-", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text(alphabet="未收到取。.[|^-", max_size=12))
def test_it_finds_the_longest_word_at_the_first_place_where_one_stands(words: set[str], text: str) -> None:
    places = [(n, max((w for w in words if text.startswith(w, n)), key=len, default="")) for n in range(len(text))]
    expected = next((place for place in places if place[1]), None)
    match = re.search(alternation(words), text)
    assert (match and (match.start(), match[0])) == expected
