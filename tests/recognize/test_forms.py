"""Tables of a form that came before become what they become when they are bound without memory."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus import samples
from corpus.draw import draw_table
from gongkai.document import Grid, GridCell, Paragraph
from gongkai.place import At
from gongkai.plugins import Catalogue, collect
from gongkai.recognize import forms
from gongkai.recognize.binding import bind
from gongkai.recognize.forms import bind_form
from gongkai.standard import TableSpec

CATALOGUE = collect()
TABLES = [table for _, standard in sorted(CATALOGUE.standards.items()) for table in standard.tables]
# What stands in cells: numbers of all kinds, blanks, and words that may be labels of rows, columns and groups.
WORDS = ("", "0", "7", "2025", "00012", "1" * 24, "1" * 25, "1 234", "１２", "+3", "/", "—", "12件", "1.", "（一）", "其他", "总计", "规章", "行政许可", "合计", "序号")  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    forms._known.clear()
    yield
    forms._known.clear()


def drawn(table: TableSpec, seed: int) -> Grid:
    """A correct table, each cell with a position of its own."""
    standard = next(each for each in CATALOGUE.standards.values() if table in each.tables)
    sample = list(samples(standard, seed + 1))[seed]
    return placed(draw_table(table, sample.cells))


def placed(grid: Grid) -> Grid:
    rows = tuple(
        tuple(replace(cell, at=At(line=y, column=x)) for x, cell in enumerate(row, 1))
        for y, row in enumerate(grid.rows, 1)
    )
    return replace(grid, rows=rows)


def changed(grid: Grid, lots: random.Random) -> Grid:
    """The table with a few cells that say something else, come twice or are left out."""
    rows = [list(row) for row in grid.rows]
    for _ in range(lots.randint(0, 4)):
        row = lots.choice([row for row in rows if row])
        x = lots.randrange(len(row))
        match lots.randint(0, 4):
            case 0 | 1 | 2:
                row[x] = replace(row[x], text=lots.choice((*WORDS, f"1{row[x].text}", row[x].text[1:])))
            case 3:
                row.insert(x, GridCell(text=lots.choice(WORDS), at=At()))
            case _ if len(row) > 1:
                del row[x]
    if lots.random() < 0.2:  # a column of numbers before the labels
        rows = [[GridCell(text=str(n), at=At()), *row] for n, row in enumerate(rows)]
    return placed(replace(grid, rows=tuple(map(tuple, rows)), exact=lots.random() < 0.7))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_numbers_and_positions_are_those_of_each_table(table: TableSpec) -> None:
    for seed in range(6):
        grid = drawn(table, seed)
        assert bind_form([grid], table, "x", "here", frozenset()) == bind([grid], table, "x", "here")
    (form,) = forms._known.values()
    assert form.tables is not None


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(TABLES))
def test_what_is_remembered_of_any_form_changes_nothing(lots: random.Random, table: TableSpec) -> None:
    grid = changed(drawn(table, 1), lots)
    foreign = frozenset(lots.sample(WORDS, 2))
    for _ in range(3):
        assert bind_form([grid], table, "x", None, foreign) == bind([grid], table, "x", None, foreign)


def test_a_number_that_is_part_of_a_label_is_each_table_s_own() -> None:
    table = next(table for table in TABLES if table.id == "proactive")
    grid = drawn(table, 0)
    for first in (1, 100):
        rows = tuple((GridCell(text=str(first + n), at=At()), *row) for n, row in enumerate(grid.rows))
        numbered = placed(replace(grid, rows=rows))
        for _ in range(2):
            (found,) = bind_form([numbered], table, "x", None, frozenset())
            assert (found,) == bind([numbered], table, "x", None)
        numbers = {int(text) for row in found.rows for text in row.path if text.isdigit()}
        assert numbers
        assert min(numbers) >= first


def test_lines_around_a_table_are_read_with_it(catalogue: Catalogue) -> None:
    table = next(table for table in catalogue.standards["gkbg-2021"].tables if table.id == "proactive")
    grid = drawn(table, 0)
    run = [Paragraph(text="第二十条第（一）项", at=At(line=1)), replace(grid, rows=grid.rows[1:])]
    for _ in range(3):
        assert bind_form(run, table, "x", None, frozenset()) == bind(run, table, "x", None)
    assert not forms._known


def test_only_so_many_forms_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_MOST", 3)
    table = TABLES[0]
    for n in range(10):
        bind_form([drawn(table, 0)], table, str(n), None, frozenset())
        assert len(forms._known) <= 3
