"""What a pack's rules name of the formats must be in one of them: a misspelt section would be silent for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import get_args

from gongkai.bilingual import Text
from gongkai.errors import Violation
from gongkai.pack.equations import cell_path
from gongkai.pack.model import (
    CellCondition,
    ClaimCount,
    CrossReference,
    Equation,
    Pack,
    PackRule,
    RequiredSection,
    RequiredText,
)
from gongkai.report import BodyKind, Level
from gongkai.standard import Standard

__all__ = ["unknown"]

# Scopes that are no sections.
_PLACES = frozenset({"preamble", "title"})


def unknown(pack: Pack, standards: Mapping[str, Standard]) -> Iterator[Violation]:
    """Every section, table, row, column, claim, format and kind of body that no format in `standards`, or in the pack
    itself, has."""
    every = {**standards, **{standard.id: standard for standard in pack.standards}}
    known = _Known(every)
    for n, rule in enumerate(pack.rules):
        yield from _of_check(rule, known, f"rules[{n}].check")
        applies = rule.applies
        for field, names, there in (
            ("standards", applies.standards, frozenset(every)),
            ("kinds", applies.kinds, frozenset(standard.kind for standard in every.values())),
            ("bodies", applies.bodies, frozenset(get_args(BodyKind))),
            ("levels", applies.levels, frozenset(get_args(Level))),
        ):
            yield from _strange(names, there, f"rules[{n}].applies.{field}")


class _Known:
    """The ids that formats have, of each sort."""

    def __init__(self, standards: Mapping[str, Standard]) -> None:
        every = self.standards = standards.values()
        self.sections = frozenset(section.id for standard in every for section in standard.sections)
        self.rows: dict[str, set[str]] = {}
        self.columns: dict[str, set[str]] = {}
        self.parts: list[tuple[str, set[str], set[str]]] = []
        for standard in every:
            for table in standard.tables:
                for block in table.blocks:
                    rows, columns = {row.id for row in block.rows}, {column.id for column in block.columns}
                    self.parts.append((table.id, rows, columns))
                    self.rows.setdefault(table.id, set()).update(rows)
                    self.columns.setdefault(table.id, set()).update(columns)

    def together(self, table: str, rows: Sequence[str], columns: Sequence[str]) -> bool:
        """Whether one part of the table has all of these rows and columns."""
        return any(
            table == name and there.issuperset(rows) and across.issuperset(columns)
            for name, there, across in self.parts
        )


def _of_check(rule: PackRule, known: _Known, where: str) -> Iterator[Violation]:
    check = rule.check
    scope = getattr(check, "scope", ())
    # Only words that must stand somewhere are looked for in the title.
    places = _PLACES if isinstance(check, RequiredText) else _PLACES - {"title"}
    yield from _strange(scope, known.sections | places, f"{where}.scope")
    if isinstance(check, RequiredSection) and check.inside is not None:
        yield from _strange([check.inside], known.sections, f"{where}.inside")
    elif isinstance(check, CellCondition):
        yield from _cells(check.table, check.rows, check.columns, known, where)
    elif isinstance(check, CrossReference):
        yield from _cell(check.cell, known, f"{where}.cell")
    elif isinstance(check, ClaimCount):
        claims = {kind.id for standard in known.standards for kind in standard.vocabulary.kinds}
        yield from _strange([check.claim], claims, f"{where}.claim")
    elif isinstance(check, Equation):
        terms = (*check.left, *check.right)
        if check.table is None:
            for term in terms:
                yield from _cell(term, known, where)
        else:
            rows, columns = ((), terms) if check.along == "rows" else (terms, ())
            faults = tuple(_cells(check.table, rows, columns, known, where))
            yield from faults
            if not faults and not known.together(check.table, rows, columns):
                yield Violation(
                    where,
                    Text(
                        zh=f"“{check.table}”没有一栏同时有：{'、'.join(terms)}",
                        en=f"no part of “{check.table}” has all of {', '.join(terms)}",
                    ),
                )


def _cell(path: str, known: _Known, where: str) -> Iterator[Violation]:
    table, row, column = cell_path(path)
    yield from _cells(table, (row,), (column,), known, where)


def _cells(table: str, rows: Sequence[str], columns: Sequence[str], known: _Known, where: str) -> Iterator[Violation]:
    if table not in known.rows:
        yield from _strange([table], known.rows, where)
        return
    strange = (*_strange(rows, known.rows[table], where), *_strange(columns, known.columns[table], where))
    yield from strange
    # A table may have several parts, each with rows and columns of its own.
    for row in rows if columns and not strange else ():
        if not any(known.together(table, (row,), (column,)) for column in columns):
            yield Violation(
                where,
                Text(
                    zh=f"“{table}”的“{row}”行没有这一列：{'、'.join(columns)}",
                    en=f"row “{row}” of “{table}” has no column {', '.join(columns)}",
                ),
            )


def _strange(names: Iterable[str], there: Iterable[str], where: str) -> Iterator[Violation]:
    """The names that are not there, each with the one that may have been meant."""
    there = sorted(there)
    for name in names:
        if name not in there:
            close = get_close_matches(name, there, n=1)
            zh = f"（是不是“{close[0]}”？）" if close else f"，可用：{'、'.join(there)}"
            en = f" (did you mean “{close[0]}”?)" if close else f"; there are {', '.join(there)}"
            yield Violation(where, Text(zh=f"没有“{name}”{zh}", en=f"there is no “{name}”{en}"))
