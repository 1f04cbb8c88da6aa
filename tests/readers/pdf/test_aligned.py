"""Tables without ruling lines: read when certain, left alone when not."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.readers.pdf.aligned import Aligned, aligned
from gongkai.readers.pdf.lines import Line, text_lines
from gongkai.readers.pdf.sheet import Run

_Placed = tuple[float, float, str]  # x, y, text


def page(placed: Sequence[_Placed], size: float = 10) -> list[Line]:
    runs = []
    for x, y, text in placed:
        lefts, right = [], x
        for char in text:
            lefts.append(right)
            right += size / 2 if char.isascii() else size
        runs.append(Run(text, (x, y, right, y + size), tuple(lefts)))
    return text_lines(runs)


def rows(lines: Sequence[Line]) -> list[list[list[str]]] | None:
    found = aligned(lines)
    if found is None:
        return None
    return [[[cell.text for cell in row] for row in each.rows] for each in found if isinstance(each, Aligned)]


def numbers(y: float, *values: str) -> list[_Placed]:
    return [(200.0 + 50 * n, y, value) for n, value in enumerate(values)]


def test_a_label_and_numbers_after_a_gap_are_a_row() -> None:
    lines = page([(50, 100, "信息内容"), (200, 100, "制发"), (50, 120, "规章"), (200, 120, "3"), (50, 140, "无")])
    assert rows(lines) == [[["信息内容", "制发"], ["规章", "3"]]]


def test_wrapped_labels_beside_the_middle_of_their_numbers() -> None:
    placed: list[_Placed] = [(50, 100, "1.甲甲甲"), (50, 112, "乙乙"), *numbers(106, "1", "2", "3")]
    placed += [(50, 130, "2.丙"), *numbers(130, "4", "5", "6")]
    placed += [(50, 150, "3.丁"), (50, 162, "戊"), (50, 174, "己"), *numbers(162, "7", "8", "9")]
    assert rows(page(placed)) == [
        [["1.甲甲甲乙乙", "1", "2", "3"], ["2.丙", "4", "5", "6"], ["3.丁戊己", "7", "8", "9"]]
    ]


def test_wrapped_labels_that_begin_beside_their_numbers() -> None:
    placed: list[_Placed] = [(50, 100, "1.甲甲甲"), (50, 112, "乙乙"), *numbers(100, "1", "2", "3")]
    placed += [(50, 124, "2.丙"), (50, 136, "丁"), *numbers(124, "4", "5", "6")]
    placed += [(50, 148, "3.戊"), *numbers(148, "7", "8", "9")]
    assert rows(page(placed)) == [
        [["1.甲甲甲乙乙", "1", "2", "3"], ["2.丙丁", "4", "5", "6"], ["3.戊", "7", "8", "9"]]
    ]


def test_labels_at_no_common_height_are_doubtful() -> None:
    placed: list[_Placed] = [(50, 100, "1.甲"), (50, 112, "乙"), *numbers(112, "1", "2", "3")]
    placed += [(50, 124, "2.丙"), (50, 136, "丁"), *numbers(124, "4", "5", "6")]
    placed += [(50, 148, "3.戊"), *numbers(148, "7", "8", "9")]
    assert rows(page(placed)) is None


def test_a_row_that_lacks_a_number_is_doubtful() -> None:
    placed: list[_Placed] = []
    for n in range(3):
        placed += [(50, 100 + 20 * n, f"{n + 1}.甲"), *numbers(100 + 20 * n, "1", "2", "3")]
    placed += [(50, 160, "4.乙"), *numbers(160, "1", "23")]
    assert rows(page(placed)) is None


def test_numbers_without_a_label_need_one_above_each() -> None:
    words = [(100.0 + 40 * n, 100.0, "维持") for n in range(9)]
    values = [(105.0 + 40 * n, 120.0, "1") for n in range(9)]
    assert rows(page(words + values)) == [[["维持"] * 9, ["1"] * 9]]
    assert rows(page(words[:8] + values)) is None


def test_two_numbers_run_together_are_doubtful() -> None:
    words = [(100.0 + 40 * n, 100.0, "维持") for n in range(10)]
    values = [(105.0 + 40 * n, 120.0, "1") for n in range(8)] + [(425.0, 120.0, "790160016")]
    assert rows(page(words + values)) is None


def test_prose_with_a_number_at_its_end_is_no_row() -> None:
    assert rows(page([(50, 100, "电话："), (200, 100, "5550100")])) is None
    assert rows(page([(50, 100, "全年收到申请36件。")])) == []
