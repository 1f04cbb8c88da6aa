"""Accepted findings on the record: who accepted which finding, why, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from gongkai.bilingual import Text
from gongkai.errors import SchemaError, UsageError, Violation

__all__ = ["Suppression", "SuppressionFile", "parse_suppressions"]

Said = Annotated[str, Meta(min_length=1, pattern=r"\S")]


class Suppression(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One accepted finding.

    `anchor` is the finding's fingerprint as every output shows it: it names rule, file, logical place and content,
    so that the finding counts again when what it is about changes. Without `expires` it holds until the end of the
    year after the report's fiscal year, in which the report is due. `ground` is the article that allows it.
    """

    rule: Said
    path: Said
    anchor: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    reason: Said
    approver: Said
    date: dt.date
    expires: dt.date | None = None
    ground: Said | None = None

    def last_day(self, fiscal_year: int | None) -> dt.date:
        """The last day on which it holds."""
        if self.expires:
            return self.expires
        return dt.date(self.date.year if fiscal_year is None else fiscal_year + 1, 12, 31)


class SuppressionFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole file of suppressions (TOML, one [[suppression]] each)."""

    suppression: tuple[Suppression, ...] = ()


def parse_suppressions(text: str, name: str) -> tuple[Suppression, ...]:
    """Read a suppressions file's text. Raises UsageError with every fault: a missing field, an unreal date, an
    expiry before its date, one finding accepted twice."""
    import tomllib

    from gongkai.schema import convert

    what = Text(zh=f"例外清单“{name}”", en=f"Suppressions {name}")
    try:
        data = _plain(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            Text(zh=f"{what.zh}不是有效的 TOML：{error}", en=f"{what.en}: not valid TOML: {error}")
        ) from error
    try:
        found = convert("suppressions", data, SuppressionFile, what).suppression
    except SchemaError as error:
        raise UsageError(error.message, error.advice) from error
    if faults := tuple(_faults(found)):
        raise UsageError(SchemaError(what, faults).message)
    return found


def _faults(found: tuple[Suppression, ...]) -> list[Violation]:
    faults, seen = [], set()
    for n, each in enumerate(found):
        if each.expires and each.expires < each.date:
            faults.append(Violation(f"suppression[{n}].expires", Text("到期日早于批准日", "expires before its date")))
        if each.anchor in seen:
            faults.append(Violation(f"suppression[{n}].anchor", Text("同一处重复", "the same finding twice")))
        seen.add(each.anchor)
    return faults


def _plain(value: object) -> object:
    """TOML's dates as text, which is what the JSON Schema speaks of."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value
