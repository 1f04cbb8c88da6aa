"""Random numbers that satisfy every sum of a standard: correct reports for tests, benches and demonstrations."""

from __future__ import annotations

import random

from gongkai.standard import Standard, TableSpec

__all__ = ["consistent_cells"]

Cell = tuple[str, str]


def consistent_cells(standard: Standard, seed: int, *, size: int = 50) -> dict[tuple[str, str, str], int]:
    """(table, row, column) → whole number, 0 or more, so that every sum of the standard holds.

    `size` is about the largest part; many parts are 0, as in real reports. The same seed gives the same numbers.
    Raises ValueError for sums that cannot be satisfied by choosing parts and working out the rest.
    """
    rng = random.Random(f"{standard.id}/{seed}/{size}")  # noqa: S311 - numbers for tests, no secrets
    cells: dict[tuple[str, str, str], int] = {}
    for table in standard.tables:
        for (row, column), value in _table(table, rng, size).items():
            cells[table.id, row, column] = value
    return cells


def _table(table: TableSpec, rng: random.Random, size: int) -> dict[Cell, int]:
    sums = [(each.left, each.right) for each in table.sums if each.equation.relation == "="]
    # A sum with one term on the right says what that term is; any other is solved for its first term.
    results = {right[0]: left for left, right in sums if len(right) == 1}
    balances = [(left, right) for left, right in sums if len(right) > 1]
    solved = {left[0]: (left[1:], right) for left, right in balances if left[0] not in results}
    values: dict[Cell, int] = {}
    for _, row, column in table.places:
        cell = (row.id, column.id)
        if cell not in results and cell not in solved:
            share = rng.random()
            values[cell] = 0 if share < 0.45 else rng.randint(0, size if share < 0.95 else size * 20)
    pending = set(results) | set(solved)
    while pending:
        # A balance may still lower its parts, so what is added up from them comes after it.
        open_parts = {part for cell in pending if cell in solved for part in solved[cell][0]}
        ready = [c for c in sorted(pending) if c in solved or not open_parts.intersection(results[c])]
        done = {cell for cell in ready if _work_out(cell, results, solved, values)}
        if not done:
            raise ValueError(f"{table.id}: the sums cannot be worked out for {sorted(pending)}")
        pending -= done
    for each in table.sums:
        if each.equation.relation == ">=":  # what has to be large enough is made so
            short = sum(values[part] for part in each.right) - sum(values[part] for part in each.left)
            values[each.left[0]] += max(short, 0)
    return values


def _work_out(
    cell: Cell,
    results: dict[Cell, tuple[Cell, ...]],
    solved: dict[Cell, tuple[tuple[Cell, ...], tuple[Cell, ...]]],
    values: dict[Cell, int],
) -> bool:
    """Set a cell that follows from others, if those are known."""
    if cell in results:
        if not all(part in values for part in results[cell]):
            return False
        values[cell] = sum(values[part] for part in results[cell])
        return True
    rest, right = solved[cell]
    if not all(part in values for part in (*rest, *right)):
        return False
    value = sum(values[part] for part in right) - sum(values[part] for part in rest)
    if value < 0:  # more was carried in than there is: carry in less
        for part in rest:
            taken = min(values[part], -value)
            values[part] -= taken
            value += taken
    values[cell] = value
    return True
