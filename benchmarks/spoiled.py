"""Putting a fault into one report of a set: what a spoiled set is, and slips in single cells."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from faults import digit_doubled, digit_lost, one_off, transposed, wrong_digit
from made import Key, Made
from made_sets import MadeSet

Spot = tuple[str, str | None, str | None, str | None]
"""A cell of a set: the path of its report, table, row, column."""


class Spoiled(Struct, frozen=True, kw_only=True):
    """A set with a fault (or `faults`). `touched` are the reports whose own rules may tell of it; `cells` were changed, or `rules` are
    there for such a fault and name `child`. With `apart`, no equation tells in which report the fault is."""

    was: MadeSet
    made: MadeSet
    touched: tuple[str, ...] = ()
    cells: frozenset[Spot] = frozenset()
    rules: frozenset[str] = frozenset()
    child: str = ""
    apart: bool = False
    faults: int = 1


Fault = Callable[[MadeSet, str], Spoiled | None]


def put(made: MadeSet, path: str, report: Made) -> MadeSet:
    """The set with another report in one place."""
    if path == "now.txt":
        return replace(made, now=report)
    if path == "previous.txt":
        return replace(made, previous=report)
    name, number = path.removesuffix(".txt").split("-")
    field = {"child": "children", "before": "before"}[name]
    many = list(getattr(made, field))
    many[int(number) - 1] = report
    return replace(made, **{field: tuple(many)})


def with_cells(made: MadeSet, path: str, changed: Mapping[Key, str], *, apart: bool = False) -> Spoiled:
    report = made.paths[path].with_cells(changed)
    return Spoiled(
        was=made,
        made=put(made, path, report),
        touched=(path,),
        cells=frozenset((path, *key) for key in changed),
        apart=apart,
    )


def pick(rng: random.Random, made: MadeSet, who: str) -> str | None:
    """The path of a report of the set: `now` or `previous` of two years, `parent` or any `child` or `before` of a family;
    None where there is none."""
    if who in ("now", "parent"):
        return "now.txt" if (made.previous if who == "now" else made.children) else None
    many = [path for path in made.paths if path.startswith(who)]
    return rng.choice(many) if many else None


def slip(rng: random.Random, made: Made, keys: Iterable[Key]) -> dict[Key, str]:
    """One of the cells with a wrong number in it."""
    every = list(keys)
    rng.shuffle(every)
    kinds = [wrong_digit, transposed, digit_lost, digit_doubled, one_off]
    for key in every:
        rng.shuffle(kinds)
        for kind in kinds:
            wrong = kind(rng, made, key)
            if wrong is not None and wrong != made.value(key) and made.cell(key):
                return {key: str(wrong)}
    return {}


def consistent(made: MadeSet, path: str, report: Made, numbers: Mapping[Key, int], key: Key) -> Spoiled | None:
    changed = replace(report, numbers=numbers)
    if changed.value(key) == report.value(key):
        return None
    return Spoiled(
        was=made, made=put(made, path, changed), touched=(path,), cells=frozenset({(path, *key)}), apart=True
    )
