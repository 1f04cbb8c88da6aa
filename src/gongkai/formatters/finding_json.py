"""A finding as JSON has it, in all outputs for programs: its place, the sums behind it and what would mend it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from gongkai.finding import Acceptance, Alternative, Diagnostic, Severity, Sum
from gongkai.instrument import Cite
from gongkai.lang import Lang
from gongkai.place import At, Excerpt, Place

__all__ = ["FindingWire", "Wire", "finding", "number"]


class Wire(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of an output for programs: all of its fields are named, and there are no others."""


class WhereWire(Wire, frozen=True, kw_only=True):
    """The logical place: ids of the standard, and a label for people."""

    section: str | None
    table: str | None
    row: str | None
    column: str | None
    label: str


class PlaceWire(Wire, frozen=True, kw_only=True):
    """A further place that belongs to a finding. `path` is the document it stands in where that is not the finding's;
    such a place has its words with it."""

    where: WhereWire
    at: At
    path: str | UnsetType = UNSET
    excerpt: Excerpt | UnsetType = UNSET


class AddendWire(Wire, frozen=True, kw_only=True):
    """A term of a sum. `path` is the document it stands in where that is not the finding's."""

    label: str
    value: int | float | None
    where: WhereWire
    at: At
    path: str | UnsetType = UNSET


class SumWire(Wire, frozen=True, kw_only=True):
    """An equation that does not hold."""

    name: str
    left: tuple[AddendWire, ...]
    right: tuple[AddendWire, ...]
    left_total: int | float
    right_total: int | float
    difference: int | float
    relation: Literal["=", ">="]


class ProposalWire(Wire, frozen=True, kw_only=True):
    """What a cell would have to be, for a person to check. `current` is what is printed; `path` is the document the
    cell stands in where that is not the finding's."""

    where: WhereWire
    at: At
    path: str | UnsetType = UNSET
    current: str
    proposed: int | float
    reason: str | None


class CandidateWire(Wire, frozen=True, kw_only=True):
    """One way to mend the fault: all of its changes together. It is a proposal and never applied automatically.
    `best` is true for the most plausible one, or for several that are equally plausible."""

    status: Literal["proposal"]
    best: bool
    changes: tuple[ProposalWire, ...]


class EvidenceWire(Wire, frozen=True, kw_only=True):
    """What a finding rests on: the words it is about, the sums behind it, and what would mend it, the most plausible
    first."""

    excerpt: Excerpt | None
    sums: tuple[SumWire, ...]
    candidates: tuple[CandidateWire, ...]


class FindingWire(Wire, frozen=True, kw_only=True):
    """One finding."""

    rule: str
    name: str
    severity: Severity
    message: str
    advice: str
    basis: tuple[Cite, ...]
    path: str
    where: WhereWire
    at: At
    related: tuple[PlaceWire, ...]
    evidence: EvidenceWire
    fix: None
    fingerprint: str
    suppressed: Acceptance | None


def finding(diagnostic: Diagnostic, lang: Lang) -> FindingWire:
    """A finding as the JSON output's type."""
    return FindingWire(
        rule=diagnostic.rule,
        name=diagnostic.name,
        severity=diagnostic.severity,
        message=diagnostic.message.of(lang),
        advice=diagnostic.advice.of(lang),
        basis=diagnostic.basis,
        path=diagnostic.path,
        where=_where(diagnostic.place, lang),
        at=diagnostic.place.at,
        related=tuple(_place(p, lang) for p in diagnostic.related),
        evidence=EvidenceWire(
            excerpt=diagnostic.place.excerpt,
            sums=tuple(_sum(done, lang) for done in diagnostic.sums),
            candidates=tuple(_candidate(each, lang) for each in diagnostic.candidates),
        ),
        fix=None,
        fingerprint=diagnostic.fingerprint,
        suppressed=diagnostic.accepted,
    )


def _place(place: Place, lang: Lang) -> PlaceWire:
    return PlaceWire(
        where=_where(place, lang),
        at=place.at,
        path=place.path or UNSET,
        excerpt=place.excerpt if place.path and place.excerpt else UNSET,
    )


def _where(place: Place, lang: Lang) -> WhereWire:
    where = place.where
    return WhereWire(
        section=where.section, table=where.table, row=where.row, column=where.column, label=where.label.of(lang)
    )


def _sum(done: Sum, lang: Lang) -> SumWire:
    left, right = (
        tuple(
            AddendWire(
                label=a.place.where.label.of(lang),
                value=None if a.value is None else number(a.value),
                where=_where(a.place, lang),
                at=a.place.at,
                path=a.place.path or UNSET,
            )
            for a in side
        )
        for side in (done.left, done.right)
    )
    return SumWire(
        name=done.name.of(lang),
        left=left,
        right=right,
        left_total=number(done.left_total),
        right_total=number(done.right_total),
        difference=number(done.right_total - done.left_total),
        relation=done.relation,
    )


def _candidate(alternative: Alternative, lang: Lang) -> CandidateWire:
    changes = (
        ProposalWire(
            where=_where(p.place, lang),
            at=p.place.at,
            path=p.place.path or UNSET,
            current=p.current,
            proposed=number(p.proposed),
            reason=p.reason.of(lang) if p.reason else None,
        )
        for p in alternative.proposals
    )
    return CandidateWire(status="proposal", best=alternative.best, changes=tuple(changes))


def number(value: Decimal) -> int | float:
    """A number as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)
