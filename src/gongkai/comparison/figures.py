"""The cells of two reports: old, new, change, per cent, and which changes are out of the ordinary."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.recognize.labels import key
from gongkai.report import Cell, Report, Table
from gongkai.standard import TableSpec

__all__ = ["CRITERION", "Figure", "Kind", "figures", "unplaced"]

Kind = Literal["same", "changed", "state", "only_last", "only_this"]
"""Equal; two different numbers; not both numbers, and different; in one report only."""

_FACTOR, _LEAST = 10, 100
CRITERION = Text(
    zh=f"异常：较大的数不小于{_LEAST}，并且超过较小的数的{_FACTOR}倍（从0变来、变成0也算）",
    en=f"outlier: the larger number is at least {_LEAST} and more than {_FACTOR} times the smaller one (from or to 0, too)",
)
"""When a change is marked, in words. It asks for a look, and says nothing of right or wrong."""


class Figure(Struct, frozen=True, kw_only=True):
    """One cell of both reports. A cell is None where its report has none; then `absent` says whether that year's
    form has no such cell, or the file lacks it. `percent` is of the old number, to one decimal; None from 0."""

    table: str
    table_name: Text
    row: str
    column: str
    label: Text
    row_label: str
    column_label: str
    last: Cell | None
    this: Cell | None
    absent: Literal["form", "file"] | None = None
    change: Decimal | None = None
    percent: Decimal | None = None
    outlier: bool = False

    @property
    def common(self) -> bool:
        """Whether the forms of both years have this cell."""
        return self.absent != "form"

    @property
    def kind(self) -> Kind:
        if self.last is None or self.this is None:
            return "only_this" if self.last is None else "only_last"
        if self.change is not None:
            return "changed" if self.change else "same"
        alike = self.last.state == self.this.state and self.last.text.strip() == self.this.text.strip()
        return "same" if alike else "state"

    @property
    def empty(self) -> bool:
        """Whether nothing is told by it: 0 in both, or blank in both, or either where the other form has no cell. A
        cell that was not found in a file always tells something."""
        cells = [cell for cell in (self.last, self.this) if cell]
        return (
            self.kind != "state"
            and self.absent != "file"
            and all(cell.state == "blank" or cell.value == 0 for cell in cells)
        )


def figures(last: Report, this: Report) -> tuple[Figure, ...]:
    """Every cell of either report: the tables of the later one in their order, then what only the earlier one has."""
    ids = dict.fromkeys(table.id for report in (this, last) for table in report.tables)
    return tuple(figure for name in ids for figure in _table(last.table(name), this.table(name)))


def unplaced(report: Report) -> int:
    """Values of the tables that stand in no cell of the form."""
    return sum(
        cell.state != "blank"
        for table in report.tables
        for row in table.rows
        for cell in (*row.loose, *(row.cells if row.id is None else ()))
    )


def _table(last: Table | None, this: Table | None) -> Iterator[Figure]:
    old, new = (_labels(table.spec) if table else {} for table in (last, this))
    lead = this or last
    if lead is None:
        return
    for place, labels in new.items():
        common = last is None or old.get(place) == labels
        figure = _figure(this, place, last.cell(*place) if last and common else None, this)
        if figure:
            yield figure if common else replace(figure, absent="form")
    for place, labels in old.items():
        if new.get(place) != labels:
            figure = _figure(last, place, last.cell(*place) if last else None, None)
            if figure:
                yield figure if this is None else replace(figure, absent="form")


def _labels(spec: TableSpec) -> dict[tuple[str, str], tuple[str, ...]]:
    """The cells of a form with their printed labels: the same labels mean the same count."""
    return {
        (row.id, column.id): tuple(key(part) for part in (*row.path, row.label, "|", *column.path, column.label))
        for _, row, column in spec.places
    }


def _figure(lead: Table | None, place: tuple[str, str], old: Cell | None, this: Table | None) -> Figure | None:
    """A cell, named by the table that leads; None where neither file has it."""
    new = this.cell(*place) if this else None
    if lead is None or (old is None and new is None):
        return None
    number, block, row = lead.spec.rows[place[0]]
    column = lead.spec.column(block, place[1])
    change = percent = None
    outlier = False
    if old and new and old.value is not None and new.value is not None:
        change = new.value - old.value
        if old.value:
            percent = (100 * change / abs(old.value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        small, large = sorted((abs(old.value), abs(new.value)))
        outlier = large >= _LEAST and large > _FACTOR * small
    return Figure(
        table=lead.id,
        table_name=lead.spec.name,
        row=place[0],
        column=place[1],
        label=lead.place(*place).where.label,
        row_label=f"{number} {row.label}".strip() if row.label else "",
        column_label="／".join((*column.path, column.label)) if column else place[1],
        last=old,
        this=new,
        absent=None if old and new else "file",
        change=change,
        percent=percent,
        outlier=outlier,
    )
