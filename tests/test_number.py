from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.number import Figures, Kind, State, parse


@pytest.mark.parametrize(
    ("text", "kind", "state", "value"),
    [
        ("0", "count", "number", "0"),
        ("14069", "count", "number", "14069"),
        ("１４０６９", "count", "number", "14069"),
        ("1,234", "count", "number", "1234"),
        ("1 234", "count", "number", "1234"),
        ("1, 234", "count", "number", "1234"),
        ("12 345 678", "count", "number", "12345678"),
        ("4 5", "count", "text", None),
        ("13\n612", "count", "number", "13612"),
        ("12 34", "count", "text", None),
        ("9" * 60, "count", "text", None),
        ("12,34", "count", "text", None),
        ("-3", "count", "number", "-3"),
        ("－3", "count", "number", "-3"),
        ("12.5", "amount", "number", "12.5"),
        ("", "count", "blank", None),
        ("\u00a0\u3000", "count", "blank", None),
        ("/", "count", "placeholder", None),
        ("——", "count", "placeholder", None),
        ("无", "count", "placeholder", None),
        ("12件", "count", "text", None),
        ("约30", "count", "text", None),
        ("O", "count", "text", None),
        ("增3", "change", "number", "3"),
        ("减少14", "change", "number", "-14"),
        ("持平", "change", "number", "0"),
        ("+3", "change", "number", "3"),
        ("--253", "change", "text", None),
        ("增3", "count", "text", None),
        ("251000元", "money", "number", "25.1000"),
        ("592万元", "money", "number", "592"),
        ("5.2万", "money", "number", "5.2"),
        ("1.5亿", "money", "number", "15000"),
        ("5.2万", "amount", "text", None),
        ("251000元", "amount", "text", None),
    ],
)
def test_cell_text_is_a_number_blank_placeholder_or_text(
    text: str, kind: Kind, state: State, value: str | None
) -> None:
    assert parse(text, kind) == (state, None if value is None else Decimal(value))


@given(st.integers(min_value=0, max_value=10**12))
def test_every_way_to_print_a_count_reads_as_that_count(number: int) -> None:
    full_width = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (str(number), f"{number:,}", f" {number}\u00a0", full_width):
        assert parse(text) == ("number", Decimal(number))


@given(st.text())
def test_anything_can_be_parsed_and_only_numbers_have_values(text: str) -> None:
    for kind in ("count", "amount", "change", "money"):
        state, value = parse(text, kind)
        assert (value is not None) == (state == "number")


@given(
    st.sampled_from(["count", "amount", "change", "money"]),
    st.lists(st.text(" \t\u30000123456789.,万元增-无", max_size=6)),
)
def test_figures_are_what_each_text_reads_as_without_blanks_around_it(kind: Kind, texts: list[str]) -> None:
    figures = Figures(kind)
    for text in [*texts, *texts]:
        assert figures[text] == (text.strip(), *parse(text.strip(), kind))
