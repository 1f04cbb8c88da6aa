"""Tables in a form that was bound before: bodies fill in the same one, so in a run over many reports few tables have
labels, blanks and merged cells that no other had. Of all others only numbers and positions are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct

from gongkai.document import Grid, GridCell, Paragraph
from gongkai.number import parse
from gongkai.place import At
from gongkai.recognize.binding import bind
from gongkai.recognize.columns import column_words
from gongkai.recognize.labels import key
from gongkai.recognize.once import once
from gongkai.recognize.rows import Labels
from gongkai.report import Caption, Cell, Column, Row, Table
from gongkai.standard import TableSpec

__all__ = ["bind_form"]

# Plain digits are a number whatever they are, up to this length; one of that length stands for all of them.
_LONGEST, _NUMBER = 24, "987654321098765432109876"
# So many forms are remembered, of tables with so many cells at most.
_MOST, _CELLS = 50, 1000

_Shape: TypeAlias = tuple[tuple[tuple[str, int, int], ...], ...]
"""The cells of a grid without positions, and with `_NUMBER` for every number: text, rowspan and colspan."""


class _Form(Struct):
    """A form that came. `tables` is what tables of it become, once it came again; their texts that are `_NUMBER`, and
    positions, of which `cell` is the number of a cell in the grid, are those of the next table. None where that
    would not be true. The spec is here because a form is known by its identity."""

    spec: TableSpec
    again: bool = False
    tables: tuple[Table, ...] | None = None


_known: dict[tuple[object, ...], _Form] = {}


def bind_form(
    run: Sequence[Paragraph | Grid], spec: TableSpec, standard: str, section: str | None, foreign: frozenset[str]
) -> tuple[Table, ...]:
    """The same as `bind` gives."""
    grid = run[0]
    if len(run) > 1 or not isinstance(grid, Grid) or _has_digits(spec) or sum(map(len, grid.rows)) > _CELLS:
        return bind(run, spec, standard, section, foreign)
    shape = _shape(grid)
    name = id(spec), standard, section, foreign, grid.exact, shape
    form = _known.get(name)
    if form is None:  # most forms that no other report had will not come again
        if len(_known) >= _MOST:
            _known.clear()
        _known[name] = _Form(spec)
        return bind(run, spec, standard, section, foreign)
    if not form.again:
        form.again = True
        form.tables = _told(bind((_numbered(shape, exact=grid.exact),), spec, standard, section, foreign))
    if form.tables is None:
        return bind(run, spec, standard, section, foreign)
    cells = [cell for row in grid.rows for cell in row]
    return tuple([_filled(table, cells) for table in form.tables])


@once
def _has_digits(spec: TableSpec) -> bool:
    """Whether words of the table begin with a digit: then a number may be a label."""
    labels = Labels(spec)
    words = {*labels.rows, *labels.groups}
    for block in spec.blocks:
        words |= {key(block.caption or ""), key(block.corner), *column_words(block)}
    return any(word[:1].isdigit() for word in words)


def _shape(grid: Grid) -> _Shape:
    return tuple(
        [
            tuple(
                [
                    (
                        _NUMBER
                        if (text := cell.text).isdigit() and text.isascii() and len(text) <= _LONGEST
                        else text,
                        cell.rowspan,
                        cell.colspan,
                    )
                    for cell in row
                ]
            )
            for row in grid.rows
        ]
    )


def _numbered(shape: _Shape, *, exact: bool) -> Grid:
    """A grid of this shape whose cells have their numbers as positions."""
    cells = iter(range(sum(map(len, shape))))
    rows = [
        tuple(
            [GridCell(text=text, at=At(cell=next(cells)), rowspan=down, colspan=across) for text, down, across in row]
        )
        for row in shape
    ]
    return Grid(rows=tuple(rows), at=At(), exact=exact)


def _told(tables: tuple[Table, ...]) -> tuple[Table, ...] | None:
    """The tables, if no number of theirs is part of a label."""
    return None if any(_NUMBER in label for table in tables for label in _labels(table)) else tables


def _labels(table: Table) -> Iterator[str]:
    yield table.corner
    yield from (column.label for column in table.columns)
    yield from (caption.text for caption in table.captions)
    for row in table.rows:
        yield from (row.label, *row.path)


def _filled(form: Table, cells: Sequence[GridCell]) -> Table:
    """The table of a form, with numbers and positions of these cells."""

    def at(place: At) -> At:
        return place if place.cell is None else cells[place.cell].at

    def values(those: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple([_value(cell, cells) for cell in those]) if those else ()

    return Table(
        id=form.id,
        standard=form.standard,
        spec=form.spec,
        section=form.section,
        at=at(form.at),
        rows=tuple(
            [
                Row(
                    id=row.id,
                    block=row.block,
                    label=row.label,
                    path=row.path,
                    at=at(row.at),
                    cells=values(row.cells),
                    loose=values(row.loose),
                )
                for row in form.rows
            ]
        ),
        columns=tuple([Column(id=c.id, block=c.block, label=c.label, at=at(c.at)) for c in form.columns]),
        captions=tuple([Caption(block=c.block, text=c.text, at=at(c.at)) for c in form.captions]),
        corner=form.corner,
    )


def _value(cell: Cell, cells: Sequence[GridCell]) -> Cell:
    number = cell.at.cell
    if number is None:
        return cell
    found = cells[number]
    if cell.text != _NUMBER:
        return Cell(cell.column, cell.text, cell.state, cell.value, found.at)
    return Cell(cell.column, found.text, *parse(found.text), found.at)
