"""How the rows of a table compare with those of its standard: missing, strange, repeated."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from gongkai import Report, Row, Table, regex

__all__ = ["Stretch", "missing", "out_of_form", "own_rows", "repeated", "strange"]

Kind = Literal["own", "repeated", "strange", "none"]

# Lines under a table that look like rows: notes, who filled it in, and when.
_NOTE = regex(r"注|说明|填报|填表|制表|审核|负责人|联系|电话|传真|日期|时间")


class Stretch(Struct, frozen=True):
    """Neighbouring data rows that the standard does not have, and its rows that are missing at that very spot."""

    rows: tuple[Row, ...]
    missing: tuple[str, ...]


def out_of_form(report: Report) -> tuple[Table, ...]:
    """The tables that are not in all as their form prints them, few of most reports; for `view.derive`."""
    return tuple([table for table in report.tables if not table.follows_form])


def _as_in_form(table: Table) -> bool:
    return [row.id for row in table.rows] == list(table.spec.rows)


def missing(table: Table, *others: Table) -> list[str]:
    """Ids of the standard's rows that are in none of the tables, except where a strange row stands in their spot."""
    if _as_in_form(table):
        return []
    found = {row.id for each in (table, *others) for row in each.rows}
    taken = {row for stretch in strange(table) for row in stretch.missing}
    return [row for row in table.spec.rows if row not in found | taken]


def strange(table: Table) -> Iterator[Stretch]:
    """Runs of data rows that are none of the standard's, in reading order."""
    if _as_in_form(table):
        return
    present = {row.id for row in table.rows}
    rows = list(table.spec.rows)
    above, run = -1, list[Row]()
    for row, kind in _kinds(table):
        if kind == "strange":
            run.append(row)
        elif kind == "own":
            here = rows.index(row.id or "")
            if run:
                yield Stretch(tuple(run), tuple(each for each in rows[above + 1 : here] if each not in present))
            above, run = here, []
    if run:
        yield Stretch(tuple(run), tuple(each for each in rows[above + 1 :] if each not in present))


def repeated(table: Table) -> list[Row]:
    """Rows of the standard that stand in the table a second time."""
    return [] if _as_in_form(table) else [row for row, kind in _kinds(table) if kind == "repeated"]


def own_rows(table: Table) -> list[Row]:
    """The standard's rows in reading order, each once."""
    if _as_in_form(table):
        return list(table.rows)
    own = _own(table)
    return [row for row in table.rows if row is own.get(row.id or "")]


def _kinds(table: Table) -> list[tuple[Row, Kind]]:
    own = _own(table)
    kinds: list[tuple[Row, Kind]] = []
    for row in table.rows:
        first = own.get(row.id or "")
        if row is first:
            kinds.append((row, "own"))
        elif not row.label or not _labelled(table, row) or not _has_numbers(table, row):
            kinds.append((row, "none"))
        elif first:
            kinds.append((row, "repeated" if _printed(row.label) == _printed(first.label) else "strange"))
        else:
            kinds.append((row, "none" if _NOTE.search(row.label) else "strange"))
    # Most rows a second time: the table was printed twice, which is no fault of its rows.
    if sum(row.id is not None and kind != "own" for row, kind in kinds) * 2 > len(table.spec.rows):
        return [(row, kind if kind == "own" else "none") for row, kind in kinds]
    return kinds


def _own(table: Table) -> dict[str, Row]:
    """The row for each of the standard's ids: the one under the official label, else the first."""
    own: dict[str, Row] = {}
    for row in table.rows:
        if row.id not in table.spec.rows:
            continue
        official = _printed(table.spec.rows[row.id][2].label)
        if row.id not in own or _printed(row.label) == official != _printed(own[row.id].label):
            own[row.id] = row
    return own


def _labelled(table: Table, row: Row) -> bool:
    """Whether the form labels its rows here. In table four it does not: there a label is no sign of another row."""
    return any(spec.label for block in table.spec.blocks if block.id == row.block for spec in block.rows)


def _has_numbers(table: Table, row: Row) -> bool:
    """Whether the row looks like data: numbers in at least half of its block's columns."""
    width = next((len(block.columns) for block in table.spec.blocks if block.id == row.block), 1)
    return sum(cell.state == "number" for cell in (*row.cells, *row.loose)) * 2 >= width


@lru_cache(maxsize=1024)
def _printed(label: str) -> str:
    return "".join(unicodedata.normalize("NFKC", label).split())
