"""Which reports stand beside each checked report, found by body and fiscal year; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.finding import Diagnostic, Incident
from gongkai.kin import Relation
from gongkai.kinship import notes
from gongkai.kinship.children import Brood, Children
from gongkai.kinship.register import Entry, Register
from gongkai.kinship.relations import Link

__all__ = ["Beside", "Families", "Sets", "families"]


class Sets(Struct, frozen=True, kw_only=True):
    """The reports that were given, by what they were given for; None where nothing was. `parent` is one report, or
    none that could be read. `implied` says that last year's reports are only those that the table lists: then it is
    no wonder that there is none for some. `lost` counts files given as children that could not be read."""

    checked: tuple[Entry, ...]
    previous: tuple[Entry, ...] | None = None
    parent: tuple[Entry, ...] | None = None
    children: tuple[Entry, ...] | None = None
    siblings: tuple[Entry, ...] | None = None
    links: tuple[Link, ...] = ()
    excluded: tuple[str, ...] = ()
    implied: bool = False
    lost: int = 0


class Beside(Struct, frozen=True, kw_only=True):
    """The paths of what stands beside one report, as `Kin` has the reports."""

    previous: str | None = None
    parent: str | None = None
    brood: Brood = Brood()
    siblings: tuple[str, ...] = ()
    summed: bool = False


class Families(Struct, frozen=True, kw_only=True):
    """What stands beside each checked report, by its path, and what has to be said."""

    beside: dict[str, Beside]
    incidents: tuple[Incident, ...] = ()
    notices: tuple[Diagnostic, ...] = ()


def families(sets: Sets) -> Families:
    """Match the reports. Raises UsageError when children are given without saying whose they are."""
    return _Matching(sets).whole()


class _Matching:
    def __init__(self, sets: Sets) -> None:
        self.sets = sets
        self.checked = Register(sets.checked)
        self.earlier = Register(sets.previous or ())
        self.above = Register((*(sets.parent or ()), *sets.checked))
        self.children = Children(sets.checked, sets.children, sets.previous, sets.links, sets.excluded)
        self.incidents: list[Incident] = []
        self.notices: list[Diagnostic] = []

    def whole(self) -> Families:
        entries = self.checked.entries
        told = [self._asking(entry) for entry in entries]
        nameless = [entry for entry, asks in zip(entries, told, strict=True) if asks and not _known(entry)]
        self.incidents += [notes.nameless(entry) for entry in nameless]
        others = {
            e.path: e for given in (self.sets.previous, self.sets.children, self.sets.parent) for e in given or ()
        }
        for path in {entry.path for entry in entries}:
            others.pop(path, None)
        self.incidents += [notes.nameless(entry) for entry in others.values() if not _known(entry)]
        previous, parents = self._previous(), self._parents()
        doubled = self._doubled() if any(told) else frozenset[str]()
        groups = self._siblings(doubled)
        beside: dict[str, Beside] = {}
        unsure: set[str] = set()
        for entry, asks in zip(entries, told, strict=True):
            if not asks or not _known(entry):
                continue
            brood, incidents = self._brood(entry) if "children" in asks else (Brood(), ())
            self.incidents += incidents
            unsure.update(entry.path for _ in incidents)
            beside[entry.path] = Beside(
                previous=previous.get(entry.path),
                parent=parents.get(entry.path),
                brood=brood,
                siblings=() if entry.path in doubled else groups.get((entry.year, entry.kind), ()),
            )
        self._say_empty(beside, unsure)
        beside = {
            path: replace(each, summed=_summed(path, beside.get(each.parent or ""))) for path, each in beside.items()
        }
        return Families(beside=beside, incidents=tuple(self.incidents), notices=tuple(self.notices))

    def _brood(self, entry: Entry) -> tuple[Brood, tuple[Incident, ...]]:
        """The entry's children. Of files that could not be read only a table says whose they are: without one, nobody
        knows which child is not there, and no sum can be judged."""
        brood, incidents = self.children.of(entry)
        lost = self.sets.lost if not self.sets.links else 0
        if not lost or not (brood.reports or brood.missing):
            return brood, incidents
        return Brood(), (*incidents, notes.lost(entry, lost))

    def _say_empty(self, beside: dict[str, Beside], unsure: set[str]) -> None:
        """Children and neighbours that were asked for, of which there are none at all."""
        children = any(each.brood.reports or each.brood.missing for each in beside.values())
        siblings = any(len(each.siblings) > 1 for each in beside.values())
        lacking: list[Relation] = []
        if self.sets.children is not None and not self.sets.links and not children and not unsure:
            lacking.append("children")
        if self.sets.siblings is not None and not siblings:
            lacking.append("siblings")
        for relation in lacking:
            if asked := [e for e in self.checked.entries if relation in e.asks and e.path in beside]:
                self._say_none(asked, relation)
        if any(link.parent for link in self.sets.links):
            self._say_unlisted(beside)

    def _say_unlisted(self, beside: dict[str, Beside]) -> None:
        """A table that knows none of the bodies, or by which no two of the reports belong together."""
        asked = [
            e for e in self.checked.entries if e.path in beside and not e.asks.isdisjoint(("children", "parent"))
        ]
        listed = [e for e in asked if self.children.lists(e)]
        if asked and not listed:
            self.incidents.append(notes.unlisted(asked))
        elif listed and not self.incidents:
            mine = [beside[e.path] for e in listed]
            if not any(each.parent or each.brood.reports or each.brood.missing for each in mine):
                self.notices.append(notes.without(listed[0], "parent"))

    def _say_none(self, asked: Sequence[Entry], relation: Relation) -> None:
        self.incidents.append(
            notes.alone(asked[0], relation) if len(asked) == 1 else notes.nobody(len(asked), relation)
        )

    def _asking(self, entry: Entry) -> frozenset[Relation]:
        """What rules ask for beside the report, of that which was given."""
        sets = self.sets
        given: dict[Relation, bool] = {
            "previous": sets.previous is not None,
            "parent": sets.parent is not None or bool(sets.links),
            "children": sets.children is not None or bool(sets.links),
            "siblings": sets.siblings is not None,
        }
        return frozenset(relation for relation in entry.asks if given[relation])

    def _previous(self) -> dict[str, str]:
        """Last year's report of each report's body, by path."""
        if self.sets.previous is None:
            return {}
        found: dict[str, str] = {}
        missing: list[Entry] = []
        asked = [e for e in self.checked.entries if "previous" in e.asks and _known(e)]
        unsure = 0
        for entry in asked:
            body, year = entry.body or "", (entry.year or 0) - 1
            hits = self.earlier.find(body, year, but=entry.path)
            # What is certainly another's report of the year before is not this one's.
            open_ = () if hits.equal else tuple(e for e in hits.unsure if not self._is_of_another(e, entry))
            if hits.one:
                found[entry.path] = hits.one.path
            elif hits.equal or open_:
                unsure += 1
                self.incidents.append(notes.unsure(entry.path, body, year, hits.equal or open_))
            else:
                missing.append(entry)
        if self.sets.implied:
            return found
        if missing and not found and not unsure:
            self._say_none(asked, "previous")
        else:
            self._say_missing(missing)
        return found

    def _is_of_another(self, candidate: Entry, entry: Entry) -> bool:
        same = self.checked.find(candidate.body or "", entry.year or 0, but=entry.path).equal
        return len(same) == 1

    def _say_missing(self, missing: Sequence[Entry]) -> None:
        told: set[int | None] = set()
        for entry in missing:
            if (entry.year or 0) - 1 in self.earlier.years:
                self.notices.append(notes.without(entry, "previous"))
            elif entry.year not in told:
                told.add(entry.year)
                count = sum(other.year == entry.year for other in missing)
                self.notices.append(notes.no_year(entry, count))

    def _parents(self) -> dict[str, str]:
        """The parent's report of each report's body, by path: as the table says, else the one that was given."""
        found: dict[str, str] = {}
        given = self.sets.parent
        missing: list[Entry] = []
        asked = [e for e in self.checked.entries if "parent" in e.asks and _known(e)]
        asked = [e for e in asked if e.path not in {each.path for each in given or ()}]
        asked = [e for e in asked if not self.children.excludes(e)]
        for entry in asked:
            named = self.children.parents(entry)
            hits: dict[str, Entry] = {}
            for name in named:
                above = self.above.find(name, entry.year or 0, but=entry.path)
                hits.update((hit.path, hit) for hit in ((above.one,) if above.one else above.equal))
            if not named and given is not None:
                hits = {hit.path: hit for hit in given if hit.year == entry.year and hit.path != entry.path}
            if len(hits) == 1:
                found[entry.path] = next(iter(hits))
            elif hits:
                self.incidents.append(
                    notes.unsure(entry.path, named[0] if named else "", entry.year or 0, tuple(hits.values()))
                )
            elif given:
                missing.append(entry)
        if missing and len(missing) == len(asked):
            self._say_none(asked, "parent")
        else:
            self.notices += [notes.without(entry, "parent") for entry in missing]
        return found

    def _doubled(self) -> frozenset[str]:
        """The paths of reports whose body and year another checked report has that comes before them."""
        paths = set()
        for first, entry in _doubles(self.checked):
            paths.add(entry.path)
            self.notices.append(notes.duplicate(entry, first))
        return frozenset(paths)

    def _siblings(self, doubled: frozenset[str]) -> dict[tuple[int | None, str], tuple[str, ...]]:
        """The paths of all reports of one year and kind that are compared with each other, one of each body."""
        if self.sets.siblings is None:
            return {}
        every = Register((*self.sets.checked, *self.sets.siblings))
        again = {entry.path for _, entry in _doubles(every)} | doubled
        groups: dict[tuple[int | None, str], list[str]] = {}
        for entry in every.entries:
            if entry.path not in again and entry.year is not None:
                groups.setdefault((entry.year, entry.kind), []).append(entry.path)
        return {key: tuple(paths) for key, paths in groups.items()}


def _summed(path: str, parent: Beside | None) -> bool:
    return parent is not None and path in parent.brood.reports


def _known(entry: Entry) -> bool:
    return entry.body is not None and entry.year is not None


def _doubles(register: Register) -> Iterator[tuple[Entry, Entry]]:
    """Each entry whose body and year an earlier one has, with the earliest."""
    place = {entry.path: n for n, entry in enumerate(register.entries)}
    for entry in register.entries:
        if entry.body is None or entry.year is None:
            continue
        same = register.find(entry.body, entry.year, but=entry.path).equal
        earlier = [other for other in same if place[other.path] < place[entry.path]]
        if earlier:
            yield min(earlier, key=lambda other: place[other.path]), entry
