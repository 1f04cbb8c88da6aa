"""Any input is judged in bounded time, and what was not judged is said."""

from __future__ import annotations

import random
import time

import pytest

from gongkai.balance import Entry, Linear, localize

Key = tuple[int, int]


def table(rows: int, columns: int, wrong: int, unknown: int) -> tuple[list[Entry[Key]], list[Linear[Key]]]:
    """A table whose last row and column are sums, with so many wrong and unknown figures."""
    rng = random.Random(f"{rows}/{columns}/{wrong}/{unknown}")
    keys = [(r, c) for r in range(rows) for c in range(columns)]
    value = {(r, c): rng.randint(0, 99) for r in range(rows - 1) for c in range(columns - 1)}
    for r in range(rows - 1):
        value[r, columns - 1] = sum(value[r, c] for c in range(columns - 1))
    for c in range(columns):
        value[rows - 1, c] = sum(value[r, c] for r in range(rows - 1))
    for key in rng.sample(keys, wrong):
        value[key] += rng.randint(1, 50)
    blank = set(rng.sample(keys, unknown))
    equations = [Linear.of([(r, c) for c in range(columns - 1)], [(r, columns - 1)]) for r in range(rows)]
    equations += [Linear.of([(r, c) for r in range(rows - 1)], [(rows - 1, c)]) for c in range(columns)]
    return [Entry(key=key, value=None if key in blank else value[key]) for key in keys], equations


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "columns", "wrong", "unknown"),
    [(25, 7, 40, 0), (25, 7, 20, 60), (100, 30, 20, 0), (100, 30, 5, 250), (300, 60, 40, 0), (300, 60, 3, 290)],
)
def test_a_large_or_broken_table_takes_seconds_at_most(rows: int, columns: int, wrong: int, unknown: int) -> None:
    entries, equations = table(rows, columns, wrong, unknown)
    begun = time.perf_counter()
    found = localize(entries, equations)
    # About half a second on a free core; the rest is for machines that do other things as well.
    assert time.perf_counter() - begun < 10
    assert found.causes or found.open or found.unjudged


def test_two_wrong_figures_of_a_usual_table_take_milliseconds() -> None:
    entries, equations = table(25, 7, 2, 0)
    spent = []
    for _ in range(9):
        begun = time.perf_counter()
        assert all(cause.candidates for cause in localize(entries, equations).causes)
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.05
