"""A run as records that stand alone: each finding says which body and year it is about, so that results can be counted
one record at a time, without joining. Their schema is `urn:gongkai:schema:record:1`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, TypeAlias, TypedDict

from msgspec import Struct, structs

from gongkai.finding import Checked, Outcome, Run
from gongkai.formatter import Rendering
from gongkai.formatters.json import DocumentWire, FindingWire, IncompleteWire, SummaryWire, output
from gongkai.report import Body

__all__ = ["DocumentRecord", "FindingRecord", "Header", "IncompleteRecord", "Record", "Trailer", "records"]


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
    """Header, documents, findings, what was not checked, trailer; the findings of a document stand together."""
    whole = output(run, rendering.lang)
    yield Header(tool="gongkai", tool_version=rendering.version, version=1)
    known = {each.path: each for each in run.documents}
    counts = Counter((each.path, each.severity) for each in run.diagnostics)
    accepted = Counter(each.path for each in run.accepted)
    missed = {each.path for each in run.incidents}
    for checked, wire in zip(run.documents, whole.documents, strict=True):
        path = checked.path
        yield DocumentRecord(
            **structs.asdict(wire),
            complete=checked.rules_applied > 0 and path not in missed,
            rules=checked.rules_applied,
            errors=counts[path, "error"],
            warnings=counts[path, "warning"],
            infos=counts[path, "info"],
            accepted=accepted[path],
        )
    for found in whole.findings:
        yield FindingRecord(**structs.asdict(found), **_about(known.get(found.path)))
    for gap in whole.incomplete:
        yield IncompleteRecord(**structs.asdict(gap), **_about(known.get(gap.path) if gap.path else None))
    count = 2 + len(whole.documents) + len(whole.findings) + len(whole.incomplete)
    yield Trailer(exit_code=whole.exit_code, outcome=whole.outcome, summary=whole.summary, records=count)


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
