"""The normalized report as JSON, both ways. What `encode` writes, `decode` reads back to an equal report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from gongkai.bilingual import Text
from gongkai.document import Paragraph
from gongkai.errors import ReadError, SchemaError
from gongkai.number import Kind, parse
from gongkai.place import At
from gongkai.recognize import fidelity as measure
from gongkai.report import (
    Caption,
    Cell,
    Column,
    LooseGrid,
    Passage,
    Report,
    Row,
    Section,
    SectionBlock,
    Table,
    TableMark,
)
from gongkai.schema import decode_json
from gongkai.standard import Standard, TableSpec
from gongkai.wire import (
    REPORT_SCHEMA,
    UNNAMED,
    AnchorWire,
    BlockWire,
    CellWire,
    LayoutWire,
    LooseWire,
    ReportWire,
    RowWire,
    SectionWire,
)

__all__ = ["UNNAMED", "decode", "encode"]

_OPENING = Text(zh="开头部分", en="opening")


def encode(report: Report) -> bytes:
    """The report as JSON text, indented, ending in a line break. The same report gives the same bytes."""
    wire = ReportWire(
        schema=REPORT_SCHEMA,
        path=report.path,
        format=report.format,
        standard=report.standard.id,
        fiscal_year=report.fiscal_year,
        title=report.title,
        agency=report.agency,
        body=report.body,
        years=report.years,
        period=report.period,
        published=report.published,
        preamble=tuple(_block_out(passage) for passage in report.preamble),
        sections=tuple(
            SectionWire(
                id=s.id, ordinal=s.ordinal, heading=s.heading, at=s.at, blocks=tuple(map(_block_out, s.blocks))
            )
            for s in report.sections
        ),
        tables=_tables_out(report.tables),
        layouts=tuple(map(_layout_out, report.tables)),
        readings=report.readings,
        fidelity=report.fidelity,
    )
    return msgspec.json.format(msgspec.json.encode(wire), indent=2) + b"\n"


def decode(data: bytes, standards: Mapping[str, Standard], *, standard: str | None = None) -> Report:
    """Read a normalized report. `standard` overrides the one it names (and must be known).

    Raises ReadError for bad JSON, for JSON that breaks the schema (with every violation), and for a report
    that names tables, rows or a standard that are not known.
    """
    try:
        wire = decode_json("report", data, ReportWire, Text(zh="规范化报告", en="The normalized report"))
    except SchemaError as error:
        raise ReadError(error.message, error.advice) from error
    spec = _standard(wire, standards, standard)
    tables = tuple(_table_in(layout, wire, spec, standards) for layout in _layouts(wire, spec))
    sections = tuple(
        Section(
            id=s.id,
            ordinal=s.ordinal,
            heading=s.heading,
            at=s.at,
            blocks=tuple(_block_in(b, s.id, _section_label(s), tables) for b in s.blocks),
        )
        for s in wire.sections
    )
    opening = (_block_in(b, None, _OPENING, tables) for b in wire.preamble)
    return Report(
        path=wire.path,
        format=wire.format,
        standard=spec,
        fiscal_year=wire.fiscal_year,
        title=wire.title,
        agency=wire.agency,
        body=wire.body,
        years=wire.years,
        period=wire.period,
        published=wire.published,
        preamble=tuple(block for block in opening if isinstance(block, Passage)),
        sections=sections,
        tables=tables,
        readings=wire.readings,
        fidelity=wire.fidelity or measure(spec, sections, tables),
    )


def _standard(wire: ReportWire, standards: Mapping[str, Standard], override: str | None) -> Standard:
    name = override or wire.standard
    if name in standards:
        return standards[name]
    raise ReadError(
        Text(zh=f"没有“{name}”这个格式标准", en=f"There is no standard “{name}”"),
        Text(zh=f"可用的有：{'、'.join(sorted(standards))}", en=f"Known: {', '.join(sorted(standards))}"),
        code="GK906",
    )


# Tables


def _tables_out(tables: Sequence[Table]) -> dict[str, dict[str, dict[str, CellWire]]]:
    """table id → row id → column id → cell, of the first table and the first row with each id."""
    out: dict[str, dict[str, dict[str, CellWire]]] = {}
    for table in tables:
        if table.id not in out:
            rows: dict[str, dict[str, CellWire]] = {}
            for row in table.rows:
                if row.id and row.id not in rows:
                    rows[row.id] = _cells_out(row)
            out[table.id] = rows
    return out


def _cells_out(row: Row) -> dict[str, CellWire]:
    return {cell.column: CellWire(text=cell.text, value=_number(cell.value), at=cell.at) for cell in row.cells}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _layout_out(table: Table) -> LayoutWire:
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
                cells=_cells_out(row) if again else {},
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


def _layouts(wire: ReportWire, standard: Standard) -> tuple[LayoutWire, ...]:
    """The layouts as given; for tables without one, the layout that the standard prints."""
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


def _table_in(layout: LayoutWire, wire: ReportWire, standard: Standard, standards: Mapping[str, Standard]) -> Table:
    shape = standards.get(layout.standard, standard)
    spec = _spec(shape, layout.table)
    known = wire.tables.get(layout.table, {})
    unknown = sorted(set(known) - set(spec.rows))
    if unknown:
        raise ReadError(
            Text(
                zh=f"表“{layout.table}”没有这些行：{'、'.join(unknown)}",
                en=f"Table “{layout.table}” has no rows {', '.join(unknown)}",
            )
        )
    seen: set[str] = set()
    rows = []
    for row in layout.rows:
        first = row.id is not None and row.id not in seen
        seen.add(row.id or "")
        cells = known.get(row.id or "", {}) if first and not row.cells else row.cells
        kinds = next((b for b in spec.blocks if b.id == row.block), spec.blocks[0]).kinds
        rows.append(
            Row(
                id=row.id,
                block=row.block,
                label=row.label,
                path=row.path,
                at=row.at,
                cells=tuple([_cell_in(column, cell, spec, kinds) for column, cell in cells.items()]),
                loose=tuple(Cell("", c.text, *parse(c.text), c.at) for c in row.loose),
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


def _cell_in(column: str, wire: CellWire, spec: TableSpec, kinds: Mapping[str, Kind]) -> Cell:
    kind = kinds.get(column)
    if kind is None:
        raise ReadError(Text(zh=f"表“{spec.id}”没有列“{column}”", en=f"Table “{spec.id}” has no column “{column}”"))
    state, value = parse(wire.text, kind)
    # A decimal and a whole number compare exactly; a fraction in JSON is a binary one.
    if value != wire.value and _number(value) != wire.value:
        raise ReadError(
            Text(
                zh=f"表“{spec.id}”列“{column}”的文字“{wire.text}”与数值“{wire.value}”不一致",
                en=f"Table “{spec.id}”, column “{column}”: text “{wire.text}” is not the value {wire.value}",
            )
        )
    return Cell(column, wire.text, state, value, wire.at)


# Prose


def _block_out(block: SectionBlock) -> BlockWire:
    match block:
        case Passage():
            paragraph = block.paragraph
            anchors = tuple(AnchorWire(offset=offset, at=at) for offset, at in paragraph.anchors)
            return BlockWire(text=paragraph.text, at=paragraph.at, anchors=anchors, heading=paragraph.heading)
        case TableMark():
            return BlockWire(table=block.index)
        case LooseGrid():
            return BlockWire(grid=block.rows, at=block.at)


def _block_in(wire: BlockWire, section: str | None, label: Text, tables: Sequence[Table]) -> SectionBlock:
    if isinstance(wire.text, str):
        anchors = tuple((anchor.offset, anchor.at) for anchor in wire.anchors)
        paragraph = Paragraph(text=wire.text, at=wire.at, anchors=anchors, heading=wire.heading)
        return Passage(paragraph=paragraph, section=section, label=label)
    if isinstance(wire.table, int):
        if not 0 <= wire.table < len(tables):
            raise ReadError(Text(zh=f"没有第{wire.table}个表", en=f"There is no table number {wire.table}"))
        return TableMark(wire.table)
    return LooseGrid(rows=wire.grid if isinstance(wire.grid, tuple) else (), at=wire.at)


def _section_label(section: SectionWire) -> Text:
    name = f"{section.ordinal}、{section.heading}" if section.ordinal else section.heading
    return Text(zh=f"“{name}”部分", en=f"section “{name}”")
