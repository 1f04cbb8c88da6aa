"""What changed between two editions of the law, as JSON (`urn:gongkai:schema:changes:1`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.changes import Change, Edition, Group
from gongkai.lang import Lang

__all__ = ["ChangesWire", "as_json"]


class EditionWire(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A standard with a fiscal year that it is for."""

    standard: str
    fiscal_year: int


class ChangeWire(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One difference; `was` is null for what is new, `now` for what is gone."""

    group: Group
    id: str
    where: str | None
    was: str | None
    now: str | None


class ChangesWire(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"before": "from", "after": "to"}
):
    """All differences, by kind."""

    version: Literal[1]
    before: EditionWire
    after: EditionWire
    changes: tuple[ChangeWire, ...]


def as_json(before: Edition, after: Edition, found: Sequence[Change], lang: Lang) -> str:
    """The differences as indented JSON, their words in one language."""

    def words(text: Text | None) -> str | None:
        return text.of(lang) if text else None

    wire = ChangesWire(
        version=1,
        before=EditionWire(standard=before.standard.id, fiscal_year=before.year),
        after=EditionWire(standard=after.standard.id, fiscal_year=after.year),
        changes=tuple(
            ChangeWire(group=c.group, id=c.id, where=words(c.where), was=words(c.was), now=words(c.now))
            for c in found
        ),
    )
    return msgspec.json.format(msgspec.json.encode(wire)).decode()
