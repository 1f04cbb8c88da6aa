"""For whom and for when the words of a sentence speak, and how brackets set that aside for a while."""

from __future__ import annotations

from gongkai.claims.claim import When, Who
from gongkai.claims.phrases import REACH

__all__ = ["Scope"]


class Scope:
    """For whom and for when the words now read speak, and whether their figures are parts of one before."""

    def __init__(self) -> None:
        self.who: Who = "self"
        self.when: When = "this_year"
        self.part = False
        self.vague = False
        self.outer: list[tuple[Who, When, bool, bool]] = []

    def enter(self) -> None:
        if len(self.outer) < REACH:
            self.outer.append((self.who, self.when, self.part, self.vague))

    def leave(self) -> None:
        if self.outer:
            self.who, self.when, self.part, self.vague = self.outer.pop()
