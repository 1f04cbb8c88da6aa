"""A run as records that stand alone: each finding says which body and year it is about, so that results can be counted
one record at a time, without joining. Their schema is `urn:gongkai:schema:record:1`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias, TypedDict, TypeVar

from msgspec import Struct, structs

from gongkai.finding import Checked, Diagnostic, Incident, Outcome, Run, Tally, by_document, exit_code
from gongkai.formatter import Rendering
from gongkai.formatters.finding_json import FindingWire, finding
from gongkai.formatters.json import DocumentWire, IncompleteWire, SummaryWire, document, incidents, summary
from gongkai.report import Body

__all__ = [
    "DocumentRecord",
    "FindingRecord",
    "Header",
    "IncompleteRecord",
    "Record",
    "Trailer",
    "header",
    "parts",
    "records",
    "trailer",
]

T = TypeVar("T", Diagnostic, Incident)


class Header(Struct, frozen=True, kw_only=True, tag_field="type", tag="header", forbid_unknown_fields=True):
    """The first record of a result."""

    tool: Literal["gongkai"]
    tool_version: str
    version: Literal[1]


class DocumentRecord(DocumentWire, frozen=True, kw_only=True, tag_field="type", tag="document"):
    """A document and what came of it. `rules` is how many rules applied to it; it is `complete` if there were any and
    nothing of it remained unchecked. `accepted` findings are in none of the other counts."""

    complete: bool
    rules: int
    errors: int
    warnings: int
    infos: int
    accepted: int


class FindingRecord(FindingWire, frozen=True, kw_only=True, tag_field="type", tag="finding"):
    """A finding, with what is known of its document; null where that is no document of the run."""

    agency: str | None
    body: Body
    fiscal_year: int | None
    standard: str | None


class IncompleteRecord(IncompleteWire, frozen=True, kw_only=True, tag_field="type", tag="incomplete"):
    """Something that was not checked, with what is known of its document."""

    agency: str | None
    body: Body
    fiscal_year: int | None
    standard: str | None


class Trailer(Struct, frozen=True, kw_only=True, tag_field="type", tag="trailer", forbid_unknown_fields=True):
    """The last record of a result: output that lacks it broke off. `records` counts header and trailer, too."""

    exit_code: int
    outcome: Outcome
    summary: SummaryWire
    records: int


Record: TypeAlias = Header | DocumentRecord | FindingRecord | IncompleteRecord | Trailer


def records(run: Run, rendering: Rendering) -> Iterator[Record]:
    """Header; each document, followed by its findings and what of it was not checked; what belongs to no document;
    trailer."""
    yield header(rendering)
    for one in by_document(run):
        yield from parts(one, rendering)
    yield trailer(run, run.tally)


def header(rendering: Rendering) -> Header:
    return Header(tool="gongkai", tool_version=rendering.version, version=1)


def parts(run: Run, rendering: Rendering) -> Iterator[DocumentRecord | FindingRecord | IncompleteRecord]:
    """The records of a run of one document or none."""
    lang = rendering.lang
    known = {each.path: each for each in run.documents}
    tally = run.tally
    missed = {each.path for each in run.incidents}
    for checked in run.documents:
        yield DocumentRecord(
            **structs.asdict(document(checked)),
            complete=checked.rules_applied > 0 and checked.path not in missed,
            rules=checked.rules_applied,
            errors=tally.errors,
            warnings=tally.warnings,
            infos=tally.infos,
            accepted=tally.accepted,
        )
    for each in run.everything:
        yield FindingRecord(**structs.asdict(finding(each, lang)), **_about(known.get(each.path)))
    for gap in incidents(run.incidents, lang):
        yield IncompleteRecord(**structs.asdict(gap), **_about(known.get(gap.path) if gap.path else None))


def trailer(run: Run, tally: Tally) -> Trailer:
    """The last record: what the counts come to by the run's levels."""
    outcome = tally.outcome(run.fail_level, run.max_warnings)
    findings = tally.errors + tally.warnings + tally.infos + tally.accepted
    return Trailer(
        exit_code=exit_code(outcome, exit_zero=run.exit_zero),
        outcome=outcome,
        summary=summary(tally),
        records=2 + tally.documents + findings + tally.missed + tally.nothing,
    )


class _About(TypedDict):
    agency: str | None
    body: Body
    fiscal_year: int | None
    standard: str | None


def _about(known: Checked | None) -> _About:
    document = known or Checked(path="")
    return _About(
        agency=document.agency, body=document.body, fiscal_year=document.fiscal_year, standard=document.standard
    )
