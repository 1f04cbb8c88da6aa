"""Grids bound to a table: what real copies do to rows, labels and headers, one case each."""

from __future__ import annotations

import pytest

from gongkai.document import Grid, GridCell, Paragraph
from gongkai.place import At
from gongkai.plugins import Catalogue
from gongkai.recognize.binding import bind
from gongkai.report import Row, Table
from gongkai.standard import TableSpec

SEVEN = "|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"
FIFTEEN = "|".join(["结果维持|结果纠正|其他结果|尚未审结|总计"] * 3)
NEW = "一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1"
TWO = "信息内容|本年制发件数|本年废止件数|现行有效件数"
OLD_TWO = "信息内容|本年新制作数量|本年新公开数量|对外公开总数量"


def grid(*rows: str, exact: bool = False, line: int = 1) -> Grid:
    return Grid(
        rows=tuple(
            tuple(GridCell(text=text, at=At(line=line + n, column=x + 1)) for x, text in enumerate(row.split("|")))
            for n, row in enumerate(rows)
        ),
        at=At(line=line, column=1),
        exact=exact,
    )


@pytest.fixture
def specs(catalogue: Catalogue) -> dict[str, TableSpec]:
    return {table.id: table for table in catalogue.standards["gkbg-2021"].tables}


def one(spec: TableSpec, *blocks: Grid | Paragraph, foreign: tuple[str, ...] = ()) -> Table:
    (table,) = bind(blocks, spec, "gkbg-2021", None, foreign)
    return table


def texts(row: Row | None) -> list[str]:
    assert row is not None
    return [cell.text for cell in row.cells]


def loose(row: Row | None) -> list[str]:
    assert row is not None
    assert not row.cells
    return [cell.text for cell in row.loose]


class TestShortRows:
    @pytest.mark.parametrize("exact", [False, True])
    def test_a_row_that_lacks_a_cell_is_loose(self, specs: dict[str, TableSpec], exact: bool) -> None:
        table = one(specs["applications"], grid(SEVEN, NEW, "（一）予以公开|12|3|0|0|0|15", exact=exact))
        assert loose(table.row("granted")) == ["12", "3", "0", "0", "0", "15"]

    def test_fourteen_numbers_in_table_four_are_loose(self, specs: dict[str, TableSpec]) -> None:
        table = one(specs["disputes"], grid(FIFTEEN, "2|1|0|0|3|0|0|0|0|0|1|0|0|1"))
        assert len(loose(table.row("cases"))) == 14

    def test_where_every_row_ends_early_at_one_column_the_rest_is_blank(self, specs: dict[str, TableSpec]) -> None:
        rows = (NEW.rsplit("|", 1)[0], "二、上年结转政府信息公开申请数量|2|0|0|0|0|0", "（一）予以公开|3|0|0|0|0|0")
        table = one(specs["applications"], grid(SEVEN, *rows))
        assert texts(table.row("granted")) == ["3", "0", "0", "0", "0", "0", ""]

    def test_a_row_with_a_value_too_many_is_loose(self, specs: dict[str, TableSpec]) -> None:
        table = one(specs["applications"], grid(SEVEN, NEW, "（一）予以公开|12|3|0|0|0|0|0|15"))
        assert len(loose(table.row("granted"))) == 8

    def test_a_value_joined_over_columns_belongs_to_none(self, specs: dict[str, TableSpec]) -> None:
        head, body = grid(SEVEN, NEW, exact=True).rows
        joined = (*body[:2], GridCell(text="4", at=At(), colspan=6))
        table = one(specs["applications"], Grid(rows=(head, joined), at=At(), exact=True))
        assert loose(table.row("received")) == ["1", "4"]

    def test_a_placeholder_joined_over_columns_holds_for_all(self, specs: dict[str, TableSpec]) -> None:
        head, body = grid(TWO, "规章|/", exact=True).rows
        joined = (body[0], GridCell(text="/", at=At(), colspan=3))
        table = one(specs["proactive"], Grid(rows=(head, joined), at=At(), exact=True))
        assert texts(table.row("regulations")) == ["/", "/", "/"]


class TestLabels:
    @pytest.mark.parametrize(("row", "label"), [("closed_other", "3.其他"), ("total", "（七）总计")])
    def test_a_blank_row_whose_words_a_column_has_is_a_row(
        self, specs: dict[str, TableSpec], row: str, label: str
    ) -> None:
        table = one(specs["applications"], grid(SEVEN, NEW, f"{label}|||||||"))
        assert texts(table.row(row)) == [""] * 7

    def test_another_groups_row_does_not_take_a_rows_name(self, specs: dict[str, TableSpec]) -> None:
        lines = grid(SEVEN, NEW, "（三）不予公开|||||||", "9.其他|1|0|0|0|0|0|1", "3.其他|2|0|0|0|0|0|2")
        table = one(specs["applications"], lines)
        assert table.value("closed_other", "total") == 2
        assert [row.label for row in table.rows if row.id is None] == ["9.其他"]

    @pytest.mark.parametrize(
        ("line", "values"),
        [("规章（含草案）|/|/|/", ["/", "/", "/"]), ("部门规章|0件|0|0", ["0件", "0", "0"])],
    )
    def test_words_as_values_are_no_label(self, specs: dict[str, TableSpec], line: str, values: list[str]) -> None:
        table = one(specs["proactive"], grid(TWO, line, "行政规范性文件|1|1|1"))
        row = table.row("regulations")
        assert texts(row) == values
        assert row is not None
        assert row.label == line.split("|", maxsplit=1)[0]

    @pytest.mark.parametrize("first", ["0", "2件"])
    def test_table_four_has_no_labels(self, specs: dict[str, TableSpec], first: str) -> None:
        table = one(specs["disputes"], grid(FIFTEEN, f"{first}|无" + "|0" * 13))
        assert texts(table.row("cases"))[:2] == [first, "无"]

    @pytest.mark.parametrize("exact", [False, True])
    def test_table_four_all_blank_has_its_row(self, specs: dict[str, TableSpec], exact: bool) -> None:
        table = one(specs["disputes"], grid(FIFTEEN, "|" * 14, "|" * 14, exact=exact))
        assert [row.id for row in table.rows] == ["cases"]
        assert texts(table.row("cases")) == [""] * 15

    @pytest.mark.parametrize(
        ("label", "row"),
        [
            ("1.逾期不补正", "closed_not_corrected"),
            ("（ 一 ）予 以 公 开", "granted"),
            ("5.要求行政机关确认\n或重新出具已获取信息", "rejected_reissue"),
            ("1.信访投诉类", "rejected_petition"),
            ("重复申请", "rejected_duplicate"),
            ("2、重复申请", "rejected_duplicate"),
        ],
    )
    def test_abbreviated_and_broken_labels(self, specs: dict[str, TableSpec], label: str, row: str) -> None:
        table = one(specs["applications"], grid(SEVEN, NEW, f"{label}|1|0|0|0|0|0|1"))
        assert table.value(row, "total") == 1

    @pytest.mark.parametrize(
        "lines",
        [
            ("5.要求行政机关确认或重新|1|0|0|0|0|0|1", "出具已获取信息|||||||"),
            ("5.要求行政机关确认或重新|||||||", "出具已获取信息|1|0|0|0|0|0|1"),
        ],
    )
    def test_a_label_over_two_lines_is_one_row(self, specs: dict[str, TableSpec], lines: tuple[str, str]) -> None:
        split = [line.rstrip("|") for line in lines]
        table = one(specs["applications"], grid(SEVEN, NEW, *split))
        assert [row.id for row in table.rows] == ["received", "rejected_reissue"]
        assert table.value("rejected_reissue", "total") == 1

    def test_values_that_lost_their_label_are_kept(self, specs: dict[str, TableSpec]) -> None:
        table = one(specs["applications"], grid(SEVEN, NEW, "|7|0|0|0|0|0|7"))
        assert [(row.id, row.label) for row in table.rows] == [
            ("received", NEW.split("|", maxsplit=1)[0]),
            (None, ""),
        ]

    def test_rows_in_another_order_are_bound(self, specs: dict[str, TableSpec]) -> None:
        lines = ["（七）总计|9|0|0|0|0|0|9", "2.重复申请|4|0|0|0|0|0|4", NEW]
        table = one(specs["applications"], grid(SEVEN, *lines))
        assert [row.id for row in table.rows] == ["total", "rejected_duplicate", "received"]


class TestHeaders:
    @pytest.mark.parametrize("gap", ["", "|"])
    def test_a_label_is_missing_but_its_values_are_there(self, specs: dict[str, TableSpec], gap: str) -> None:
        table = one(specs["applications"], grid(SEVEN.replace("|科研机构|", f"|{gap}"), NEW))
        assert texts(table.row("received")) == NEW.split("|")[1:]

    def test_one_label_in_other_words_is_the_column_whose_place_it_has(self, specs: dict[str, TableSpec]) -> None:
        table = one(specs["applications"], grid(SEVEN.replace("科研机构", "科研企业"), NEW))
        assert [(c.id, c.label) for c in table.columns][2] == ("research", "科研企业")
        assert len(texts(table.row("received"))) == 7

    @pytest.mark.parametrize("exact", [False, True])
    def test_a_label_stacked_over_two_lines_is_joined(self, specs: dict[str, TableSpec], exact: bool) -> None:
        upper = "||||社会公益" if exact else "||社会公益"
        lines = grid(upper, SEVEN.replace("社会公益组织", "组织"), NEW, exact=exact)
        table = one(specs["applications"], lines)
        assert [c.label for c in table.columns][3] == "社会公益组织"
        assert [c.id for c in table.columns] == [c.id for c in specs["applications"].blocks[0].columns]

    def test_a_header_of_another_format_keeps_its_words_and_binds_no_values(
        self, specs: dict[str, TableSpec]
    ) -> None:
        foreign = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
        table = one(specs["proactive"], grid(OLD_TWO, "规章|1|2|3"), foreign=foreign)
        assert [(c.id, c.label) for c in table.columns] == [(None, word) for word in foreign]
        assert [cell.text for row in table.rows for cell in row.loose] == ["1", "2", "3"]

    def test_columns_that_were_exchanged_are_bound_by_their_labels(self, specs: dict[str, TableSpec]) -> None:
        swapped = SEVEN.replace("商业企业|科研机构", "科研机构|商业企业")
        table = one(specs["applications"], grid(swapped, "（一）予以公开|1|2|3|0|0|0|6"))
        assert (table.value("granted", "research"), table.value("granted", "business")) == (2, 3)

    def test_a_cell_joined_over_too_few_columns_moves_no_value(self, specs: dict[str, TableSpec]) -> None:
        def cell(text: str, rowspan: int = 1, colspan: int = 1) -> GridCell:
            return GridCell(text=text, at=At(), rowspan=rowspan, colspan=colspan)

        rows = (
            (cell("", 3), cell("申请人情况", 1, 5), cell("总计", 3)),  # 6 columns are what it stands over
            (cell("自然人", 2), cell("法人或其他组织", 1, 5)),
            tuple(map(cell, ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"))),
            tuple(map(cell, ["（一）予以公开", "1", "2", "3", "4", "5", "6", "21"])),
        )
        table = one(specs["applications"], Grid(rows=rows, at=At(), exact=True))
        assert texts(table.row("granted")) == ["1", "2", "3", "4", "5", "6", "21"]
        assert table.value("granted", "total") == 21

    def test_a_header_repeated_after_a_page_break_is_no_row(self, specs: dict[str, TableSpec]) -> None:
        table = one(specs["applications"], grid(SEVEN, NEW, SEVEN, "（一）予以公开|1|0|0|0|0|0|1"))
        assert [row.id for row in table.rows] == ["received", "granted"]

    def test_a_table_without_rows_is_where_its_header_is(self, specs: dict[str, TableSpec]) -> None:
        assert one(specs["disputes"], grid(FIFTEEN, line=40)).at.line == 40


class TestSeveral:
    def test_a_table_over_two_grids_is_one(self, specs: dict[str, TableSpec]) -> None:
        parts = grid(SEVEN, NEW), Paragraph(text="（续表）", at=At()), grid("（一）予以公开|1|0|0|0|0|0|1")
        assert [row.id for row in one(specs["applications"], *parts).rows] == ["received", "granted"]

    def test_a_table_printed_twice_is_two(self, specs: dict[str, TableSpec], catalogue: Catalogue) -> None:
        block = specs["applications"].blocks[0]
        rows = [f"{row.label}|1|0|0|0|0|0|1" for row in block.rows]
        again = [line.replace("|1|", "|2|", 1) for line in rows]
        tables = bind([grid(SEVEN, *rows, SEVEN, *again)], specs["applications"], "gkbg-2021", None)
        assert [len(table.rows) for table in tables] == [25, 25]
        assert [table.value("received", "natural_person") for table in tables] == [1, 2]
        assert [len(table.columns) for table in tables] == [7, 7]

    def test_table_four_printed_twice_is_two(self, specs: dict[str, TableSpec]) -> None:
        values = "|".join("0" * 15)
        tables = bind([grid(FIFTEEN, values, FIFTEEN, values)], specs["disputes"], "gkbg-2021", None)
        assert [len(table.rows) for table in tables] == [1, 1]

    def test_a_row_copied_twice_does_not_begin_another_table(self, specs: dict[str, TableSpec]) -> None:
        assert len(one(specs["applications"], grid(SEVEN, NEW, NEW)).rows) == 2

    def test_captions_joined_into_the_grid_lead_to_their_blocks(self, specs: dict[str, TableSpec]) -> None:
        lines = [
            "第二十条第（一）项",
            TWO,
            "规章|1|2|3",
            "第二十条第（六）项",
            "信息内容|本年处理决定数量",
            "行政处罚|4",
        ]
        table = one(specs["proactive"], grid(*lines))
        assert (table.value("regulations", "in_force"), table.value("penalties", "decisions")) == (3, 4)
        assert [c.block for c in table.captions] == ["article20_1", "article20_6"]

    def test_headers_without_captions_belong_to_the_rows_below(self, specs: dict[str, TableSpec]) -> None:
        table = one(specs["proactive"], grid(TWO, "规章|1|2|3", "信息内容|本年处理决定数量", "行政处罚|4"))
        assert [(c.block, c.id) for c in table.columns][-1] == ("article20_6", "decisions")
