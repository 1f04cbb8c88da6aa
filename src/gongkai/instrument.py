"""Instruments of law as data, and citations of them."""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

from datetime import date
from typing import Literal

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.patterns import regex

__all__ = ["Article", "Cite", "Instrument", "Sure", "due"]

_YEAR = regex(r"〔(\d{4})〕")

Sure = Literal["seen", "general"]
"""`seen`: read in a source, which is named. `general`: general knowledge, not seen in a source."""


class Cite(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A reference to an article of an instrument. An empty article cites the whole instrument."""

    instrument: str
    article: str = ""


class Article(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One article: what it says in a few words of ours, and how sure we are of it.

    `label` is how it is cited, for parts that are not numbered articles.
    """

    summary: Text
    sure: Sure
    source: str | None = None
    label: Text | None = None


class Instrument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A law, regulation or notice that rules can cite. Dates bound its force (None: open or unknown)."""

    id: str
    title: Text
    number: str | None
    issued: date | None
    in_force_from: date | None
    in_force_until: date | None = None
    sure: Sure
    source: str | None = None
    articles: dict[str, Article] = {}

    def in_force(self, on: date) -> bool:
        """Whether it is in force on a day. Where the day it came into force is not known, that of its issue counts, or
        else the beginning of the year in its number: 国办公开办函〔2019〕60号 was not there before 2019."""
        begun = self.in_force_from or self.issued
        if begun is None and (year := _YEAR.search(self.number or "")):
            begun = date(int(year[1]), 1, 1)
        return (begun is None or begun <= on) and (self.in_force_until is None or on <= self.in_force_until)


def due(fiscal_year: int) -> date:
    """The day by which reports of a fiscal year are due: what is in force then is what they follow."""
    return date(fiscal_year + 1, 1, 31)
