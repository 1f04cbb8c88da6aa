"""The claims of a report as JSON (`urn:gongkai:schema:claims:1`)."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from gongkai.bilingual import plain_number
from gongkai.claims import Claim, Confidence, Form, When, Who
from gongkai.claims.numerals import Bound
from gongkai.place import At

__all__ = ["ClaimsWire", "as_json"]


class ClaimWire(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim with its span: `start` and `end` are offsets in its paragraph, `at` the position in the file."""

    kind: str
    form: Form
    value: str | None
    bound: Bound
    unit: str
    who: Who
    when: When
    part: bool
    confidence: Confidence
    words: str
    start: int
    end: int
    paragraph: str
    section: str | None
    at: At


class ClaimsWire(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The claims of one report, in reading order."""

    version: Literal[1]
    path: str
    claims: tuple[ClaimWire, ...]


def as_json(path: str, claims: tuple[Claim, ...]) -> str:
    """The claims of the report at `path`, as indented JSON."""
    wire = ClaimsWire(version=1, path=path, claims=tuple(map(_wire, claims)))
    return msgspec.json.format(msgspec.json.encode(wire)).decode()


def _wire(claim: Claim) -> ClaimWire:
    return ClaimWire(
        kind=claim.kind,
        form=claim.form,
        value=None if claim.value is None else plain_number(claim.value),
        bound=claim.bound,
        unit=claim.unit,
        who=claim.who,
        when=claim.when,
        part=claim.part,
        confidence=claim.confidence,
        words=claim.words,
        start=claim.start,
        end=claim.end,
        paragraph=claim.passage.text,
        section=claim.passage.section,
        at=claim.place().at,
    )
