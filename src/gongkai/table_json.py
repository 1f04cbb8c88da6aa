"""The tables of a report as JSON, both ways: their cells by row and column, and how each was drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gongkai.bilingual import Text
from gongkai.errors import ReadError
from gongkai.number import Kind, State, parse
from gongkai.place import At
from gongkai.standard import BlockSpec, Standard, TableSpec
from gongkai.table import Caption, Cell, Column, Row, Table
from gongkai.wire import CellWire, LayoutWire, LooseWire, ReportWire, RowWire

__all__ = ["cells_out", "layout_out", "layouts", "table_in"]


def cells_out(tables: Sequence[Table]) -> dict[str, dict[str, dict[str, CellWire]]]:
    """table id → row id → column id → cell, of the first table and the first row with each id."""
    out: dict[str, dict[str, dict[str, CellWire]]] = {}
    for table in tables:
        if table.id not in out:
            rows: dict[str, dict[str, CellWire]] = {}
            for row in table.rows:
                if row.id and row.id not in rows:
                    rows[row.id] = _row_out(row)
            out[table.id] = rows
    return out


def _row_out(row: Row) -> dict[str, CellWire]:
    return {cell.column: CellWire(text=cell.text, value=_number(cell.value), at=cell.at) for cell in row.cells}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    whole = int(value)
    return whole if value == whole else float(value)


def layout_out(table: Table) -> LayoutWire:
    """How a table is drawn; of rows that are there twice the cells as well."""
    seen: set[str] = set()
    rows = []
    for row in table.rows:
        again = row.id is None or row.id in seen
        seen.add(row.id or "")
        rows.append(
            RowWire(
                id=row.id,
                block=row.block,
                label=row.label,
                path=row.path,
                at=row.at,
                loose=tuple(LooseWire(text=cell.text, at=cell.at) for cell in row.loose),
                cells=_row_out(row) if again else {},
            )
        )
    return LayoutWire(
        table=table.id,
        standard=table.standard,
        section=table.section,
        at=table.at,
        rows=tuple(rows),
        columns=table.columns,
        captions=table.captions,
        corner=table.corner,
    )


def layouts(wire: ReportWire, standard: Standard) -> tuple[LayoutWire, ...]:
    """The layouts as given; for tables without one, the layout that the standard prints. Raises ReadError for a table
    that the standard does not have."""
    given = {layout.table for layout in wire.layouts}
    drawn = []
    for table_id, rows in wire.tables.items():
        if table_id in given:
            continue
        spec = _spec(standard, table_id)
        drawn.append(
            LayoutWire(
                table=table_id,
                standard=standard.id,
                section=spec.section,
                rows=tuple(
                    RowWire(id=row.id, block=block.id, label=row.label, path=row.path)
                    for block in spec.blocks
                    for row in block.rows
                    if row.id in rows
                ),
                columns=tuple(
                    Column(id=c.id, block=b.id, label=c.label, at=At()) for b in spec.blocks for c in b.columns
                ),
                captions=tuple(Caption(block=b.id, text=b.caption, at=At()) for b in spec.blocks if b.caption),
                corner=spec.blocks[0].corner,
            )
        )
    return (*wire.layouts, *drawn)


def _spec(standard: Standard, table_id: str) -> TableSpec:
    spec = standard.table(table_id)
    if spec is None:
        raise ReadError(
            Text(zh=f"格式标准 {standard.id} 没有表“{table_id}”", en=f"{standard.id} has no table “{table_id}”")
        )
    return spec


def table_in(layout: LayoutWire, wire: ReportWire, standard: Standard, standards: Mapping[str, Standard]) -> Table:
    """A table from its layout and its cells. Raises ReadError for a table, row or column that its standard does not
    have, and for a cell whose text is not the number beside it."""
    shape = standards.get(layout.standard, standard)
    spec = _spec(shape, layout.table)
    known = wire.tables.get(layout.table, {})
    if unknown := sorted(known.keys() - spec.rows.keys()):
        raise ReadError(
            Text(
                zh=f"表“{layout.table}”没有这些行：{'、'.join(unknown)}",
                en=f"Table “{layout.table}” has no rows {', '.join(unknown)}",
            )
        )
    columns = {block.id: _columns(block) for block in reversed(spec.blocks)}
    first_block = columns[spec.blocks[0].id]
    unseen = dict(known)
    rows = []
    for row in layout.rows:
        cells = unseen.pop(row.id, {}) if row.id else {}
        rows.append(
            Row(
                id=row.id,
                block=row.block,
                label=row.label,
                path=row.path,
                at=row.at,
                cells=_cells_in(row.cells or cells, spec, columns.get(row.block, first_block)),
                loose=tuple([Cell("", c.text, *parse(c.text), c.at) for c in row.loose]) if row.loose else (),
            )
        )
    return Table(
        id=layout.table,
        standard=shape.id,
        spec=spec,
        section=layout.section,
        at=layout.at,
        rows=tuple(rows),
        columns=layout.columns,
        captions=layout.captions,
        corner=layout.corner,
    )


class _Values(dict[str, tuple[State, Decimal | None, int | float | None]]):
    """What texts of one kind hold, with the number that JSON states beside each. The cells of a table repeat each
    other."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def __missing__(self, text: str) -> tuple[State, Decimal | None, int | float | None]:
        state, value = parse(text, self.kind)
        self[text] = found = state, value, _number(value)
        return found


def _columns(block: BlockSpec) -> dict[str, _Values]:
    """What the cells of each column hold, by column id."""
    by_kind = {kind: _Values(kind) for kind in {*block.kinds.values()}}
    return {column: by_kind[kind] for column, kind in block.kinds.items()}


def _cells_in(cells: Mapping[str, CellWire], spec: TableSpec, columns: Mapping[str, _Values]) -> tuple[Cell, ...]:
    out = []
    for column, cell in cells.items():
        try:
            values = columns[column]
        except KeyError:
            raise ReadError(
                Text(zh=f"表“{spec.id}”没有列“{column}”", en=f"Table “{spec.id}” has no column “{column}”")
            ) from None
        text = cell.text
        state, value, number = values[text]
        if number != cell.value:
            raise ReadError(
                Text(
                    zh=f"表“{spec.id}”列“{column}”的文字“{text}”与数值“{cell.value}”不一致",
                    en=f"Table “{spec.id}”, column “{column}”: text “{text}” is not the value {cell.value}",
                )
            )
        out.append(Cell(column, text, state, value, cell.at))
    return tuple(out)
