"""What prose claims: a kind of thing, how many, for whom, for when, and where it says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from gongkai.claims.numerals import Bound
from gongkai.place import Place
from gongkai.report import Passage

__all__ = ["CONFIDENCES", "Claim", "Confidence", "Form", "When", "Who"]

Form = Literal["count", "none", "all"]
"""A number; said not to exist (未收到申请); said of every one without a number (全部办结)."""

Who = Literal["self", "group", "others"]
"""The reporting body; a group of bodies it belongs to or leads (全市); another or a subordinate body."""

When = Literal["this_year", "last_year", "other_year", "part_year"]

Confidence = Literal["doubtful", "likely", "certain"]
CONFIDENCES: tuple[Confidence, ...] = ("doubtful", "likely", "certain")
"""certain: what is counted is named beside the number or in its sentence; likely: in its paragraph or heading;
doubtful: other words in the sentence may change what is meant."""


class Claim(Struct, frozen=True, kw_only=True):
    """One claim. `value` is in `unit` (money in 元, shares in %), None for "all"; `step` is the value of the last
    written place (100 for 4.28万件); `part` tells that it stands in a list of parts (其中). text[start:end] of the passage
    is the claim, text[sentence[0]:sentence[1]] its sentence.
    """

    kind: str
    form: Form
    value: Decimal | None
    bound: Bound
    step: Decimal
    unit: str
    who: Who
    when: When
    part: bool
    confidence: Confidence
    passage: Passage
    start: int
    end: int
    sentence: tuple[int, int]

    @property
    def words(self) -> str:
        """The claim as written."""
        return self.passage.text[self.start : self.end]

    @property
    def comparable(self) -> bool:
        """Whether it speaks of the reporting body and its fiscal year, and no word throws doubt on it."""
        return self.who == "self" and self.when == "this_year" and self.confidence != "doubtful"

    def place(self) -> Place:
        return self.passage.place(self.start, self.end)

    def fits(self, value: Decimal) -> bool:
        """Whether a true number can be told this way: exactly, as 余 (no more than it), as 约, or rounded to 万."""
        if self.form == "none":
            return value == 0
        if self.value is None or self.bound == "about":
            return True
        if self.bound == "at_least":
            return value >= self.value
        return value == self.value or (self.step > 1 and abs(value - self.value) < self.step)
