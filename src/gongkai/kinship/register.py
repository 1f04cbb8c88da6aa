"""Reports by body and fiscal year: which report of a set is a body's report of a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from gongkai.kin import Relation
from gongkai.kinship.names import match, parse

__all__ = ["Entry", "Found", "Register", "renamed"]


class Entry(Struct, frozen=True, kw_only=True):
    """One report of a set: its path, whose it is (None: not said), of which fiscal year, and its kind.

    `contents` stands for all its figures and words: two files of one body and year with the same are one report, as on
    a page and in Word (empty: not known). `asks` are the reports beside it that rules ask for which are to run over it.
    """

    path: str
    body: str | None
    year: int | None
    kind: str
    contents: str = ""
    asks: frozenset[Relation] = frozenset()


class Found(Struct, frozen=True):
    """Entries that are the body's (`equal`), and entries that may be (`unsure`)."""

    equal: tuple[Entry, ...] = ()
    unsure: tuple[Entry, ...] = ()

    @property
    def one(self) -> Entry | None:
        """The body's report, if it is certain which: the only one, or one of several files of the same report."""
        first = self.equal[0] if self.equal else None
        if len(self.equal) > 1 and (not self.equal[0].contents or len({e.contents for e in self.equal}) > 1):
            return None
        return first


class Register:
    """A set of entries, each path once, that is searched by body and year. A search looks at the few entries whose
    organ and place could fit, however many there are."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple({entry.path: entry for entry in entries}.values())
        self.years = frozenset(entry.year for entry in self.entries if entry.year is not None)
        self._by_place: dict[tuple[int | None, str, str], list[Entry]] = {}
        self._by_organ: dict[tuple[int | None, str], list[Entry]] = {}
        for entry in self.entries:
            if entry.body is None:
                continue
            name = parse(entry.body)
            for organ in name.organs | {name.words}:
                self._by_organ.setdefault((entry.year, organ), []).append(entry)
                self._by_place.setdefault((entry.year, organ, name.area), []).append(entry)

    def find(self, body: str, year: int, *, but: str = "") -> Found:
        """The body's entries of a year, without that of the path `but`."""
        name = parse(body)
        near: dict[str, Entry] = {}
        for organ in name.organs | {name.words}:
            if name.place:
                keys = [(year, organ, name.area), (year, organ, "")]
                near.update({entry.path: entry for key in keys for entry in self._by_place.get(key, ())})
            else:
                near.update({entry.path: entry for entry in self._by_organ.get((year, organ), ())})
        near.pop(but, None)
        told = [(entry, match(body, entry.body or "").verdict) for entry in near.values()]
        return Found(
            tuple(entry for entry, verdict in told if verdict == "equal"),
            tuple(entry for entry, verdict in told if verdict == "ambiguous"),
        )


def renamed(body: str | None, aliases: Mapping[str, str]) -> str | None:
    """The body's present name, where it has an alias; names of aliases need not be written as in the report. A body
    that was renamed twice has its last name."""
    for _ in aliases:
        now = next((new for old, new in aliases.items() if body and match(body, old).verdict == "equal"), body)
        if now == body:
            break
        body = now
    return body
