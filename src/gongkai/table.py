"""A table of a report bound to its standard: columns, rows and cells, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.number import State
from gongkai.place import At, Excerpt, Place, Where
from gongkai.standard import TableSpec

__all__ = ["Caption", "Cell", "Column", "Row", "Table"]

_ZERO = Decimal(0)


class Cell(Struct, frozen=True, gc=False):
    """A data cell as printed, with what it is: a number, blank, a placeholder, or text."""

    column: str
    text: str
    state: State
    value: Decimal | None
    at: At


class Row(Struct, frozen=True, kw_only=True, gc=False):
    """A data row in reading order. `id` is None for a row that the standard does not have.

    `loose` holds values whose column cannot be known; such a row has no `cells`.
    """

    id: str | None
    block: str
    label: str
    path: tuple[str, ...] = ()
    at: At
    cells: tuple[Cell, ...] = ()
    loose: tuple[Cell, ...] = ()


class Column(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A column as its header reads. `id` is None for a column that the standard does not have."""

    id: str | None
    block: str
    label: str
    at: At


class Caption(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """The caption of a block as it reads."""

    block: str
    text: str
    at: At


class Table(Struct, frozen=True, kw_only=True, dict=True):
    """A table bound to a standard's table. `standard` is the format whose shape it has, which may not be the
    format that its year asks for; `section` is where it was found; `corner` is the header's first cell."""

    id: str
    standard: str
    spec: TableSpec
    section: str | None
    at: At
    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = ()
    captions: tuple[Caption, ...] = ()
    corner: str = ""

    @cached_property
    def _index(self) -> dict[tuple[str, str], Cell]:
        return {(row.id, cell.column): cell for row in reversed(self.rows) if row.id for cell in row.cells}

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], Decimal]:
        values = {(row.id, cell.column): cell.value for row in reversed(self.rows) if row.id for cell in row.cells}
        if any(cell.value is None for _, cell in self.odd_cells):
            values = {place: value for place, value in values.items() if value is not None}
        return values  # type: ignore[return-value] # all cells that are not odd are numbers

    @property
    def numbers(self) -> Mapping[tuple[str, str], Decimal]:
        """The cells that are numbers, by row id and column id."""
        return MappingProxyType(self._numbers)

    @cached_property
    def odd_cells(self) -> tuple[tuple[Row, Cell], ...]:
        """Each cell, placed or loose, that is no natural number in plain digits, with its row: few of most tables."""
        return tuple(
            [
                (row, cell)
                for row in self.rows
                for cell in ((*row.cells, *row.loose) if row.loose else row.cells)
                if cell.text != "0" and not _is_natural(cell)
            ]
        )

    @cached_property
    def follows_form(self) -> bool:
        """Whether columns, rows and cells are those of its form, in order and under the very labels that the form prints,
        as in most reports: rules on how a table differs from its form need not look at it."""
        return self.spec.outline == (
            [(column.block, column.id, column.label) for column in self.columns],
            [(row.block, row.id, row.label, len(row.cells), len(row.loose)) for row in self.rows],
            [cell.column for row in self.rows for cell in row.cells],
        )

    def cell(self, row: str, column: str) -> Cell | None:
        """The cell, or None where it is missing or could not be placed."""
        return self._index.get((row, column))

    def value(self, row: str, column: str) -> Decimal | None:
        """The cell's number, or None for a blank, a placeholder, text, or no cell."""
        return self._numbers.get((row, column))

    def total(self, cells: Iterable[tuple[str, str]]) -> Decimal | None:
        """The sum of cells, each by row id and column id; None where one has no number."""
        try:
            return sum(map(self._numbers.__getitem__, cells), _ZERO)
        except KeyError:
            return None

    @property
    def adds_up(self) -> bool:
        """Whether the two sides of each of the form's `balances` are equal, with a number in each of their cells."""
        numbers, sides = self._numbers, self.spec.sides
        complete = self.follows_form and len(numbers) == len(self.spec.places)
        if not complete and not sides.keys() <= numbers.keys():
            return False
        totals = [_ZERO] * (2 * len(self.spec.balances))
        for place, value in numbers.items():
            if value:  # most cells are 0
                for side in sides.get(place, ()):
                    totals[side] += value
        return totals[::2] == totals[1::2]

    def row(self, row_id: str) -> Row | None:
        return next((row for row in self.rows if row.id == row_id), None)

    def place(self, row: str | None = None, column: str | None = None) -> Place:
        """The place of a cell, a row, a column, or (without arguments) the table."""
        found = self.row(row) if row else None
        cell = self.cell(row, column) if row and column else None
        heading = next((c for c in self.columns if column and c.id == column), None)
        at = cell.at if cell else found.at if found else heading.at if heading else self.at
        where = Where(self.section, self.id, row, column, self._label(row, column))
        return Place(where, at, self._excerpt(found, cell) if found else None)

    def row_place(self, row: Row) -> Place:
        """The place of a row, also of one that the standard does not have."""
        if row.id:
            return self.place(row.id)
        label = Text(zh=f"{self.spec.name.zh} “{row.label}”行", en=f"{self.spec.name.en}, row “{row.label}”")
        return Place(Where(self.section, self.id, None, None, label), row.at, self._excerpt(row, None))

    def _label(self, row: str | None, column: str | None) -> Text:
        zh, en = [self.spec.name.zh], [self.spec.name.en]
        block = None
        if row and row in self.spec.rows:
            number, block, spec = self.spec.rows[row]
            if spec.label:
                zh.append(f"第{number}行“{spec.label}”")
                en.append(f"row {number} “{spec.label}”")
        if column:
            blocks = (block,) if block else self.spec.blocks
            found = next((s for b in blocks if (s := self.spec.column(b, column))), None)
            name = "／".join((*found.path, found.label)) if found else column
            zh.append(f"{name}列")
            en.append(f"column “{name}”")
        return Text(zh=" ".join(zh), en=", ".join(en))

    def _excerpt(self, row: Row, cell: Cell | None) -> Excerpt:
        text, start, end = row.label, 0, len(row.label)
        for each in row.cells or row.loose:
            text += " | "
            if each is cell:
                start, end = len(text), len(text) + max(len(each.text), 1)
            text += each.text or " "
        return Excerpt(text, start, end)


def _is_natural(cell: Cell) -> bool:
    text = cell.text
    return text.isascii() and text.isdigit() and text[0] != "0" and cell.state == "number"
