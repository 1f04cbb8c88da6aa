"""The balance engine on its own: figures and equations in, root causes out."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.balance import Balance, Entry, Limits, Linear, Move, Number, Solved, localize

Key = tuple[int, int]
ROWS, COLUMNS = 25, 7
# The shape of table three: rows 2 to 22 add up to row 23, rows 0 + 1 = 23 + 24, columns 0 to 5 add up to column 6.
EQUATIONS: list[Linear[Key]] = [
    *(Linear.of([(r, c) for c in range(6)], [(r, 6)]) for r in range(ROWS)),
    *(Linear.of([(r, c) for r in range(2, 23)], [(23, c)]) for c in range(COLUMNS)),
    *(Linear.of([(0, c), (1, c)], [(23, c), (24, c)]) for c in range(COLUMNS)),
]
KEYS = [(r, c) for r in range(ROWS) for c in range(COLUMNS)]


def filled(seed: int, largest: int = 60) -> dict[Key, int]:
    """A table whose equations all hold."""
    rng = random.Random(seed)
    value: dict[Key, int] = {}
    for c in range(6):
        for r in range(2, 23):
            value[r, c] = rng.choice((0, 0, rng.randint(0, largest)))
        value[23, c] = sum(value[r, c] for r in range(2, 23))
        value[24, c] = rng.randint(0, 9)
        value[1, c] = rng.randint(0, min(9, value[23, c] + value[24, c]))
        value[0, c] = value[23, c] + value[24, c] - value[1, c]
    for r in range(ROWS):
        value[r, 6] = sum(value[r, c] for c in range(6))
    return value


def judged(value: dict[Key, int], unknown: tuple[Key, ...] = (), limits: Limits | None = None) -> Balance[Key]:
    entries = [Entry(key=key, value=None if key in unknown else value[key]) for key in KEYS]
    return localize(entries, EQUATIONS, limits=limits)


def named(balance: Balance[Key]) -> dict[Key, Number]:
    """What the best candidates of all causes require."""
    return {c.key: c.required for cause in balance.causes for c in cause.candidates[0].changes}


def simple(values: dict[str, int | None], *equations: tuple[str, str]) -> Balance[str]:
    """Figures with one-letter names; equations as ("ab", "c") for a + b = c."""
    entries = [Entry(key=key, value=value) for key, value in values.items()]
    return localize(entries, [Linear.of(left, right) for left, right in equations])


class TestOneAndTwoCells:
    @given(seed=st.integers(0, 500), place=st.sampled_from(KEYS), by=st.integers(-40, 40).filter(bool))
    @settings(max_examples=60, deadline=None)
    def test_one_wrong_cell_is_named_with_its_value(self, seed: int, place: Key, by: int) -> None:
        right = filled(seed)
        wrong = {**right, place: right[place] + by}
        if wrong[place] < 0:
            return
        (cause,) = judged(wrong).causes
        assert cause.equal == len(cause.candidates) == 1
        assert named(judged(wrong)) == {place: right[place]}

    @given(seed=st.integers(0, 500), places=st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True))
    @settings(max_examples=60, deadline=None)
    def test_two_wrong_cells_are_among_the_equally_good_candidates(self, seed: int, places: list[Key]) -> None:
        right = filled(seed)
        wrong = {**right, places[0]: right[places[0]] + 7, places[1]: right[places[1]] + 11}
        causes = judged(wrong).causes
        told = {(c.key, c.required) for cause in causes for each in cause.candidates for c in each.changes}
        assert {(key, right[key]) for key in places} <= told

    def test_all_pairs_that_would_do_are_found(self) -> None:
        """Compared with trying every pair of figures of a small table by hand."""
        keys = [(r, c) for r in range(3) for c in range(3)]
        equations = [Linear.of([(r, 0), (r, 1)], [(r, 2)]) for r in range(3)]
        equations += [Linear.of([(0, c), (1, c)], [(2, c)]) for c in range(3)]
        value = dict.fromkeys(keys, 5) | {(0, 0): 9, (2, 1): 3, (2, 2): 12}
        found = localize([Entry(key=key, value=value[key]) for key in keys], equations, limits=Limits(shown=99))

        def holds(changed: dict[Key, int]) -> bool:
            return all(sum(c * changed[k] for k, c in e.terms) == 0 for e in equations)

        by_hand = {
            frozenset({(a, x), (b, y)})
            for a, b in combinations(keys, 2)
            for x in range(40)
            for y in range(40)
            if x != value[a] and y != value[b] and holds({**value, a: x, b: y})
        }
        by_engine = {
            frozenset((c.key, c.required) for c in each.changes)
            for cause in found.causes
            for each in cause.candidates
        }
        assert (by_engine if by_hand else None) == (by_hand or None)

    def test_figures_with_the_same_equations_but_other_weights_are_told_apart(self) -> None:
        equations = [Linear((("a", 1), ("b", 1), ("n", -1))), Linear((("a", 2), ("b", 3), ("m", -1)))]
        fixed = {"n": 5, "m": 13}
        entries = [Entry(key="a", value=1), Entry(key="b", value=1)]
        entries += [Entry(key=k, value=v, minimum=v, maximum=v) for k, v in fixed.items()]
        (cause,) = localize(entries, equations).causes
        assert {c.key: c.required for c in cause.candidates[0].changes} == {"a": 2, "b": 3}


class TestRootCauses:
    def test_far_faults_are_causes_of_their_own(self) -> None:
        right = filled(1)
        wrong = {**right, (3, 1): right[3, 1] + 4, (9, 4): right[9, 4] + 6}
        causes = judged(wrong).causes
        assert [len(cause.equations) for cause in causes] == [2, 2]
        assert named(judged(wrong)) == {key: right[key] for key in ((3, 1), (9, 4))}

    def test_faults_in_one_line_say_that_they_belong_together(self) -> None:
        right = filled(1)
        causes = judged({**right, (3, 1): right[3, 1] + 4, (3, 4): right[3, 4] + 6}).causes
        assert [cause.beside for cause in causes] == [1, 1]

    def test_many_faults_are_found_where_each_shows_by_itself(self) -> None:
        right = filled(2)
        places = [(2, 0), (5, 1), (8, 2), (11, 3), (14, 4)]
        wrong = {**right, **{key: right[key] + 3 + n for n, key in enumerate(places)}}
        assert named(judged(wrong)) == {key: right[key] for key in places}

    def test_what_nothing_explains_is_said_to_be_so(self) -> None:
        right = filled(3)
        rng = random.Random(3)
        wrong = {key: value + rng.randint(1, 99) for key, value in right.items()}
        (cause,) = judged(wrong).causes
        assert cause.candidates == ()
        assert cause.tried == 2
        assert len(cause.equations) == len(EQUATIONS)

    def test_without_budget_nothing_is_claimed(self) -> None:
        right = filled(3)
        wrong = {**right, (3, 1): right[3, 1] + 4, (9, 4): right[9, 4] + 6, (12, 2): right[12, 2] + 1}
        (cause,) = judged(wrong, limits=Limits(budget=0)).causes
        assert (cause.candidates, cause.tried) == ((), 1)

    def test_a_row_out_of_place_is_one_movement(self) -> None:
        right = filled(4)
        have = [right[5, c] for c in range(COLUMNS)]
        wrong = {**right, **{(5, c): have[c - 1] for c in range(COLUMNS)}}
        move = Move("shifted", tuple(((5, c), have[c]) for c in range(COLUMNS)))
        (cause,) = localize([Entry(key=k, value=wrong[k]) for k in KEYS], EQUATIONS, lambda: (move,)).causes
        assert {c.slip.kind for c in cause.candidates[0].changes if c.slip} == {"shifted"}


class TestBounds:
    def test_no_figure_is_proposed_below_its_minimum(self) -> None:
        (cause,) = simple({"a": 4, "b": 1, "c": 3}, ("ab", "c")).causes
        assert {(c.key, c.required) for each in cause.candidates for c in each.changes} == {("a", 2), ("c", 5)}

    def test_whole_figures_stay_whole(self) -> None:
        entries = [Entry(key="a", value=1), Entry(key="b", value=5, minimum=5, maximum=5)]
        assert localize(entries, [Linear((("a", 2), ("b", -1)))]).causes[0].candidates == ()
        free = [Entry(key="a", value=1, whole=False), entries[1]]
        (change,) = localize(free, [Linear((("a", 2), ("b", -1)))]).causes[0].candidates[0].changes
        assert change.required == Fraction(5, 2)

    def test_a_number_without_an_end_is_not_proposed(self) -> None:
        entries = [Entry(key="a", value=1, whole=False), Entry(key="b", value=5, minimum=5, maximum=5)]
        assert localize(entries, [Linear((("a", 3), ("b", -1)))]).causes[0].candidates == ()


class TestUnknowns:
    def test_one_that_follows_is_solved(self) -> None:
        found = simple({"a": 2, "b": None, "c": 5}, ("ab", "c"))
        assert (found.causes, found.solved, found.open) == ((), (Solved("b", 3),), ())

    def test_one_that_does_not_follow_is_open(self) -> None:
        found = simple({"a": None, "b": None, "c": 5}, ("ab", "c"))
        assert (found.causes, found.solved) == ((), ())
        assert set(found.open) == {"a", "b"}

    def test_parts_that_can_only_be_zero_are(self) -> None:
        found = simple({"a": 5, "b": None, "d": None, "c": 5}, ("abd", "c"))
        assert {each.key: each.value for each in found.solved} == {"b": 0, "d": 0}

    def test_equations_behind_an_unknown_are_still_judged(self) -> None:
        """a + x = 5 and x + b = 9 give b - a = 4, whatever x is."""
        assert simple({"a": 1, "x": None, "b": 5, "c": 5, "d": 9}, ("ax", "c"), ("xb", "d")).consistent
        assert not simple({"a": 1, "x": None, "b": 6, "c": 5, "d": 9}, ("ax", "c"), ("xb", "d")).consistent

    def test_one_that_no_allowed_number_satisfies_shows_a_fault(self) -> None:
        (cause,) = simple({"a": 8, "x": None, "c": 5}, ("ax", "c")).causes
        assert {(c.key, c.required) for each in cause.candidates for c in each.changes} == {("a", 5), ("c", 8)}

    def test_a_fault_elsewhere_is_found_beside_blanks(self) -> None:
        right = filled(5)
        wrong = {**right, (7, 3): right[7, 3] + 12}
        found = judged(wrong, unknown=((4, 1), (20, 6), (0, 0)))
        assert named(found)[7, 3] == right[7, 3]
        assert {each.key: each.value for each in found.solved} == {
            key: right[key] for key in ((4, 1), (20, 6), (0, 0))
        }

    def test_a_whole_missing_row_is_worked_out(self) -> None:
        right = filled(6)
        found = judged(right, unknown=tuple((10, c) for c in range(COLUMNS)))
        assert {each.key: each.value for each in found.solved} == {(10, c): right[10, c] for c in range(COLUMNS)}

    def test_too_many_are_not_judged(self) -> None:
        entries = [Entry(key=n, value=None) for n in range(400)] + [Entry(key="s", value=3)]
        found = localize(entries, [Linear.of(range(400), ["s"]), Linear.of(["s"], ["t"])])
        assert (found.causes, found.unjudged) == ((), (0, 1))


class TestSlips:
    @pytest.mark.parametrize(
        ("current", "required", "kind"),
        [
            (51, 15, "transposed"), (3005, 3050, "transposed"), (15, 150, "digit_missing"), (1570, 157, "digit_extra"),
            (155, 15, "digit_doubled"), (13, 15, "digit_wrong"), (-15, 15, "sign"),
        ],
    )  # fmt: skip
    def test_the_way_it_came_about_is_told(self, current: int, required: int, kind: str) -> None:
        entries = [Entry(key="a", value=current), Entry(key="b", value=required, minimum=required, maximum=required)]
        (change,) = localize(entries, [Linear.of("a", "b")]).causes[0].candidates[0].changes
        assert change.slip is not None
        assert change.slip.kind == kind

    def test_a_copied_number_is_told_with_its_source(self) -> None:
        entries = [
            Entry(key="a", value=44, above="x"), Entry(key="x", value=44), Entry(key="b", value=7, minimum=7, maximum=7),
        ]  # fmt: skip
        (change,) = localize(entries, [Linear.of("a", "b")]).causes[0].candidates[0].changes
        assert change.slip is not None
        assert (change.slip.kind, change.slip.source) == ("above", "x")

    def test_a_slip_makes_one_of_many_candidates_the_likely_one(self) -> None:
        (cause,) = simple({"a": 12, "b": 3, "c": 51}, ("ab", "c")).causes
        assert cause.equal == 1
        assert [c.key for c in cause.candidates[0].changes] == ["c"]
        assert len(cause.candidates) == 3

    def test_without_a_slip_none_is_preferred(self) -> None:
        assert simple({"a": 2, "b": 1, "c": 4}, ("ab", "c")).causes[0].equal == 3


def test_the_same_input_gives_the_same_result() -> None:
    right = filled(8)
    wrong = {**right, (3, 1): 999, (4, 4): 999, (23, 6): 1}
    assert judged(wrong) == judged(wrong)


@pytest.mark.slow
@given(seed=st.integers(0, 10_000), count=st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_whatever_is_proposed_makes_the_equations_hold(seed: int, count: int) -> None:
    rng = random.Random(seed)
    wrong = filled(seed)
    for key in rng.sample(KEYS, count):
        wrong[key] = rng.randint(0, 99)
    found = judged(wrong)
    if all(cause.candidates for cause in found.causes):
        assert judged(wrong | {key: int(value) for key, value in named(found).items()}).consistent
