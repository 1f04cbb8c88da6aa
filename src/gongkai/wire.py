"""The JSON shape of the normalized report. Its JSON Schema is made from these types (tools/schemas.py)."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import UNSET, Struct, UnsetType

from gongkai.document import Reading
from gongkai.place import At
from gongkai.report import Body, Caption, Column, Fidelity, Period, Stated

__all__ = ["REPORT_SCHEMA", "UNNAMED", "ReportWire"]

REPORT_SCHEMA: Final = "urn:gongkai:schema:report:1"
UNNAMED = "report.json"
"""The path of a report in JSON that states none."""


class _Wire(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    pass


class AnchorWire(_Wire, frozen=True, kw_only=True):
    """From this offset on, the paragraph's text stands at this position."""

    offset: int
    at: At


class BlockWire(_Wire, frozen=True, kw_only=True):
    """A block of a section: a paragraph (`text`), a bound table (`table`: index into `layouts`), or a grid that is
    no table of the standard (`grid`)."""

    text: str | UnsetType = UNSET
    table: int | UnsetType = UNSET
    grid: tuple[tuple[str, ...], ...] | UnsetType = UNSET
    at: At = At()
    anchors: tuple[AnchorWire, ...] = ()
    heading: int | None = None


class SectionWire(_Wire, frozen=True, kw_only=True):
    """A first-level section. `id` is null when the standard has no such section."""

    id: str | None
    ordinal: str = ""
    heading: str
    at: At = At()
    blocks: tuple[BlockWire, ...] = ()


class CellWire(_Wire, frozen=True, kw_only=True, gc=False):
    """A cell as printed, its number (null for a blank, a placeholder or text), and its position."""

    text: str
    value: int | float | None
    at: At = At()


class LooseWire(_Wire, frozen=True, kw_only=True):
    """A value whose column could not be told."""

    text: str
    at: At = At()


class RowWire(_Wire, frozen=True, kw_only=True):
    """A row as read. With an `id`, its cells are those under `tables`; without one they stand here."""

    id: str | None
    block: str
    label: str
    path: tuple[str, ...] = ()
    at: At = At()
    loose: tuple[LooseWire, ...] = ()
    cells: dict[str, CellWire] = {}


class LayoutWire(_Wire, frozen=True, kw_only=True):
    """How a table was drawn: its rows and columns in reading order, and the standard whose shape it has."""

    table: str
    standard: str
    section: str | None = None
    at: At = At()
    rows: tuple[RowWire, ...]
    columns: tuple[Column, ...] = ()
    captions: tuple[Caption, ...] = ()
    corner: str = ""


class ReportWire(_Wire, frozen=True, kw_only=True):
    """A normalized report. Without `layouts` every table is taken to be drawn as its standard prints it, and
    without `fidelity` everything that is there is taken to be understood."""

    schema: Literal["urn:gongkai:schema:report:1"]
    path: str = UNNAMED
    format: str = "json"
    standard: str
    fiscal_year: int | None
    title: Stated | None = None
    agency: Stated | None = None
    body: Body = Body()
    years: tuple[Stated, ...] = ()
    period: Period | None = None
    published: tuple[Stated, ...] = ()
    preamble: tuple[BlockWire, ...] = ()
    sections: tuple[SectionWire, ...]
    tables: dict[str, dict[str, dict[str, CellWire]]]
    layouts: tuple[LayoutWire, ...] = ()
    readings: tuple[Reading, ...] = ()
    fidelity: Fidelity | None = None
