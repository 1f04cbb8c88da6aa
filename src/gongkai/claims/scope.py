"""For whom and for when the words of a sentence speak, and how brackets set that aside for a while."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.claims.claim import When, Who
from gongkai.claims.phrases import REACH
from gongkai.patterns import regex

__all__ = ["Scope", "whose"]


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

    def end_sentence(self) -> None:
        """Time goes on over its end, the rest does not."""
        self.who, self.part, self.vague, self.outer = "self", False, False, []

    def leave(self) -> None:
        if self.outer:
            self.who, self.when, self.part, self.vague = self.outer.pop()


def whose(text: str, bodies: tuple[str, ...], agency: str) -> Who | None:
    """Whose figure follows a text that begins with a body's name; None where it does not.

    `bodies` are endings of such names, `agency` is the reporting body's.
    """
    endings, names = _names(bodies)
    name = None if endings.isdisjoint(text) else names.match(text)
    if name is None:
        return None
    return "self" if _short_for(name[0], agency) else "others"


@lru_cache(maxsize=8)
def _names(bodies: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str]]:
    """The last characters of names of bodies that end in these words, and what finds such a name."""
    return frozenset(body[-1] for body in bodies), regex(rf"[\u4e00-\u9fff]{{1,14}}(?:{'|'.join(bodies)})")


def _short_for(name: str, full: str) -> bool:
    """Whether a name may be a short form of another: its characters are in it, in order."""
    rest = iter(full)
    return all(char in rest for char in name)
