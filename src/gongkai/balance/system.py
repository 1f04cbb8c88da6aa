"""What the balance engine takes (figures, equations, known kinds of mistakes) and what it gives back."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = [
    "Balance",
    "Candidate",
    "Cause",
    "Change",
    "Entry",
    "K",
    "Linear",
    "Move",
    "Number",
    "Slip",
    "SlipKind",
    "Solved",
]

K = TypeVar("K", bound=Hashable)
Number: TypeAlias = "int | Fraction"

SlipKind = Literal[
    "transposed", "digit_missing", "digit_extra", "digit_doubled", "digit_wrong", "sign", "above", "beside", "blank",
    "swapped", "shifted", "rows_swapped", "columns_swapped",
]  # fmt: skip


class Entry(Struct, Generic[K], frozen=True, kw_only=True):
    """A figure: its key, its value, and what values it may have.

    `value` None is an unknown: it costs nothing to fill in. `blank` marks a value that is not printed but taken
    for 0. `weight` above 1 makes the figure less suspect, below 1 more. `above` and `beside` are the keys of
    figures that may have been copied here by mistake. `whole` asks for whole numbers; otherwise any number that
    can be written with a finite number of decimals will do.
    """

    key: K
    value: Number | None
    minimum: Number | None = 0
    maximum: Number | None = None
    whole: bool = True
    weight: float = 1.0
    blank: bool = False
    above: K | None = None
    beside: tuple[K, ...] = ()

    def allows(self, value: Number) -> bool:
        """Whether the figure could be this number."""
        if self.minimum is not None and value < self.minimum:
            return False
        if self.maximum is not None and value > self.maximum:
            return False
        return value.denominator == 1 or (not self.whole and _terminates(value.denominator))


def _terminates(denominator: int) -> bool:
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1


class Linear(Struct, Generic[K], frozen=True):
    """An equation: the sum of coefficient × figure is 0. Coefficients are whole and not 0; no key comes twice."""

    terms: tuple[tuple[K, int], ...]

    @staticmethod
    def of(left: Iterable[K], right: Iterable[K]) -> Linear[K]:
        """Sum of `left` equals sum of `right`. A key on both sides cancels out."""
        weights: dict[K, int] = {}
        for side, sign in ((left, 1), (right, -1)):
            for key in side:
                weights[key] = weights.get(key, 0) + sign
        return Linear(tuple((key, weight) for key, weight in weights.items() if weight))


class Move(Struct, Generic[K], frozen=True):
    """A known way to misplace many figures at once (a row shifted by one): the values they had to have."""

    kind: SlipKind
    values: tuple[tuple[K, Number], ...]


class Slip(Struct, Generic[K], frozen=True):
    """How a wrong figure probably came about; `source` is the figure that was copied or exchanged, if any."""

    kind: SlipKind
    source: K | None = None


class Change(Struct, Generic[K], frozen=True):
    """A figure that has to change, from its current value to the required one."""

    key: K
    current: Number
    required: Number
    slip: Slip[K] | None = None


class Candidate(Struct, Generic[K], frozen=True):
    """Changes that, made together, satisfy every equation of a cause. A lower cost is more plausible."""

    changes: tuple[Change[K], ...]
    cost: float


class Cause(Struct, Generic[K], frozen=True, kw_only=True):
    """One root cause: equations (by index) that do not hold, and the smallest changes that mend them.

    The first `equal` candidates are equally good; the rest are less plausible. Without candidates, no change of up
    to `tried` figures mends them (0: there was not enough budget to say even that). `beside` is how many other
    causes share some of the equations, so that these hold only when all are mended.
    """

    equations: tuple[int, ...]
    candidates: tuple[Candidate[K], ...] = ()
    equal: int = 0
    beside: int = 0
    tried: int = 0


class Solved(Struct, Generic[K], frozen=True):
    """An unknown whose value follows from the equations."""

    key: K
    value: Number


class Balance(Struct, Generic[K], frozen=True, kw_only=True):
    """What came of it. `open` are unknowns in equations that leave their value open; `unjudged` are equations that
    had too many unknowns to look at."""

    causes: tuple[Cause[K], ...] = ()
    solved: tuple[Solved[K], ...] = ()
    open: tuple[K, ...] = ()
    unjudged: tuple[int, ...] = ()

    @property
    def consistent(self) -> bool:
        """Whether numbers can stand in all unknowns so that every equation holds."""
        return not self.causes
