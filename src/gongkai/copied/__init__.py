"""Copied text: what a writer wrote himself, how much of it stands in another report, and who else in a set has it.

`written` leaves out what is no one's own wording; `alike` compares two such texts and finds the passages they share;
`Copies` finds, in a set of any size, the reports that share a report's prose.
"""

from __future__ import annotations

from gongkai.copied.alike import Likeness, Shared, alike
from gongkai.copied.copies import Copies, Copy, Near, Widespread
from gongkai.copied.signature import Signature, signature
from gongkai.copied.written import Written, written

__all__ = [
    "Copies",
    "Copy",
    "Likeness",
    "Near",
    "Shared",
    "Signature",
    "Widespread",
    "Written",
    "alike",
    "signature",
    "written",
]
