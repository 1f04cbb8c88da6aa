"""The normalized report as JSON, both ways. What `encode` writes, `decode` reads back to an equal report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from gongkai.bilingual import Text
from gongkai.document import Paragraph
from gongkai.errors import ReadError, SchemaError
from gongkai.recognize import fidelity as measure
from gongkai.report import LooseGrid, Passage, Report, Section, SectionBlock, Table, TableMark
from gongkai.schema import decode_json
from gongkai.standard import Standard
from gongkai.table_json import cells_out, layout_out, layouts, table_in
from gongkai.wire import REPORT_SCHEMA, UNNAMED, AnchorWire, BlockWire, ReportWire, SectionWire

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
        tables=cells_out(report.tables),
        layouts=tuple(map(layout_out, report.tables)),
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
    tables = tuple(table_in(layout, wire, spec, standards) for layout in layouts(wire, spec))
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
