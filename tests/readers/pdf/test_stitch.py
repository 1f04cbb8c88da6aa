"""Joining a table over page breaks: what belongs together, and what only stands together."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.readers.pdf.panel import Panel, PanelCell, without_gaps
from gongkai.readers.pdf.stitch import continues, stitch

WIDE = 40.0
_Spec = str | tuple[str, int, int]


def panel(page: int, rows: Sequence[Sequence[_Spec]], *, edges: Sequence[float] = (), full: bool = True) -> Panel:
    """Cells as text, or (text, rowspan, colspan); every text fills its line unless `full` is false."""
    cells: list[PanelCell] = []
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for spec in row:
            text, high, wide = (spec, 1, 1) if isinstance(spec, str) else spec
            while (y, x) in taken:
                x += 1
            taken |= {(y + j, x + i) for j in range(high) for i in range(wide)}
            box = (x * WIDE, y * 20.0, (x + wide) * WIDE, (y + high) * 20.0)
            cells.append(PanelCell(y, x, high, wide, text, page, box, full))
            x += wide
    columns = max(cell.column + cell.colspan for cell in cells)
    places = tuple(edges) or tuple(n * WIDE for n in range(columns + 1))
    return Panel(page, places, len(rows), tuple(cells), (places[0], 0, places[-1], len(rows) * 20.0))


def shown(whole: Panel) -> list[list[_Spec]]:
    rows: list[list[_Spec]] = [[] for _ in range(whole.rows)]
    for cell in sorted(whole.cells, key=lambda c: (c.row, c.column)):
        plain = cell.rowspan == cell.colspan == 1
        rows[cell.row].append(cell.text if plain else (cell.text, cell.rowspan, cell.colspan))
    return rows


def covered(whole: Panel) -> bool:
    slots = [
        (y, x)
        for c in whole.cells
        for y in range(c.row, c.row + c.rowspan)
        for x in range(c.column, c.column + c.colspan)
    ]
    return len(slots) == len(set(slots)) == whole.rows * (len(whole.edges) - 1)


def joined(*parts: Panel) -> list[list[_Spec]]:
    whole = stitch(parts)
    assert covered(whole)
    return shown(whole)


def test_rows_follow_each_other() -> None:
    assert joined(panel(1, [["规章", "1"]]), panel(2, [["文件", "2"]])) == [["规章", "1"], ["文件", "2"]]


def test_a_head_of_several_rows_goes_on_below() -> None:
    above = panel(1, [[("（三）不予公开", 2, 1), "1.属于", "0"], ["2.其他", "0"]])
    below = panel(2, [[("", 2, 1), "3.危及", "0"], ["4.保护", "0"]])
    assert joined(above, below)[0][0] == ("（三）不予公开", 4, 1)


def test_a_head_cut_in_half_is_joined() -> None:
    """Its first line had no room left and its second half has no ordinal."""
    above = panel(1, [[("（四）无", 2, 1), "1.本机关", "3"], ["2.没有", "0"]])
    below = panel(2, [["法提供", "3.补正后", "1"]])
    assert joined(above, below)[0][0] == ("（四）无法提供", 3, 1)


def test_the_next_head_is_not_joined() -> None:
    above = panel(1, [[("（三）不予公开", 2, 1), "1.属于", "0"], ["2.其他", "0"]])
    below = panel(2, [[("（四）无法提供", 2, 1), "1.本机关", "0"], ["2.没有", "0"]])
    assert [row[0] for row in joined(above, below)] == [
        ("（三）不予公开", 2, 1),
        "2.其他",
        ("（四）无法提供", 2, 1),
        "2.没有",
    ]


def test_a_head_with_room_left_is_complete() -> None:
    above = panel(1, [[("不予公开", 2, 1), "甲", "0"], ["乙", "0"]], full=False)
    below = panel(2, [[("无法提供", 2, 1), "丙", "0"], ["丁", "0"]])
    assert joined(above, below)[2][0] == ("无法提供", 2, 1)


def test_a_row_whose_label_is_cut_is_one_row() -> None:
    above = panel(1, [["5.要求行政机关确认或", "9", "4"]])
    below = panel(2, [["重新出具已获取信息", "", ""], ["（七）总计", "9", "4"]])
    assert joined(above, below) == [["5.要求行政机关确认或重新出具已获取信息", "9", "4"], ["（七）总计", "9", "4"]]


def test_values_below_the_break_belong_to_the_label_above() -> None:
    above = panel(1, [["5.要求行政机关确认或", "", ""]])
    below = panel(2, [["重新出具已获取信息", "9", "4"]])
    whole = stitch([above, below])
    assert shown(whole) == [["5.要求行政机关确认或重新出具已获取信息", "9", "4"]]
    assert [cell.page for cell in whole.cells] == [1, 2, 2]


def test_a_number_that_is_wrapped_and_cut_is_one_number() -> None:
    above = panel(1, [["7.属于行政", "270", "0", "196"]])
    below = panel(2, [["执法案卷", "4", "", "6"], ["8.属于行政查询事项", "1", "1", "2"]])
    assert joined(above, below)[0] == ["7.属于行政执法案卷", "2704", "0", "1966"]


def test_numbers_without_a_label_are_the_rest_of_those_above() -> None:
    above, below = panel(1, [["3.其他", "270", "196"]]), panel(2, [["", "4", "6"]])
    assert joined(above, below) == [["3.其他", "2704", "1966"]]


def test_two_rows_with_values_stay_two() -> None:
    assert len(joined(panel(1, [["规章", "1"]]), panel(2, [["续写", "2"]]))) == 2


def test_a_label_with_an_ordinal_begins_a_row() -> None:
    assert len(joined(panel(1, [["1.信访举报", "1"]]), panel(2, [["2.重复申请", ""]]))) == 2


def test_column_edges_are_united() -> None:
    """The second page has no cell that ends at the edges between the last columns."""
    above = panel(1, [["甲", "1", "2"]])
    below = panel(2, [["乙", ("3", 1, 1)]], edges=(0, WIDE, 3 * WIDE))
    assert joined(above, below) == [["甲", "1", "2"], ["乙", ("3", 1, 2)]]


def test_a_header_cut_between_its_rows_keeps_its_heads() -> None:
    above = panel(1, [[("行政复议", 1, 2), ("行政诉讼", 1, 2)], ["结", "总", ("直接起诉", 1, 2)]])
    below = panel(2, [["果维持", "计", "维持", "总计"], ["1", "1", "0", "0"]])
    assert joined(above, below)[1][:2] == [("结果维持", 2, 1), ("总计", 2, 1)]


def test_a_repeated_header_with_merged_cells_is_dropped() -> None:
    header: list[list[_Spec]] = [[("勾稽", 2, 1), ("申请人", 1, 2)], ["自然人", "总计"]]
    above = panel(1, [*header, ["1.甲", "1", "1"]])
    below = panel(2, [*header, ["2.乙", "2", "2"]])
    assert joined(above, below)[2:] == [["1.甲", "1", "1"], ["2.乙", "2", "2"]]


def test_panels_of_other_widths_or_pages_do_not_continue() -> None:
    first = panel(1, [["甲", "1"]])
    assert continues(first, panel(2, [["乙", "2"]]))
    assert not continues(first, panel(3, [["乙", "2"]]))
    assert not continues(first, panel(2, [["乙", "2", "3"]]))


def test_room_left_over_below_the_last_row_is_no_row() -> None:
    whole = without_gaps(panel(1, [[("三、结果", 2, 1), "甲", "1"], [("", 1, 2)]]))
    assert shown(whole) == [["三、结果", "甲", "1"]]


def test_an_empty_row_of_a_form_stays() -> None:
    assert without_gaps(panel(1, [["维持", "纠正"], ["", ""]])).rows == 2


_TEXT = st.sampled_from(["", "1", "23", "规章", "1.甲", "（一）乙", "丙丁", "/"])


@given(
    st.lists(st.lists(st.lists(_TEXT, min_size=3, max_size=3), min_size=1, max_size=4), min_size=2, max_size=4),
    st.booleans(),
)
@example([[["", "1", ""]], [["1", "", ""]], [["1", "1", ""]]], True)
@example([[["", "规章", "1"]], [["1", "", ""]], [["1", "规章", "1"]]], True)
def test_whatever_is_joined_stays_a_table_and_loses_no_digit(pages: list[list[list[str]]], full: bool) -> None:
    parts = [panel(n, rows, full=full) for n, rows in enumerate(pages, 1)]
    whole = stitch(parts)
    assert covered(whole)
    kept = "".join(cell.text for cell in whole.cells)
    rows = [row for n, page in enumerate(pages) for row in page if n == 0 or row not in pages[0]]
    for digit in "123":
        assert kept.count(digit) >= sum("".join(row).count(digit) for row in rows)
