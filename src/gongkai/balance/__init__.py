"""The balance engine: which few figures are most probably wrong when sums do not add up.

`localize` takes any figures and linear equations (`system`): of one table, of several, of years or of prose.
`tables` applies it to the equations that a report's standard states, and `telling` puts the result into words.

This is error localization in the sense of Fellegi and Holt (1976): find the smallest change that makes every
equation hold. It proposes; it never changes a figure.
"""

from __future__ import annotations

from gongkai.balance.localize import Limits, localize
from gongkai.balance.system import (
    Balance,
    Candidate,
    Cause,
    Change,
    Entry,
    Linear,
    Move,
    Number,
    Slip,
    SlipKind,
    Solved,
)

__all__ = [
    "Balance",
    "Candidate",
    "Cause",
    "Change",
    "Entry",
    "Limits",
    "Linear",
    "Move",
    "Number",
    "Slip",
    "SlipKind",
    "Solved",
    "localize",
]
