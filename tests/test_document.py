from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.document import Grid, GridCell, Paragraph
from gongkai.place import At


def cell(text: str, rowspan: int = 1, colspan: int = 1) -> GridCell:
    return GridCell(text=text, at=At(), rowspan=rowspan, colspan=colspan)


def test_the_matrix_shows_the_covering_cell_at_every_slot() -> None:
    grid = Grid(rows=((cell("a", rowspan=2), cell("b", colspan=2)), (cell("c"), cell("d"))), at=At(), exact=True)
    assert [[c.text if c else None for c in row] for row in grid.matrix] == [["a", "b", "b"], ["a", "c", "d"]]


def test_short_rows_leave_empty_slots_and_spans_end_with_the_grid() -> None:
    grid = Grid(rows=((cell("a", rowspan=9), cell("b")), ()), at=At(), exact=True)
    assert [[c.text if c else None for c in row] for row in grid.matrix] == [["a", "b"], ["a", None]]


def test_rows_with_a_cell_over_several_columns_are_told_also_where_it_began_above() -> None:
    grid = Grid(rows=((cell("a", rowspan=2, colspan=2), cell("b")), (cell("c"),), (cell("d"),)), at=At(), exact=True)
    assert grid.joined == {0, 1}


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)).map(lambda spans: cell("x", *spans)), max_size=4),
        max_size=4,
    )
)
def test_in_all_other_rows_no_cell_has_two_slots(rows: list[list[GridCell]]) -> None:
    grid = Grid(rows=tuple(map(tuple, rows)), at=At(), exact=True)
    for y, slots in enumerate(grid.matrix):
        if y not in grid.joined:
            covering = [id(slot) for slot in slots if slot]
            assert len(set(covering)) == len(covering)


def test_the_texts_of_a_grid_are_told_once_each() -> None:
    assert Grid(rows=((cell("a"), cell("b")), (cell("a"),)), at=At()).texts == {"a", "b"}


def test_a_span_of_a_paragraph_is_placed_from_the_nearest_anchor_before_it() -> None:
    joined = Paragraph(text="abcdef", at=At(line=1, column=5), anchors=((3, At(line=2, column=1)),))
    assert joined.at_span(1, 2) == At(line=1, column=6, end_line=1, end_column=7)
    assert joined.at_span(4, 6) == At(line=2, column=2, end_line=2, end_column=4)
