"""What the words of a standard come to, worked out once and not for every report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["once", "once_together"]

S = TypeVar("S")
T = TypeVar("T")
# More than the rows of all standards that a run uses.
_MOST = 1024


def once(fact: Callable[[S], T]) -> Callable[[S], T]:
    """fact(spec), from memory if it was asked for before. `fact` must be pure, and nobody may change what it gives.

    Parts of a standard hold dicts and cannot be keys: they are known by identity, kept alive by being here.
    """
    known: dict[int, tuple[S, T]] = {}

    def remembered(spec: S) -> T:
        found = known.get(id(spec))
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            found = known[id(spec)] = (spec, fact(spec))
        return found[1]

    return remembered


def once_together(fact: Callable[[Sequence[S]], T]) -> Callable[[Sequence[S]], T]:
    """fact(specs) as `once` gives fact(spec): for the same ones in the same order."""
    known: dict[tuple[int, ...], tuple[Sequence[S], T]] = {}

    def remembered(specs: Sequence[S]) -> T:
        ids = tuple(map(id, specs))
        found = known.get(ids)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            found = known[ids] = ([*specs], fact(specs))
        return found[1]

    return remembered
