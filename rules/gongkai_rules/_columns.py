"""How the columns of a table are labelled, compared with its standard."""

from __future__ import annotations

from gongkai import Column, ColumnSpec, Report, Table
from gongkai_rules._rows import out_of_form

__all__ = ["Relabelled", "relabelled"]

Relabelled = tuple[Table, tuple[tuple[Column, ColumnSpec], ...]]
"""A table with the columns whose label is not, character for character, the one that its form prints."""


def relabelled(report: Report) -> tuple[Relabelled, ...]:
    """The tables that are not in all as their form prints them, each with its columns of another label; for
    `view.derive`."""
    return tuple([(table, tuple(_relabelled(table))) for table in out_of_form(report)])


def _relabelled(table: Table) -> list[tuple[Column, ColumnSpec]]:
    known = table.spec.columns
    found = [(column, known.get((column.block, column.id or ""))) for column in table.columns]
    return [(column, spec) for column, spec in found if spec and column.label != spec.label]
