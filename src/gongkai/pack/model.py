"""What a YAML pack may say. The pack schema is made from these types (tools/schemas.py)."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from gongkai.bilingual import Text
from gongkai.finding import Severity
from gongkai.instrument import Cite, Instrument
from gongkai.standard import DISCLOSURE, Standard

__all__ = [
    "CellCondition",
    "Check",
    "ClaimCount",
    "CrossReference",
    "DateLimit",
    "Equation",
    "ForbiddenText",
    "Pack",
    "PackExample",
    "PackRule",
    "Relation",
    "RequiredSection",
    "RequiredText",
    "TextLength",
]

Relation = Literal["=", "<=", ">="]
Scope: TypeAlias = tuple[str, ...]


class _Part(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    pass


class RequiredSection(_Part, frozen=True, kw_only=True, tag_field="kind", tag="required-section"):
    """A heading with these words must be there: a first-level one, or (`inside`) a line within a section."""

    heading: str
    inside: str | None = None


class RequiredText(_Part, frozen=True, kw_only=True, tag_field="kind", tag="required-text"):
    """Each of `all`, and one of `any`, must stand in the scope (section ids, `preamble`, `title`; empty: all prose)."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    scope: Scope = ()


class ForbiddenText(_Part, frozen=True, kw_only=True, tag_field="kind", tag="forbidden-text"):
    """None of the words may stand in the scope more often than `most` times; `except_in` are longer words that may."""

    words: tuple[str, ...]
    scope: Scope = ()
    most: Annotated[int, Meta(ge=0)] = 0
    except_in: tuple[str, ...] = ()


class TextLength(_Part, frozen=True, kw_only=True, tag_field="kind", tag="text-length"):
    """The scope's prose has so many characters, spaces not counted."""

    scope: Scope
    least: Annotated[int, Meta(ge=0)] | None = None
    most: Annotated[int, Meta(ge=0)] | None = None


class CellCondition(_Part, frozen=True, kw_only=True, tag_field="kind", tag="cell-condition"):
    """The cells in these rows and columns (empty: all) are in one of the states, and within the bounds."""

    table: str
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    states: tuple[Literal["number", "blank", "placeholder", "text"], ...] = ()
    least: float | None = None
    most: float | None = None


class Equation(_Part, frozen=True, kw_only=True, tag_field="kind", tag="equation"):
    """Sum of `left` compared with sum of `right`.

    Terms are `table.row.column`; or with `table` and `along`, column ids for each row, or row ids for each column.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Relation = "="
    table: str | None = None
    along: Literal["rows", "columns"] | None = None


class DateLimit(_Part, frozen=True, kw_only=True, tag_field="kind", tag="date-limit"):
    """The publication date lies between two days (MM-DD) of the year after the fiscal year."""

    earliest: Annotated[str, Meta(pattern=r"^\d\d-\d\d$")] | None = None
    latest: Annotated[str, Meta(pattern=r"^\d\d-\d\d$")] | None = None


class CrossReference(_Part, frozen=True, kw_only=True, tag_field="kind", tag="cross-reference"):
    """Where the prose of the scope has one of the words, the cell `table.row.column` is within the bounds."""

    words: tuple[str, ...]
    cell: str
    scope: Scope = ()
    least: float | None = None
    most: float | None = None


class ClaimCount(_Part, frozen=True, kw_only=True, tag_field="kind", tag="claim-count"):
    """The prose states a figure of this kind (`gongkai claims` lists them) for this body and year, within the bounds.

    With `optional`, nothing is said when it is not stated.
    """

    claim: str
    least: float | None = None
    most: float | None = None
    optional: bool = False


Check: TypeAlias = (
    RequiredSection
    | RequiredText
    | ForbiddenText
    | TextLength
    | CellCondition
    | Equation
    | DateLimit
    | CrossReference
    | ClaimCount
)


class PackExample(_Part, frozen=True, kw_only=True):
    """The correct report with changes; see `gongkai.Example`."""

    note: str = ""
    standard: str = ""
    year: int | None = None
    agency: str | None = None
    cells: dict[str, str] = {}
    sections: dict[str, str] = {}
    replace: dict[str, str] = {}
    source: str | None = None


class PackApplies(_Part, frozen=True, kw_only=True):
    """Which reports a rule is for. Empty means all; `kinds` are kinds of reports, by default disclosure reports."""

    kinds: tuple[str, ...] = (DISCLOSURE,)
    standards: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    bodies: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


class PackRule(_Part, frozen=True, kw_only=True):
    """One rule. `message` may hold the fields of its kind, such as {word} or {length}."""

    id: Annotated[str, Meta(pattern=r"^[A-Z]{2,8}[0-9]{3,4}$")]
    name: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)+$")]
    severity: Severity
    summary: Text
    message: Text
    advice: Text
    check: Check
    basis: tuple[Cite, ...] = ()
    applies: PackApplies = PackApplies()
    preview: bool = False
    valid: Annotated[tuple[PackExample, ...], Meta(min_length=1)]
    invalid: Annotated[tuple[PackExample, ...], Meta(min_length=1)]


class Pack(_Part, frozen=True, kw_only=True):
    """A whole pack."""

    pack: str
    title: Text
    rules: tuple[PackRule, ...]
    instruments: tuple[Instrument, ...] = ()
    standards: tuple[Standard, ...] = ()
