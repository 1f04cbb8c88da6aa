"""The bodies that a body sums up, and their reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.finding import Incident
from gongkai.kinship import notes
from gongkai.kinship.names import match
from gongkai.kinship.register import Entry, Register
from gongkai.kinship.relations import Link

__all__ = ["Brood", "Children"]


class Brood(Struct, frozen=True, kw_only=True):
    """The paths of the children's reports of the year and of the year before, and children without a report.

    Those of the year before are all children's or none: a sum over some of them would be wrong.
    """

    reports: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Children:
    """Who is whose child: by a table of relations, else all reports that were given as children."""

    def __init__(
        self,
        checked: Sequence[Entry],
        given: Sequence[Entry] | None,
        previous: Sequence[Entry] | None,
        links: Sequence[Link],
        excluded: Sequence[str],
    ) -> None:
        self._links = links
        self._of_body: dict[str, list[Link]] = {}
        self._of_parent: dict[str, list[Link]] = {}
        for link in links:
            self._of_body.setdefault(link.body, []).append(link)
            if link.parent:
                self._of_parent.setdefault(link.parent, []).append(link)
        self._bodies, self._over = _Names(self._of_body), _Names(self._of_parent)
        self._excluded, self._apart = excluded, _Names(excluded)
        self._given = None if given is None else Register(given)
        self._now = Register((*(given or ()), *checked))
        self._before = Register((*(previous or ()), *(given or ()), *checked))
        own = {entry.path for entry in given or ()}
        # The report that is checked may stand in the children's folder.
        self._parents = [entry for entry in checked if entry.path not in own] or list(checked)

    def parents(self, entry: Entry) -> tuple[str, ...]:
        """The names of the bodies that sum the entry's body up, as the table has them."""
        rows = (link for name in self._bodies.like(entry.body) for link in self._of_body[name])
        return tuple(dict.fromkeys(link.parent for link in rows if link.parent and _holds(link, entry)))

    def lists(self, entry: Entry) -> bool:
        """Whether the table says of the entry's body, for its year, who sums it up or whom it sums up."""
        return bool(self._links and (self.parents(entry) or self._declared(entry)))

    def excludes(self, entry: Entry) -> bool:
        """Whether the entry's body is one that nobody sums up."""
        return bool(self._apart.like(entry.body))

    def of(self, entry: Entry) -> tuple[Brood, tuple[Incident, ...]]:
        """The entry's children. Where one of them is not certain there are none, and that is said."""
        names = self._declared(entry)
        year = entry.year or 0
        reports, missing, incidents = [], [], []
        for name in names:
            hits = self._now.find(name, year, but=entry.path)
            if hits.one:
                reports.append(hits.one.path)
            elif hits.equal or hits.unsure:
                incidents.append(notes.unsure(entry.path, name, year, hits.equal or hits.unsure))
            else:
                missing.append(name)
        if incidents:
            return Brood(), tuple(incidents)
        before = [found for name in names if (found := self._before.find(name, year - 1).one)]
        whole = not missing and len(before) == len(names)
        return (
            Brood(
                reports=tuple(dict.fromkeys(reports)),
                before=tuple(found.path for found in before) if whole else (),
                missing=tuple(missing),
            ),
            (),
        )

    def _declared(self, entry: Entry) -> tuple[str, ...]:
        """The names of the bodies that the entry's body sums up, each body once."""
        if self._links:
            rows = (link for name in self._over.like(entry.body) for link in self._of_parent[name])
            return self._kept(link.body for link in rows if _holds(link, entry))
        if self._given is None or entry not in self._parents:
            return ()
        rivals = [e for e in self._parents if e.year == entry.year and e.kind == entry.kind and e.body]
        if len(rivals) > 1:
            raise UsageError(
                Text(
                    zh=f"给出了下级的报告（--children），但检查的报告有{len(rivals)}份，看不出是谁的下级",
                    en=f"Children are given (--children), but {len(rivals)} reports are checked: whose children are they?",
                ),
                Text(
                    zh="用关系表（--relations）写明上下级，或者一次只检查一份上级的报告",
                    en="Say it in a table (--relations), or check one parent's report at a time",
                ),
            )
        return self._kept(
            each.body
            for each in self._given.entries
            if each.body and each.year is not None and match(each.body, entry.body or "").verdict != "equal"
        )

    def _kept(self, names: Iterable[str]) -> tuple[str, ...]:
        """Each body once, though it may be named in several rows or files, in full and in short."""
        every = tuple(dict.fromkeys(names))
        known = _Names((*self._excluded, *every))
        kept: set[str] = set(self._excluded)
        out = []
        for name in every:
            if kept.isdisjoint((name, *known.like(name))):
                kept.add(name)
                out.append(name)
        return tuple(out)


class _Names:
    """Names of bodies, to be found by other names for them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._register = Register(Entry(path=name, body=name, year=0, kind="") for name in names)

    def like(self, name: str | None) -> tuple[str, ...]:
        """Those that mean the same body."""
        return tuple(entry.path for entry in self._register.find(name, 0).equal) if name else ()


def _holds(link: Link, entry: Entry) -> bool:
    return link.year is None or link.year == entry.year
