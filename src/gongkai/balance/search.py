"""The search: sets of figures whose change brings every residual of one component to zero.

A figure's signature is the set of equations it stands in. One changed figure leaves a residual exactly in its
signature, so that the last figure of a set is looked up, not searched. Every set must touch any one equation that does
not hold; the search branches over the figures of the one with the fewest, and over the changes that bring one of the
figure's own equations to zero. For sets of one and of two figures this finds all: two figures that change have an
equation that only one of them stands in, or the same signature, which is looked at separately.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic

from gongkai.balance.system import Entry, K, Number
from gongkai.balance.unknowns import Row, exact

__all__ = ["Residual", "Search"]

Residual = dict[int, Number]


class Search(Generic[K]):
    """All that the search of one system needs, prepared once. `budget` counts looked-at changes."""

    def __init__(
        self, rows: Sequence[Row[K]], entries: Mapping[K, Entry[K]], values: Mapping[K, Number], budget: int
    ) -> None:
        self.rows = rows
        self.entries = entries
        self.values = values
        self.budget = budget
        self.columns: dict[K, dict[int, int]] = {}
        for n, row in enumerate(rows):
            for key, coefficient in row.terms.items():
                self.columns.setdefault(key, {})[n] = coefficient
        self.alike: dict[frozenset[int], list[K]] = {}
        for key, column in self.columns.items():
            self.alike.setdefault(frozenset(column), []).append(key)
        self.widest = max(map(len, self.columns.values()), default=0)

    def sets(self, residual: Residual, size: int, *, loose: int | None = None) -> list[dict[K, Number]]:
        """Every set of exactly `size` figures (key → required value), or what the budget allows.

        With `loose`, all but so many of the figures settle two equations or more at once, which makes large sets
        affordable.
        """
        found: dict[frozenset[tuple[K, Number]], dict[K, Number]] = {}
        for changes in self._extend(residual, size, {}, size if loose is None else loose):
            found.setdefault(frozenset(changes.items()), changes)
        return list(found.values())

    def after(self, residual: Residual, changes: Mapping[K, Number]) -> Residual:
        """The residual once the figures have the given values."""
        for key, value in changes.items():
            if delta := value - self.values[key]:
                residual = self._moved(residual, key, delta)
        return residual

    def _moved(self, residual: Residual, key: K, delta: Number) -> Residual:
        moved = dict(residual)
        for n, coefficient in self.columns.get(key, {}).items():
            rest = moved.get(n, 0) + coefficient * delta
            if rest:
                moved[n] = rest
            else:
                del moved[n]
        return moved

    def _extend(
        self, residual: Residual, left: int, chosen: Mapping[K, Number], loose: int
    ) -> Iterator[dict[K, Number]]:
        if len(residual) > self.widest * left or not residual:
            return
        if left == 1:
            yield from self._last(residual, chosen)
            return
        if left == 2:
            yield from self._twins(residual, chosen)
        target = min(residual, key=lambda n: (len(self.rows[n].terms), n))
        for key in self.rows[target].terms:
            if key in chosen:
                continue
            column = self.columns[key]
            for delta in {exact(-residual[n], c) for n, c in column.items() if n in residual}:
                self.budget -= 1
                if self.budget < 0:
                    return
                value = self.values[key] + delta
                if not self.entries[key].allows(value):
                    continue
                rest = self._moved(residual, key, delta)
                slack = loose - (len(residual) - len(rest) < 2)
                if slack >= 0:
                    yield from self._extend(rest, left - 1, {**chosen, key: value}, slack)

    def _last(self, residual: Residual, chosen: Mapping[K, Number]) -> Iterator[dict[K, Number]]:
        """Single figures that stand in exactly the equations that do not hold, all by the same amount."""
        for key in self.alike.get(frozenset(residual), ()):
            if key in chosen:
                continue
            deltas = {exact(-residual[n], c) for n, c in self.columns[key].items()}
            if len(deltas) == 1:
                value = self.values[key] + deltas.pop()
                if self.entries[key].allows(value):
                    yield {**chosen, key: value}

    def _twins(self, residual: Residual, chosen: Mapping[K, Number]) -> Iterator[dict[K, Number]]:
        """Pairs that stand in the same equations with different weights."""
        alike = [key for key in self.alike.get(frozenset(residual), ()) if key not in chosen]
        lines = list(residual)
        for index, one in enumerate(alike if len(lines) > 1 else ()):
            for other in alike[index + 1 :]:
                self.budget -= 1
                if self.budget < 0:
                    return
                first, second = self.columns[one], self.columns[other]
                for n in lines[1:]:
                    m = lines[0]
                    determinant = first[m] * second[n] - first[n] * second[m]
                    if determinant:
                        deltas = {
                            one: exact(residual[n] * second[m] - residual[m] * second[n], determinant),
                            other: exact(residual[m] * first[n] - residual[n] * first[m], determinant),
                        }
                        changes = {key: self.values[key] + delta for key, delta in deltas.items()}
                        allowed = all(deltas[k] and self.entries[k].allows(v) for k, v in changes.items())
                        if allowed and not self.after(residual, changes):
                            yield {**chosen, **changes}
                        break
