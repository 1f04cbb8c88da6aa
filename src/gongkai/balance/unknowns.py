"""Unknown figures: those that follow from the equations, and equations from which they are eliminated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import gcd
from typing import Generic

from gongkai.balance.system import Entry, K, Linear, Number, Solved

__all__ = ["Reduced", "Row", "exact", "reduce"]

# With more unknowns than this, equations that contain them are not judged: elimination would take too long.
MOST_UNKNOWNS = 300
# The same when elimination handles more terms than this (about half a second).
MOST_TERMS = 400_000


class Row(Generic[K]):
    """A linear equation that follows from some of the given ones (`members`, by index)."""

    def __init__(self, terms: dict[K, int], members: frozenset[int]) -> None:
        self.terms = terms
        self.members = members

    def without(self, key: K, pivot: Row[K]) -> Row[K]:
        """This equation with `key` replaced by what `pivot` says of it."""
        mine, its = self.terms[key], pivot.terms[key]
        terms = {k: c * its for k, c in self.terms.items()}
        for k, c in pivot.terms.items():
            terms[k] = terms.get(k, 0) - c * mine
        divisor = gcd(*terms.values()) or 1
        return Row({k: c // divisor for k, c in terms.items() if c}, self.members | pivot.members)


class Reduced(Generic[K]):
    """Equations without unknowns that have to hold, and what is known of the unknowns.

    `assumed` are unknowns that no allowed value can satisfy; the smallest allowed one was put in their place.
    """

    def __init__(self) -> None:
        self.rows: list[Row[K]] = []
        self.definitions: dict[K, Row[K]] = {}
        self.zero: set[K] = set()
        self.assumed: dict[K, Number] = {}
        self.open: list[K] = []
        self.unjudged: list[int] = []

    def solved(self, values: Mapping[K, Number]) -> list[Solved[K]]:
        """The unknowns that follow, given the known figures."""
        found = [Solved(key, value) for key in self.definitions if (value := self.follow(key, values)) is not None]
        return [*found, *(Solved(key, 0) for key in self.zero)]

    def follow(self, unknown: K, values: Mapping[K, Number]) -> Number | None:
        """The value of an unknown; None where other unknowns leave it open."""
        terms = self.definitions[unknown].terms
        rest: Number = 0
        for key, coefficient in terms.items():
            if key != unknown:
                if key not in values:
                    return None
                rest += coefficient * values[key]
        return exact(-rest, terms[unknown])


def exact(number: Number, divisor: int) -> Number:
    """The quotient, as an int where it is whole."""
    if isinstance(number, int) and number % divisor == 0:
        return number // divisor
    from fractions import Fraction

    quotient = Fraction(number) / divisor
    return quotient.numerator if quotient.denominator == 1 else quotient


def reduce(entries: Mapping[K, Entry[K]], equations: Sequence[Linear[K]]) -> Reduced[K]:
    """Eliminate the unknowns. A key that is in no entry is an unknown of which nothing else is known."""
    values = {key: entry.value for key, entry in entries.items() if entry.value is not None}
    unknown = {key for equation in equations for key, _ in equation.terms if key not in values}
    assumed: dict[K, Number] = {}
    while True:
        done = _once(entries, equations, {**values, **assumed}, unknown - set(assumed))
        done.assumed = assumed
        impossible = {
            solved.key: _nearest(entries, solved.key)
            for solved in done.solved({**values, **assumed})
            if solved.key not in done.zero and not _allowed(entries, solved.key, solved.value)
        }
        impossible |= {key: _nearest(entries, key) for key in _contradicted(entries, done, {**values, **assumed})}
        if not impossible:
            return done
        assumed = {**assumed, **impossible}


def _once(
    entries: Mapping[K, Entry[K]], equations: Sequence[Linear[K]], values: Mapping[K, Number], unknown: set[K]
) -> Reduced[K]:
    done = Reduced[K]()
    rows = [Row(dict(equation.terms), frozenset((n,))) for n, equation in enumerate(equations)]
    if not unknown:
        done.rows = rows
        return done
    if len(unknown) > MOST_UNKNOWNS:
        return _without_unknowns(rows, unknown)
    done.zero = _zeros(entries, rows, values, unknown)
    if done.zero:
        rows = [Row({k: c for k, c in row.terms.items() if k not in done.zero}, row.members) for row in rows]
    given, terms = rows, 0
    left = [key for row in rows for key in row.terms if key in unknown]
    for key in dict.fromkeys(left):
        having = [row for row in rows if key in row.terms]
        if not having:
            continue
        pivot = min(having, key=lambda row: (sum(k in unknown for k in row.terms), len(row.terms)))
        terms += sum(
            len(row.terms) + len(pivot.terms) for row in (*having, *done.definitions.values()) if key in row.terms
        )
        if terms > MOST_TERMS:
            return _without_unknowns(given, unknown)
        rows = [row.without(key, pivot) if row in having else row for row in rows if row is not pivot]
        for other, row in done.definitions.items():
            if key in row.terms:
                done.definitions[other] = row.without(key, pivot)
        done.definitions[key] = pivot
    done.rows = [row for row in rows if row.terms]
    done.open = [key for key in dict.fromkeys(left) if key not in done.definitions or _is_open(done, key, unknown)]
    return done


def _without_unknowns(rows: Sequence[Row[K]], unknown: set[K]) -> Reduced[K]:
    """Only the equations that have no unknown; the others are not judged."""
    done = Reduced[K]()
    done.rows = [row for row in rows if unknown.isdisjoint(row.terms)]
    done.unjudged = sorted(n for row in rows if not unknown.isdisjoint(row.terms) for n in row.members)
    done.open = sorted(unknown, key=repr)
    return done


def _is_open(done: Reduced[K], key: K, unknown: set[K]) -> bool:
    return any(other in unknown for other in done.definitions[key].terms if other != key)


def _zeros(
    entries: Mapping[K, Entry[K]], rows: Sequence[Row[K]], values: Mapping[K, Number], unknown: set[K]
) -> set[K]:
    """Unknowns that must be 0: they are at least 0, and what is known beside them adds up without them."""
    zero: set[K] = set()
    grown = True
    while grown:
        grown = False
        for row in rows:
            mine = [(k, c) for k, c in row.terms.items() if k in unknown and k not in zero]
            if not mine or not _one_sided(entries, mine):
                continue
            if sum(c * values[k] for k, c in row.terms.items() if k in values) == 0:
                zero |= {k for k, _ in mine}
                grown = True
    return zero


def _contradicted(entries: Mapping[K, Entry[K]], done: Reduced[K], values: Mapping[K, Number]) -> list[K]:
    """Unknowns that cannot be chosen so that their equation holds, because they cannot be negative."""
    for row in done.definitions.values():
        mine = [(k, c) for k, c in row.terms.items() if k not in values]
        if len(mine) > 1 and _one_sided(entries, mine):
            rest = sum(c * values[k] for k, c in row.terms.items() if k in values)
            if rest and (rest > 0) == (mine[0][1] > 0):
                return [k for k, _ in mine]
    return []


def _one_sided(entries: Mapping[K, Entry[K]], terms: Sequence[tuple[K, int]]) -> bool:
    bounded = all(key in entries and entries[key].minimum == 0 for key, _ in terms)
    return bounded and len({coefficient > 0 for _, coefficient in terms}) == 1


def _allowed(entries: Mapping[K, Entry[K]], key: K, value: Number) -> bool:
    return key not in entries or entries[key].allows(value)


def _nearest(entries: Mapping[K, Entry[K]], key: K) -> Number:
    minimum = entries[key].minimum if key in entries else None
    return 0 if minimum is None else minimum
