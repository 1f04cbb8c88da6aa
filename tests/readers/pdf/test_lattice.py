"""The grid builder: any table drawn by lines comes back as it was drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.readers.pdf.lattice import Lattice, Slot, joined_rules, lattices
from gongkai.readers.pdf.sheet import Rule

_Table = tuple[list[float], list[float], list[Slot]]


@st.composite
def tables(draw: st.DrawFn) -> _Table:
    """Edges and a random tiling of the slots between them by rectangles."""
    columns, rows = draw(st.integers(2, 8)), draw(st.integers(1, 8))
    xs = [50.0]
    for _ in range(columns):
        xs.append(xs[-1] + draw(st.integers(12, 90)))
    ys = [40.0]
    for _ in range(rows):
        ys.append(ys[-1] + draw(st.integers(9, 60)))
    taken: set[tuple[int, int]] = set()
    slots = []
    for y in range(rows):
        for x in range(columns):
            if (y, x) in taken:
                continue
            wide, high = draw(st.integers(1, 3)), draw(st.integers(1, 3))
            while wide > 1 and (x + wide > columns or any((y, x + i) in taken for i in range(wide))):
                wide -= 1
            high = min(high, rows - y)
            taken |= {(y + j, x + i) for j in range(high) for i in range(wide)}
            slots.append(Slot(y, x, high, wide))
    return xs, ys, slots


def drawn(table: _Table, jitter: float = 0.0) -> tuple[list[Rule], list[Rule]]:
    """Every cell's four sides as separate lines, as browsers and office programs draw them."""
    xs, ys, slots = table
    lying, standing = [], []
    for slot in slots:
        left, right = xs[slot.column], xs[slot.column + slot.colspan]
        top, bottom = ys[slot.row], ys[slot.row + slot.rowspan]
        lying += [Rule(top + jitter, left, right), Rule(bottom - jitter, left, right)]
        standing += [Rule(left + jitter, top, bottom), Rule(right - jitter, top, bottom)]
    return lying, standing


def shown(lattice: Lattice) -> set[tuple[float, float, float, float]]:
    return {tuple(round(side) for side in lattice.slot_box(slot)) for slot in lattice.slots}


def expected(table: _Table) -> set[tuple[float, float, float, float]]:
    xs, ys, slots = table
    return {(xs[s.column], ys[s.row], xs[s.column + s.colspan], ys[s.row + s.rowspan]) for s in slots}


@given(tables())
def test_a_drawn_table_comes_back_cell_by_cell(table: _Table) -> None:
    (lattice,) = lattices(*drawn(table))
    assert shown(lattice) == expected(table)


@given(tables())
def test_borders_of_cells_that_stand_apart_are_one(table: _Table) -> None:
    """border-spacing: every cell has its own four lines, a little inside its place."""
    (lattice,) = lattices(*drawn(table, jitter=0.7))
    for found, wanted in zip(sorted(shown(lattice)), sorted(expected(table)), strict=True):
        assert all(abs(a - b) <= 2 for a, b in zip(found, wanted, strict=True))


@given(tables())
def test_the_slots_cover_the_lattice_exactly(table: _Table) -> None:
    lying, standing = drawn(table)
    # Also when lines are missing: what remains is still covered once, by rectangles.
    for lattice in lattices(lying[::2], standing[1::2]):
        covered = [
            (y, x)
            for slot in lattice.slots
            for y in range(slot.row, slot.row + slot.rowspan)
            for x in range(slot.column, slot.column + slot.colspan)
        ]
        every = {(y, x) for y in range(len(lattice.ys) - 1) for x in range(len(lattice.xs) - 1)}
        assert len(covered) == len(every)
        assert set(covered) == every


@given(tables())
def test_the_middle_of_each_slot_is_in_it(table: _Table) -> None:
    (lattice,) = lattices(*drawn(table))
    for index, slot in enumerate(lattice.slots):
        left, top, right, bottom = lattice.slot_box(slot)
        assert lattice.slot_at((left + right) / 2, (top + bottom) / 2) == index


@given(st.floats(0, 100), st.floats(200, 300))
def test_a_line_parts_the_slots_that_it_is_drawn_along_by_half(start: float, end: float) -> None:
    lying = [Rule(0, 0, 300), Rule(20, start, end), Rule(40, 0, 300)]
    (lattice,) = lattices(lying, [Rule(x, 0, 40) for x in (0, 100, 200, 300)])
    parted = [lattice.slot_at(x, 10) != lattice.slot_at(x, 30) for x in (50, 150, 250)]
    assert parted == [100 - start >= 50, True, end - 200 >= 50]


@given(tables(), st.randoms())
def test_the_order_of_the_lines_does_not_matter(table: _Table, rng) -> None:  # type: ignore[no-untyped-def]
    lying, standing = drawn(table)
    before = lattices(lying, standing)
    rng.shuffle(lying)
    rng.shuffle(standing)
    assert lattices(lying, standing) == before


def test_lines_that_cross_nothing_are_no_table() -> None:
    assert lattices([Rule(100, 50, 500), Rule(300, 50, 500)], [Rule(700, 10, 30)]) == ()


def test_the_row_before_a_page_break_may_be_open_below() -> None:
    """The standing lines run on below the last lying one: there is a row."""
    standing = [Rule(x, 100, 160) for x in (50, 150, 250)]
    (lattice,) = lattices([Rule(100, 50, 250), Rule(130, 50, 250)], standing)
    assert lattice.ys == (100, 130, 160)
    assert len(lattice.slots) == 4


def test_a_table_may_lack_its_left_border() -> None:
    lying = [Rule(y, 50, 250) for y in (100, 130, 160)]
    (lattice,) = lattices(lying, [Rule(150, 100, 160), Rule(250, 100, 160)])
    assert lattice.xs == (50, 150, 250)


def test_two_tables_on_a_page_keep_their_own_edges() -> None:
    first = [Rule(x, 100, 160) for x in (50, 150, 250)]
    second = [Rule(x, 300, 360) for x in (50, 152, 250)]
    lying = [Rule(y, 50, 250) for y in (100, 160, 300, 360)]
    assert {lattice.xs[1] for lattice in lattices(lying, first + second)} == {150, 152}


def test_pieces_of_a_line_are_one_line() -> None:
    assert joined_rules([Rule(10, 0, 50), Rule(10.2, 51, 100)], 0.8) == [Rule(10.1, 0, 100)]


def test_a_point_outside_has_no_slot() -> None:
    (lattice,) = lattices([Rule(0, 0, 20), Rule(20, 0, 20)], [Rule(0, 0, 20), Rule(20, 0, 20)])
    assert lattice.slot_at(10, 10) == 0
    assert lattice.slot_at(10, 21) is None


def test_a_drawing_of_countless_lines_is_no_table() -> None:
    """Bounds the time that a page can cost: each pair of lines is a question whether they meet."""
    lying = [Rule(10.0 * n, 0, 9000) for n in range(900)]
    standing = [Rule(10.0 * n, 0, 9000) for n in range(900)]
    assert lattices(lying, standing) == ()
