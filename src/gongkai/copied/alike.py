"""How alike two written texts are, and which passages they share.

Likeness is that of sets of five-character pieces: the share of all that both have (Jaccard), and the share of the first
that stands in the second (containment).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from gongkai.copied.written import BREAK, Written
from gongkai.place import Place

__all__ = ["GRAM", "Likeness", "Shared", "alike", "grams"]

GRAM = 5
"""Characters of a piece."""
# A run of equal characters begins with so many: shorter ones are phrases of the trade.
_SEED = 8
# Between two runs of one passage at most so many characters differ, on either side.
_GAP = 20
# Of a piece that stands often in a text so many places are known, and so many tried afresh: work stays linear.
_PLACES = 32
_TRIED = 4


class Shared(Struct, frozen=True, kw_only=True):
    """A passage that stands in both texts: spans in each `Written.text`, their places in the reports, the
    characters compared (of the shorter side) and how alike they are (Jaccard)."""

    span: tuple[int, int]
    other_span: tuple[int, int]
    here: tuple[Place, ...]
    there: tuple[Place, ...]
    length: int
    likeness: float


class Likeness(Struct, frozen=True, kw_only=True):
    """How alike two texts are. `jaccard`: pieces in both of pieces in either; `contained`: of the first text's pieces,
    the share that stands in the second, never less than `jaccard`. `length` and `other_length` are the characters
    compared. `shared` are the passages in both, the longest first; `copied` their characters, each counted once.
    """

    jaccard: float
    contained: float
    length: int
    other_length: int
    copied: int
    shared: tuple[Shared, ...]


class _Run(NamedTuple):
    """Runs of equal characters on one line, put together: spans and how many pieces are equal."""

    start: int
    end: int
    other_start: int
    other_end: int
    same: int

    @property
    def likeness(self) -> float:
        pieces = self.end - self.start + self.other_end - self.other_start - 2 * (GRAM - 1)
        return self.same / max(pieces - self.same, 1)


def alike(first: Written, second: Written, *, threshold: float = 0.85, shortest: int = 60) -> Likeness:
    """Compare two texts. Shared passages are at least `shortest` characters long and `threshold` alike.

    Linear in the texts, which are bounded (`written.MOST`).
    """
    mine, theirs = grams(first.text), grams(second.text)
    both = len(mine & theirs)
    runs = [
        run
        for run in (_runs(first.text, second.text, threshold) if both else ())
        if min(run.end - run.start, run.other_end - run.other_start) >= shortest
    ]
    shared = [
        Shared(
            span=(run.start, run.end),
            other_span=(run.other_start, run.other_end),
            here=first.places(run.start, run.end),
            there=second.places(run.other_start, run.other_end),
            length=min(run.end - run.start, run.other_end - run.other_start),
            likeness=round(run.likeness, 4),
        )
        for run in runs
    ]
    return Likeness(
        jaccard=both / len(mine | theirs) if both else 0.0,
        contained=both / len(mine) if both else 0.0,
        length=len(first.text.replace(BREAK, "")),
        other_length=len(second.text.replace(BREAK, "")),
        copied=min(covered(each.span for each in shared), covered(each.other_span for each in shared)),
        shared=tuple(sorted(shared, key=lambda each: (-each.length, each.span))),
    )


def grams(text: str) -> frozenset[str]:
    """The pieces of a text; none crosses a break."""
    return frozenset(part[n : n + GRAM] for part in text.split(BREAK) for n in range(len(part) - GRAM + 1))


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters the spans cover, each counted once."""
    total = reach = 0
    for start, end in sorted(spans):
        total += max(end - max(start, reach), 0)
        reach = max(reach, end)
    return total


def _runs(first: str, second: str, threshold: float) -> Iterator[_Run]:
    """Passages in both, in the order of the first text: equal runs, joined over small differences as long as the
    whole stays alike."""
    places: dict[str, list[int]] = {}
    for n in range(len(second) - _SEED + 1):
        known = places.setdefault(second[n : n + _SEED], [])
        if len(known) < _PLACES:
            known.append(n)
    passage: _Run | None = None
    n = 0
    while n <= len(first) - _SEED:
        known = places.get(first[n : n + _SEED], [])
        found = max((_equal(first, n, second, at) for at in _likely(known, passage)), default=None)
        if found is None or found[0] < _SEED:
            n += 1
            continue
        length, _, at = found
        joined = _joined(passage, n, at, length) if passage else None
        # Sections are compared each for itself: a passage ends with its section.
        if joined and passage and BREAK in first[passage.end : n] + second[passage.other_end : at]:
            joined = None
        if joined and joined.likeness >= threshold:
            passage = joined
        else:
            if passage:
                yield passage
            passage = _Run(n, n + length, at, at + length, length - GRAM + 1)
        n += length
    if passage:
        yield passage


def _likely(known: list[int], passage: _Run | None) -> list[int]:
    """The places to try: the one that goes on with the passage, and the first few."""
    near = bisect_left(known, passage.other_end) if passage else len(known)
    return [*known[near : near + 1], *known[:_TRIED]]


def _equal(first: str, n: int, second: str, at: int) -> tuple[int, int, int]:
    """How long the texts are equal from here without a break; the earliest of equal places compares as the largest."""
    most = min(len(first) - n, len(second) - at)
    length = 0
    while length < most and first[n + length] == second[at + length] != BREAK:
        length += 1
    return length, -at, at


def _joined(passage: _Run, n: int, at: int, length: int) -> _Run | None:
    """The passage with a further run, where that follows closely on both sides."""
    if not (0 <= n - passage.end <= _GAP and 0 <= at - passage.other_end <= _GAP):
        return None
    same = passage.same + length - GRAM + 1
    return _Run(passage.start, n + length, passage.other_start, at + length, same)
