"""The data cells of a table, and how messages name several of them in few words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from gongkai import BlockSpec, Cell, ColumnSpec, Place, Report, Row, Table, Text

__all__ = [
    "Datum",
    "cell_named",
    "cells_named",
    "column_name",
    "common_place",
    "data",
    "odd_data",
    "rows_named",
    "same_figures",
]

# As many rows or columns are named by their labels; more rows are named by their numbers in the table.
_BY_LABEL = 3
_LONGEST_LABEL = 16


class Datum(Struct, frozen=True):
    """A cell that the standard asks for, with the row and the column it stands in."""

    row: str
    column: ColumnSpec
    cell: Cell


def data(table: Table) -> Iterator[Datum]:
    """Every placed cell of the standard's rows in reading order; of a row printed twice, the first."""
    return _asked_for(table, [(row, cell) for row in table.rows for cell in row.cells])


def odd_data(report: Report) -> tuple[tuple[Table, tuple[Datum, ...]], ...]:
    """Every table with those of its `data` that are odd cells: rules on how cells are filled in look at these alone."""
    return tuple([(table, tuple(_asked_for(table, table.odd_cells))) for table in report.tables])


def _asked_for(table: Table, cells: Sequence[tuple[Row, Cell]]) -> Iterator[Datum]:
    spec = table.spec
    first = {row.id: row for row in reversed(table.rows)} if cells else {}
    for row, cell in cells:
        if row.id in spec.rows and row is first[row.id]:
            column = spec.columns.get((spec.rows[row.id][1].id, cell.column))
            if column:
                yield Datum(row.id, column, cell)


def same_figures(table: Table, other: Table) -> bool:
    """Whether two tables of one form have the same in every cell, and numbers in all of them."""
    mine, its = ({(d.row, d.column.id): d.cell.value for d in data(each)} for each in (table, other))
    return table.standard == other.standard and mine == its and None not in mine.values()


def common_place(table: Table, found: Sequence[Datum]) -> Place:
    """The place of one cell; of several, the table's, at the first of them."""
    first = found[0]
    if len(found) == 1:
        return table.place(first.row, first.column.id)
    return Place(table.place().where, first.cell.at)


def cell_named(table: Table, row: str, column: str) -> Text:
    """One cell by the labels of its row and its column."""
    _, block, _ = table.spec.rows[row]
    found = table.spec.column(block, column)
    name = column_name(block, found) if found else column
    if len(table.spec.rows) == 1:
        return Text(zh=f"{name}列", en=f"column {name}")
    line = rows_named(table, (row,))
    return Text(zh=f"{line.zh}的{name}列", en=f"column {name} of {line.en}")


def cells_named(table: Table, found: Sequence[Datum]) -> Text:
    """Where several cells stand: the columns if they share a row, the column if they share one, else the rows."""
    rows = list(dict.fromkeys(datum.row for datum in found))
    columns = list(dict.fromkeys(datum.column for datum in found))
    where = rows_named(table, rows)
    if len(rows) > 1 and len(columns) > 1:
        return where
    across = _columns_named(table, rows[0], columns)
    if len(table.spec.rows) == 1:
        return across
    return Text(zh=f"{where.zh}的{across.zh}", en=f"{across.en} of {where.en}")


def rows_named(table: Table, rows: Sequence[str]) -> Text:
    """Few rows by their labels, many by their numbers in the table: “第3–5、8行（共4行）”."""
    if len(rows) == len(table.spec.rows) > 1:
        return Text(zh="全表各行", en="all rows")
    if len(rows) <= _BY_LABEL:
        labels = [f"“{_short(table.spec.rows[row][2].label)}”" for row in rows]
        return Text(zh=f"{''.join(labels)}行", en=f"row{'s' * (len(rows) > 1)} {', '.join(labels)}")
    spans = _spans(sorted(table.spec.rows[row][0] for row in rows))
    return Text(zh=f"第{'、'.join(spans)}行（共{len(rows)}行）", en=f"rows {', '.join(spans)} ({len(rows)} rows)")


def _columns_named(table: Table, row: str, columns: Sequence[ColumnSpec]) -> Text:
    names = [column_name(table.spec.rows[row][1], column) for column in columns[:_BY_LABEL]]
    if len(columns) > _BY_LABEL:
        number = len(columns)
        return Text(zh=f"{'、'.join(names)}等{number}列", en=f"{number} columns ({', '.join(names)} …)")
    return Text(zh=f"{'、'.join(names)}列", en=f"column{'s' * (len(names) > 1)} {', '.join(names)}")


def column_name(block: BlockSpec, column: ColumnSpec) -> str:
    """The column's label, with its group where the label alone is not unique (table four)."""
    same = [each for each in block.columns if each.label == column.label]
    return f"{column.path[-1]}／{column.label}" if len(same) > 1 and column.path else column.label


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"


def _spans(numbers: Sequence[int]) -> list[str]:
    """[3, 4, 5, 8] as ["3–5", "8"]."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return [f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
