"""The second part of a run: rules that ask for the reports beside one, once all of them have been read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.cli.inputs import shown
from gongkai.cli.named_files import read_text
from gongkai.cli.run import Checker, Job, files
from gongkai.cli.shelf import Shelf
from gongkai.engine import Outcome, joined, relate
from gongkai.finding import Diagnostic, Incident
from gongkai.kin import Kin, Relation, ReportSet
from gongkai.kinship import notes
from gongkai.kinship.families import Beside, Sets, families
from gongkai.kinship.register import Entry, renamed
from gongkai.kinship.relations import Link, parse_relations
from gongkai.privacy import conceal
from gongkai.report import Report

__all__ = ["Company"]


class Given(Struct, frozen=True, kw_only=True):
    """The files that were given beside those to check, by the names they are shown by; None where nothing was."""

    previous: tuple[str, ...] | None
    parent: tuple[str, ...] | None
    children: tuple[str, ...] | None
    siblings: tuple[str, ...] | None
    links: tuple[Link, ...]


class Company:
    """The reports of a run and those beside them: each is put on the shelf as it is read, then they are matched."""

    def __init__(self, job: Job, paths: Sequence[str], shelf: Shelf) -> None:
        self._job = job
        self._checker = Checker(job)
        self._shelf = shelf
        self._entries: dict[str, Entry] = {}
        self._private: dict[str, tuple[str, ...]] = {}
        self._incidents: list[Incident] = []
        self._seen: set[str] = set()
        # Documents of a stream may have one path for several reports.
        self._twice: dict[str, None] = {}
        # The same file may be given in several ways, and to several ends.
        own = {_real(path): shown(path) for path in paths if path != "-"}
        self._to_read: dict[str, str] = {}
        self._given = self._sets(own)
        self._known = {link.path: link for link in self._given.links if link.path}

    @property
    def others(self) -> tuple[str, ...]:
        """The files that are to be read and not checked, once all that are checked were taken in."""
        return tuple(path for path in self._to_read.values() if shown(path) not in self._seen)

    @property
    def reading(self) -> Job:
        """The job that reads them: what --as says is said of the documents to check, theirs is told by their content."""
        job = self._job
        return replace(job, order=replace(job.order, format=None), loader=replace(job.loader, format=None))

    def add(self, outcome: Outcome) -> None:
        """Take in a report that was checked."""
        if outcome.checked.path in self._seen:
            self._twice[outcome.checked.path] = None
        self._seen.add(outcome.checked.path)
        report = outcome.report
        if report is None:
            return
        path = report.path
        self._shelf.put(report)
        if outcome.private:
            self._private[path] = outcome.private
        link = self._known.get(path)
        asks: set[Relation] = set()
        for each in self._checker.chosen(path):
            if each.rule.asks and each.rule.applies.to(report):
                asks.update(each.rule.asks)
        stated = link.body if link else report.agency.value if report.agency else None
        self._entries[path] = Entry(
            path=path,
            body=renamed(stated, self._job.config.series.aliases),
            year=link.year if link and link.year else report.fiscal_year,
            kind=report.standard.kind,
            contents=_contents(report),
            asks=frozenset(asks),
        )

    def read(self, outcome: Outcome) -> None:
        """Take in a report that was only read: what rules say of it is not told, but what could not be read is."""
        self._incidents += [incident for incident in outcome.incidents if incident.rule is None]
        self.add(outcome)

    def related(self, outcomes: Sequence[Outcome]) -> tuple[list[Outcome], list[Incident]]:
        """The outcomes with what the rules found that ask for other reports, and what was not compared. Raises
        UsageError."""
        job = self._job
        self._incidents += [notes.same_path(path) for path in self._twice if self._entries.pop(path, None)]
        checked = [self._entries[o.checked.path] for o in outcomes if o.checked.path in self._entries]
        family = families(self._matched(checked))
        notices: dict[str, list[Diagnostic]] = {}
        for notice in family.notices:
            notices.setdefault(notice.path, []).append(notice)
        foreign = self._foreign()
        groups: dict[tuple[str, ...], ReportSet] = {}
        done: list[Outcome] = []
        told: list[Incident] = []
        for outcome in outcomes:
            path = outcome.checked.path
            beside = family.beside.get(path)
            if beside:
                before = len(outcome.incidents)
                outcome = self._with(outcome, self._kin(beside, groups), foreign)  # noqa: PLW2901
                told += outcome.incidents[before:]
                outcome = replace(outcome, incidents=outcome.incidents[:before])  # noqa: PLW2901
            said = (*outcome.diagnostics, *notices.get(path, ()))
            done.append(replace(outcome, diagnostics=said, private=()))
        not_run = (_not_isolated(rule) for rule in sorted(foreign) if job.rules[rule].asks)
        return done, [*self._incidents, *family.incidents, *_once(told), *not_run]

    def _with(self, outcome: Outcome, kin: Kin, foreign: frozenset[str]) -> Outcome:
        path = outcome.checked.path
        chosen = [c for c in self._checker.chosen(path) if c.rule.asks and c.rule.id not in foreign]
        if not any(kin.has(relation) for each in chosen for relation in each.rule.asks):
            return outcome
        second = relate(self._shelf.load(path), chosen, kin, self._job.catalogue.instruments)
        shown_too = {path, *(p for d in second.diagnostics for p in _paths(d))}
        shown_too |= {report.path for report in (kin.previous, kin.parent) if report}
        private = [value for each in shown_too for value in self._private.get(each, ())]
        whole = joined(replace(outcome, private=(*private, *second.private)), second)
        return replace(whole, diagnostics=conceal(whole.diagnostics, private))

    def _kin(self, beside: Beside, groups: dict[tuple[str, ...], ReportSet]) -> Kin:
        load = self._shelf.load
        brood = beside.brood
        if beside.siblings not in groups:
            groups[beside.siblings] = ReportSet(beside.siblings, load)
        return Kin(
            previous=load(beside.previous) if beside.previous else None,
            parent=load(beside.parent) if beside.parent else None,
            children=ReportSet(brood.reports, load),
            children_before=ReportSet(brood.before, load),
            siblings=groups[beside.siblings],
            missing=brood.missing,
            complete=self._job.config.rollup.complete,
            summed=beside.summed,
        )

    def _foreign(self) -> frozenset[str]:
        """Rules that must not run in this process."""
        if self._job.isolated is None:
            return frozenset()
        from gongkai.isolation import foreign_rules

        return foreign_rules(self._job.catalogue) & frozenset(self._job.rules)

    def _sets(self, own: dict[str, str]) -> Given:
        """The files that were given, each by one name, whichever way it was reached."""
        series, rollup = self._job.config.series, self._job.config.rollup
        aliases = series.aliases

        def named(path: str) -> str:
            real = _real(path)
            if real in own:
                return own[real]
            return shown(self._to_read.setdefault(real, path))

        def several(arguments: Iterable[str]) -> tuple[str, ...]:
            return tuple(named(path) for path in files(self._job, tuple(arguments)))

        links: list[Link] = []
        if rollup.relations:
            folder = Path(rollup.relations).parent
            for link in _relations(rollup.relations):
                path = named(str(folder / link.path)) if link.path else ""
                body, parent = renamed(link.body, aliases), renamed(link.parent or None, aliases)
                links.append(replace(link, body=body or "", parent=parent or "", path=path))
        listed = tuple(link.path for link in links if link.path)
        # A table that lists the files of several years says which are last year's.
        years = {link.year for link in links if link.path and link.year}
        previous = series.previous or len(years) > 1
        return Given(
            previous=(*several(series.previous), *listed) if previous else None,
            parent=several([rollup.parent]) if rollup.parent else None,
            children=(*several(rollup.children), *listed) if rollup.children or listed else None,
            siblings=several(rollup.siblings) if rollup.siblings else None,
            links=tuple(links),
        )

    def _matched(self, checked: Sequence[Entry]) -> Sets:
        def entries(names: tuple[str, ...] | None) -> tuple[Entry, ...] | None:
            return None if names is None else tuple(self._entries[n] for n in names if n in self._entries)

        rollup = self._job.config.rollup
        return Sets(
            checked=tuple(checked),
            previous=entries(self._given.previous),
            parent=entries(self._given.parent),
            children=entries(self._given.children),
            siblings=entries(self._given.siblings),
            links=self._given.links,
            excluded=rollup.excluded,
            lost=sum(name not in self._entries for name in self._given.children or ()),
            implied=not self._job.config.series.previous,
        )


def _contents(report: Report) -> str:
    """What stands for the figures and words of a report, however they are set; empty for one without figures."""
    cells = [
        f"{table.id}/{row.id}/{cell.column}={cell.value.normalize()}"
        for table in report.tables
        for row in table.rows
        for cell in row.cells
        if cell.value is not None
    ]
    words = ("".join(p.text.split()) for section in report.sections for p in section.passages)
    return sha256("\n".join((*cells, *words)).encode()).hexdigest() if cells else ""


def _real(path: str) -> str:
    return path if "://" in path else os.path.realpath(path)


def _relations(path: str) -> tuple[Link, ...]:
    return parse_relations(read_text(path, "关系表", "table of relations"), shown(path))


def _once(incidents: Sequence[Incident]) -> Iterator[Incident]:
    """What a rule says alike of many reports, such as that a program is missing, said once."""
    same: dict[tuple[str, str | None, str], list[Incident]] = {}
    for incident in incidents:
        same.setdefault((incident.code, incident.rule, incident.message.en), []).append(incident)
    for each in same.values():
        first, count = each[0], len(each)
        if count == 1:
            yield first
        else:
            message = Text(zh=f"{first.message.zh}（{count}份报告）", en=f"{first.message.en} ({count} reports)")
            yield replace(first, path=None, message=message)


def _paths(diagnostic: Diagnostic) -> Iterator[str]:
    """The other documents that a finding shows."""
    places = [*diagnostic.related, *(a.place for s in diagnostic.sums for a in (*s.left, *s.right))]
    places += [p.place for way in diagnostic.candidates for p in way.proposals]
    yield from (place.path for place in places if place.path)


def _not_isolated(rule: str) -> Incident:
    return Incident(
        code="GK925",
        rule=rule,
        message=Text(
            zh=f"规则 {rule} 要与别的报告比较，--isolate 时没有运行",
            en=f"Rule {rule} compares with other reports and does not run with --isolate",
        ),
        advice=Text(
            zh="不用 --isolate，或者用 --ignore 关闭这条规则", en="Leave out --isolate, or --ignore the rule"
        ),
    )
