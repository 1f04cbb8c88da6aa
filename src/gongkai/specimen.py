"""Writing example reports as text: a standard's specimen, with the changes that an example asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.bilingual import Text
from gongkai.errors import PluginError
from gongkai.rule import Example
from gongkai.standard import DISCLOSURE, BlockSpec, Standard, TableSpec

__all__ = ["example_standard", "write_example", "write_report"]

Cells = Mapping[tuple[str, str, str], str]


def example_standard(example: Example, standards: Mapping[str, Standard]) -> Standard:
    """The standard an example is written in: its own form, the one it names, that of its year, or the newest.

    Raises PluginError when it names one that is not there.
    """
    if example.form:
        return example.form
    if example.standard:
        if example.standard not in standards:
            known = sorted(standards)
            raise PluginError(
                Text(
                    zh=f"没有“{example.standard}”这个格式标准，可用：{'、'.join(known)}",
                    en=f"There is no format “{example.standard}”; there are {', '.join(known)}",
                )
            )
        return standards[example.standard]
    # An example that names no standard is a disclosure report; those of other kinds name theirs.
    usual = [s for s in standards.values() if s.kind == DISCLOSURE] or list(standards.values())
    fitting = [s for s in usual if example.year is not None and example.year in s.years]
    return fitting[0] if fitting else max(usual, key=lambda s: (s.years.first, s.id))


def write_example(example: Example, standard: Standard) -> str:
    """The text of an example report. Raises PluginError when it changes what is not there."""
    if example.source is not None:
        return example.source
    specimen = standard.specimen
    cells = {}
    for path, text in example.cells.items():
        table, row, column = (*path.split("."), "", "")[:3]
        spec = standard.table(table)
        if (
            path.count(".") != 2
            or spec is None
            or row not in spec.rows
            or spec.column(spec.rows[row][1], column) is None
        ):
            raise PluginError(
                Text(
                    zh=f"示例中没有这一格：{path}（应为 表.行.列）",
                    en=f"No such cell in the example: {path} (table.row.column)",
                )
            )
        cells[table, row, column] = text
    unknown = [name for name in example.sections if standard.section(name) is None]
    if unknown:
        known = [section.id for section in standard.sections]
        raise PluginError(
            Text(
                zh=f"示例中没有这一节：{unknown[0]}，可用：{'、'.join(known)}",
                en=f"No such section: {unknown[0]}; there are {', '.join(known)}",
            )
        )
    text = write_report(
        standard,
        agency=example.agency or specimen.agency,
        year=example.year or specimen.year,
        sections=example.sections,
        cells=cells,
    )
    for old, new in example.replace.items():
        if old not in text:
            raise PluginError(Text(zh=f"示例中没有这些字：{old}", en=f"These words are not in the example: {old}"))
        text = text.replace(old, new)
    return text


def write_report(
    standard: Standard,
    *,
    agency: str | None = None,
    year: int | None = None,
    sections: Mapping[str, str] | None = None,
    cells: Cells | None = None,
) -> str:
    """The standard's specimen as a text copy, tables separated by tabs; `sections` and `cells` replace its own."""
    specimen = standard.specimen
    prose = {**specimen.sections, **(sections or {})}

    def moved(text: str) -> str:
        text = text.replace(specimen.agency, agency or specimen.agency)
        return text.replace(str(specimen.year), str(year or specimen.year))

    lines = [moved(specimen.title), "", moved(specimen.preamble), ""]
    for section in standard.sections:
        lines += [f"{section.ordinal}、{section.heading}", ""]
        if section.id in prose:
            text = prose[section.id]
            lines += [text if sections and section.id in sections else moved(text), ""]
        for table in standard.tables:
            if table.section == section.id:
                lines += [*_table(table, _Values(specimen.cells.get(table.id, {}), table.id, cells or {})), ""]
    return "\n".join(lines).rstrip() + "\n"


class _Values:
    """The text of each cell of a table: what is asked for, else the specimen's, else 0."""

    def __init__(self, own: Mapping[str, Mapping[str, str]], table: str, changed: Cells) -> None:
        self.own, self.table, self.changed = own, table, changed

    def __call__(self, row: str, column: str) -> str:
        return self.changed.get((self.table, row, column), self.own.get(row, {}).get(column, "0"))


def _table(table: TableSpec, values: _Values) -> Iterator[str]:
    for block in table.blocks:
        lead = max((len(row.path) + (1 if row.label else 0) for row in block.rows), default=1)
        if block.caption:
            yield block.caption
        yield from _header(block, lead)
        above: tuple[str, ...] = ()
        for row in block.rows:
            heads = [name if row.path[: n + 1] != above[: n + 1] else "" for n, name in enumerate(row.path)]
            above = row.path
            labels = [*heads, row.label] if row.label else heads
            labels += [""] * (lead - len(labels))
            yield "\t".join([*labels, *(values(row.id, column.id) for column in block.columns)])


def _header(block: BlockSpec, lead: int) -> Iterator[str]:
    """Group labels over the first column of each group, then the columns' own labels on the lowest line."""
    depth = max(len(column.path) for column in block.columns)
    for level in range(depth + 1):
        cells: list[str] = [block.corner if level == 0 else ""] + [""] * (lead - 1) if lead else []
        before: Sequence[str] = ()
        for column in block.columns:
            own = column.path[: level + 1]
            if level < len(column.path):
                cells.append(own[-1] if own != before[: level + 1] else "")
            else:
                cells.append(column.label if level == len(column.path) else "")
            before = column.path
        yield "\t".join(cells)
