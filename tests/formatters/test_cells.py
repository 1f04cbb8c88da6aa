from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.formatters.cells import fold, visible, width, window

CHINESE = st.text(alphabet="政府信息公开。，（）“”— abcXYZ0123456789", max_size=120)


def test_chinese_takes_two_cells_and_marks_none() -> None:
    assert (width("公开"), width("ab"), width("（一）"), width("e\u0301"), width("\u200b")) == (4, 2, 6, 1, 0)


@given(CHINESE, st.integers(min_value=10, max_value=60))
def test_folded_lines_fit_and_lose_nothing_but_spaces(text: str, cells: int) -> None:
    lines = fold(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(CHINESE, st.data(), st.integers(min_value=20, max_value=60))
def test_a_window_fits_and_shows_the_beginning_of_the_span(text: str, data: st.DataObject, cells: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown, left, right = window(text, start, end, cells)
    assert width(shown) <= cells
    assert shown[left:right] == text[start : start + right - left]
    if end > start:
        assert right > left


def test_control_characters_cannot_reach_the_terminal() -> None:
    assert visible("a\x1b[31mb\tc\u3000d") == "a\ufffd[31mb c\u3000d"
