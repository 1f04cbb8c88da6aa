"""Counting a stream of results. Memory grows with rules, regions and bodies, and by a number for each document; never
with the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from gongkai.finding import SEVERITIES, Severity
from gongkai.report import Level
from gongkai.statistics.regions import NATIONAL, Gazetteer, region
from gongkai.statistics.results import Document, Fault, Found, Missed, Opened, Result

__all__ = ["DIMENSIONS", "Dimension", "Frequency", "Gap", "Group", "Statistics", "tally"]

Dimension: TypeAlias = Literal["severity", "rule", "year", "region", "kind", "body"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
"""What is counted by. `kind` is level and kind of the body, such as “county department”; `body` is its name."""
# As many documents, messages and faults are named; the rest are counted.
NAMED = 20
_PER = 100


class Group(Struct, frozen=True, kw_only=True):
    """Documents that have something in common: `key` is None where it is not known.

    `checked` are those to which rules applied, `incomplete` those of all in which something remained unchecked.
    Findings that were accepted are in `accepted` only.
    """

    key: str | None
    documents: int
    checked: int
    incomplete: int
    with_findings: int
    errors: int
    warnings: int
    infos: int
    accepted: int

    @property
    def findings(self) -> int:
        return self.errors + self.warnings + self.infos

    @property
    def unread(self) -> int:
        """Documents of which nothing at all was checked."""
        return self.documents - self.checked

    @property
    def share(self) -> float | None:
        """Documents with findings, of those checked; None where none were."""
        return self.with_findings / self.checked if self.checked else None

    @property
    def rate(self) -> float | None:
        """Findings on 100 checked documents; None where none were."""
        return self.findings * _PER / self.checked if self.checked else None


class Frequency(Struct, frozen=True, kw_only=True):
    """How often a rule or a severity was found, and in how many documents. `severity` is a rule's strongest."""

    key: str
    name: str
    severity: Severity
    findings: int
    documents: int
    accepted: int


class Gap(Struct, frozen=True, kw_only=True):
    """What was not checked, for one reason: how often, and in how many documents."""

    code: str
    count: int
    documents: int


class Statistics(Struct, frozen=True, kw_only=True):
    """What results come to. Groups and frequencies are sorted from the most findings down, years in order.

    `unchecked` are the first documents that were not checked whole, `general` what concerns whole runs, `faults` the
    first things in the results that could not be counted, `faulty` how many they are. `repeated` documents have the
    path, body and year of one that was counted before. `most` are the most frequent rules of each body, where asked for.
    """

    results: int
    total: Group
    severities: tuple[Frequency, ...]
    rules: tuple[Frequency, ...]
    groups: Mapping[Dimension, tuple[Group, ...]]
    gaps: tuple[Gap, ...]
    unchecked: tuple[str, ...]
    general: tuple[str, ...]
    repeated: int
    faults: tuple[Fault, ...]
    faulty: int
    most: Mapping[str | None, tuple[tuple[str, int], ...]] = {}


# Places in a group's list of counts, in the order of Group's fields.
_DOCUMENTS, _CHECKED, _INCOMPLETE, _FOUND, _ERRORS, _WARNINGS, _INFOS, _ACCEPTED = range(8)


class _Tally:
    """The counts while they grow."""

    def __init__(self, level: Level, table: Gazetteer, *, crossed: bool) -> None:
        self.level, self.table, self.crossed = level, table, crossed
        self.total = [0] * 8
        self.groups: dict[Dimension, dict[str | None, list[int]]] = {
            each: {} for each in DIMENSIONS if each not in ("severity", "rule")
        }
        self.rules: dict[str, list[int]] = {}  # findings, documents, accepted, strongest severity
        self.severities: dict[str, list[int]] = {each: [0, 0, 0] for each in SEVERITIES}
        self.names: dict[str, str] = {}
        self.last: dict[tuple[str, str], int] = {}  # the last document in which a rule or severity was found
        self.pairs: Counter[tuple[str | None, str]] = Counter()
        self.gaps: dict[str, list[int]] = {}
        self.unchecked: list[str] = []
        self.general: dict[str, None] = {}
        self.seen: set[int] = set()
        self.repeated = self.faulty = self.results = 0
        self.faults: list[Fault] = []

    def add(self, record: Result) -> None:
        if isinstance(record, Found):
            self._found(record)
        elif isinstance(record, Document):
            self._document(record)
        elif isinstance(record, Missed):
            self._missed(record)
        elif isinstance(record, Opened):
            self.results += 1
        else:
            self.faulty += 1
            if len(self.faults) < NAMED:
                self.faults.append(record)

    def _document(self, record: Document) -> None:
        mark = hash((record.path, record.agency, record.fiscal_year))
        self.repeated += mark in self.seen
        self.seen.add(mark)
        if not record.complete and len(self.unchecked) < NAMED:
            self.unchecked.append(record.path)
        found = record.errors + record.warnings + record.infos
        counts = (
            1, record.rules > 0, not record.complete, found > 0,
            record.errors, record.warnings, record.infos, record.accepted,
        )  # fmt: skip
        body = record.body
        place = region(record.agency, self.level, self.table)
        keys: dict[Dimension, str | None] = {
            "year": str(record.fiscal_year) if record.fiscal_year else None,
            "region": place or (NATIONAL if body.level == "national" else None),
            "kind": " ".join(filter(None, (body.level, body.kind))) or None,
            "body": record.agency,
        }
        cells = [self.groups[each].setdefault(key, [0] * 8) for each, key in keys.items()]
        for cell in (self.total, *cells):
            for n, count in enumerate(counts):
                cell[n] += count

    def _found(self, record: Found) -> None:
        rule = self.rules.setdefault(record.rule, [0, 0, 0, 0])
        severity = self.severities[record.severity]
        self.names[record.rule] = record.name
        rule[3] = max(rule[3], SEVERITIES.index(record.severity))
        if record.suppressed:
            rule[2] += 1
            severity[2] += 1
            return
        document = hash((self.results, record.path))
        for kind, key, counts in (("rule", record.rule, rule), ("severity", record.severity, severity)):
            counts[0] += 1
            # The findings of a document stand together, so that the last one tells.
            counts[1] += self.last.get((kind, key)) != document
            self.last[kind, key] = document
        if self.crossed:
            self.pairs[record.agency, record.rule] += 1

    def _missed(self, record: Missed) -> None:
        gap = self.gaps.setdefault(record.code, [0, 0])
        gap[0] += 1
        if record.path is None:
            if len(self.general) < NAMED:
                self.general[f"{record.code} {record.message}"] = None
            return
        document = hash((self.results, record.path))
        gap[1] += self.last.get(("gap", record.code)) != document
        self.last["gap", record.code] = document

    def done(self) -> Statistics:
        return Statistics(
            results=self.results,
            total=_group(None, self.total),
            severities=tuple(
                Frequency(key=each, name=each, severity=each, findings=n, documents=documents, accepted=accepted)
                for each, (n, documents, accepted) in ((s, self.severities[s]) for s in reversed(SEVERITIES))
            ),
            rules=tuple(sorted((self._rule(key) for key in self.rules), key=lambda f: (-f.findings, f.key))),
            groups={name: _sorted(name, found) for name, found in self.groups.items()},
            gaps=tuple(Gap(code=code, count=n, documents=d) for code, (n, d) in sorted(self.gaps.items())),
            unchecked=tuple(self.unchecked),
            general=tuple(self.general),
            repeated=self.repeated,
            faults=tuple(self.faults),
            faulty=self.faulty,
            most=self._most(),
        )

    def _rule(self, key: str) -> Frequency:
        findings, documents, accepted, severity = self.rules[key]
        return Frequency(
            key=key,
            name=self.names[key],
            severity=SEVERITIES[severity],
            findings=findings,
            documents=documents,
            accepted=accepted,
        )

    def _most(self) -> dict[str | None, tuple[tuple[str, int], ...]]:
        found: dict[str | None, list[tuple[str, int]]] = {}
        for (body, rule), count in sorted(self.pairs.items(), key=lambda pair: (-pair[1], pair[0][1])):
            found.setdefault(body, []).append((rule, count))
        return {body: tuple(pairs) for body, pairs in found.items()}


def _group(key: str | None, counts: list[int]) -> Group:
    return Group(
        key=key, documents=counts[_DOCUMENTS], checked=counts[_CHECKED], incomplete=counts[_INCOMPLETE],
        with_findings=counts[_FOUND], errors=counts[_ERRORS], warnings=counts[_WARNINGS], infos=counts[_INFOS],
        accepted=counts[_ACCEPTED],
    )  # fmt: skip


def _sorted(name: Dimension, found: Mapping[str | None, list[int]]) -> tuple[Group, ...]:
    """What is not known comes first; years in order, all else from the most errors and findings down."""
    groups = [_group(key, counts) for key, counts in found.items()]

    def place(group: Group) -> tuple[object, ...]:
        weight = (0, 0) if name == "year" else (-group.errors, -group.findings)
        return (group.key is not None, *weight, group.key or "")

    return tuple(sorted(groups, key=place))


def tally(
    results: Iterable[Result], level: Level = "county", table: Gazetteer | None = None, *, crossed: bool = False
) -> Statistics:
    """Count results, regions down to a level. With `crossed`, also the rules of each body: that takes memory for every
    pair of them."""
    counts = _Tally(level, table or Gazetteer(), crossed=crossed)
    for each in results:
        counts.add(each)
    return counts.done()
