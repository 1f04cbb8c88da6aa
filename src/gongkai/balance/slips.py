"""How a wrong figure may have come about, and how plausible a set of changes is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from gongkai.balance.system import Candidate, Change, Entry, K, Move, Number, Slip, SlipKind

__all__ = ["EQUAL", "MOVEMENTS", "cost", "judge", "judge_move"]

# Slips that misplace several figures at once.
MOVEMENTS: frozenset[SlipKind] = frozenset({"swapped", "shifted", "rows_swapped", "columns_swapped"})

# A change costs 1, less when a slip explains it. The shares say how seldom such a coincidence is: two neighbouring
# digits exchanged are hardly ever chance, one digit that differs often is.
_PLAUSIBLE: dict[SlipKind, float] = {
    "transposed": 0.4, "sign": 0.4, "blank": 0.4, "digit_doubled": 0.35, "digit_missing": 0.3, "digit_extra": 0.3,
    "above": 0.3, "beside": 0.3, "digit_wrong": 0.05,
}  # fmt: skip
# One movement of several figures costs more than any single figure and less than two without an explanation.
_MOVE = 1.2
# Candidates whose costs differ by less than this are equally good.
EQUAL = 0.15
# Copying is only told from chance in numbers of two digits or more.
_TELLING = 10


def judge(changes: Mapping[K, Number], entries: Mapping[K, Entry[K]], values: Mapping[K, Number]) -> Candidate[K]:
    """Changes (key → required value) with the slip that explains each, and their cost."""
    swapped = _swapped(changes, values)
    told = tuple(
        Change(key, values[key], required, swapped.get(key) or _slip(entries[key], values[key], required, values))
        for key, required in changes.items()
    )
    return Candidate(told, cost(told, entries))


def judge_move(
    move: Move[K], changed: Collection[K], rest: Candidate[K] | None, entries: Mapping[K, Entry[K]]
) -> Candidate[K]:
    """A movement (the figures in `changed` really change by it), and the changes that remain to be made beside it."""
    told = [
        Change(key, entries[key].value or 0, value, Slip[K](move.kind))
        for key, value in move.values
        if key in changed
    ]
    every = (*told, *(rest.changes if rest else ()))
    return Candidate(every, cost(every, entries))


def cost(changes: Iterable[Change[K]], entries: Mapping[K, Entry[K]]) -> float:
    """How implausible the changes are together."""
    total, movements = 0.0, set[SlipKind]()
    for change in changes:
        if change.slip and change.slip.kind in MOVEMENTS:
            movements.add(change.slip.kind)
        else:
            total += entries[change.key].weight * (1 - (_PLAUSIBLE[change.slip.kind] if change.slip else 0))
    return total + _MOVE * len(movements)


def _swapped(changes: Mapping[K, Number], values: Mapping[K, Number]) -> dict[K, Slip[K]]:
    if len(changes) != 2:
        return {}
    (one, first), (other, second) = changes.items()
    if first != values[other] or second != values[one]:
        return {}
    return {one: Slip("swapped", other), other: Slip("swapped", one)}


def _slip(entry: Entry[K], current: Number, required: Number, values: Mapping[K, Number]) -> Slip[K] | None:
    if entry.blank:
        return Slip("blank")
    if current == -required:
        return Slip("sign")
    found: list[Slip[K]] = [Slip(kind) for kind in _digits(current, required)]
    if current >= _TELLING:
        if entry.above is not None and values.get(entry.above) == current:
            found.append(Slip("above", entry.above))
        found += [Slip("beside", key) for key in entry.beside if values.get(key) == current]
    return max(found, key=lambda slip: _PLAUSIBLE[slip.kind]) if found else None


def _digits(current: Number, required: Number) -> list[SlipKind]:
    if current.denominator != 1 or required.denominator != 1 or current < 0 or required < 0:
        return []
    have, want = str(current), str(required)
    if max(len(have), len(want)) < 2:
        return []
    if len(have) == len(want):
        apart = [n for n in range(len(have)) if have[n] != want[n]]
        if len(apart) == 1:
            return ["digit_wrong"]
        exchanged = len(apart) == 2 and have[apart[0]] == want[apart[1]] and have[apart[1]] == want[apart[0]]
        return ["transposed"] if exchanged else []
    if _drops_one(have, want):
        doubled = any(have[n] == have[n + 1] and have[:n] + have[n + 1 :] == want for n in range(len(have) - 1))
        return ["digit_doubled" if doubled else "digit_extra"]
    return ["digit_missing"] if _drops_one(want, have) else []


def _drops_one(longer: str, shorter: str) -> bool:
    """Whether leaving out one digit of the longer number gives the shorter one. 0 is no number with a digit lost."""
    if len(longer) != len(shorter) + 1 or shorter == "0":
        return False
    return any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))
