"""The baseline: findings that were there before, by content anchor. It only shrinks unless a reason is given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from gongkai.bilingual import Text
from gongkai.errors import GongkaiError, UsageError
from gongkai.finding import Diagnostic

__all__ = ["BASELINE_SCHEMA", "Baseline", "Entry", "Growth", "decode_baseline", "encode_baseline", "entry"]

BASELINE_SCHEMA: Final = "urn:gongkai:schema:baseline:1"


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One old finding. Only `anchor` decides; the rest tells people which one it is."""

    anchor: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    rule: str
    path: str
    place: str


class Growth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why entries were added, and how many."""

    date: str
    reason: str
    added: int


class Baseline(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole baseline, its entries sorted by path, rule and anchor."""

    schema: Literal["urn:gongkai:schema:baseline:1"] = BASELINE_SCHEMA
    entries: tuple[Entry, ...] = ()
    growth: tuple[Growth, ...] = ()

    @property
    def anchors(self) -> frozenset[str]:
        return frozenset(each.anchor for each in self.entries)

    def with_entries(self, entries: Iterable[Entry], growth: tuple[Growth, ...] | None = None) -> Baseline:
        """The same with other entries, put in order."""
        ordered = sorted(set(entries), key=lambda e: (e.path, e.rule, e.place, e.anchor))
        return Baseline(entries=tuple(ordered), growth=self.growth if growth is None else growth)


def entry(diagnostic: Diagnostic) -> Entry:
    """A finding as an entry."""
    return Entry(
        anchor=diagnostic.fingerprint,
        rule=diagnostic.rule,
        path=diagnostic.path,
        place=diagnostic.place.where.label.zh or diagnostic.place.where.path,
    )


def decode_baseline(data: bytes, name: str) -> Baseline:
    """Read a baseline. Raises UsageError with every violation of its schema."""
    from gongkai.schema import decode_json

    try:
        return decode_json("baseline", data, Baseline, Text(zh=f"基线“{name}”", en=f"Baseline {name}"))
    except GongkaiError as error:
        raise UsageError(error.message, error.advice) from error


def encode_baseline(baseline: Baseline) -> bytes:
    """The baseline as JSON for a file under version control: one line an anchor, the same bytes each time."""
    return msgspec.json.format(msgspec.json.encode(baseline), indent=2) + b"\n"
