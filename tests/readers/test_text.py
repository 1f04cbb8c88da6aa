"""Text copies: tabs, pipes, columns of spaces, one cell a line, Markdown."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from gongkai.document import Document, Grid, Paragraph
from gongkai.errors import ReadError
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.readers.text import MARKDOWN, READER
from gongkai.report import Report
from gongkai.specimen import write_report


def read(text: str, *, markdown: bool = False) -> Document:
    document = (MARKDOWN if markdown else READER).read(Source("copy.txt", text.encode()))
    assert isinstance(document, Document)
    return document


def cells(text: str) -> list[list[str]]:
    (grid,) = [block for block in read(text).blocks if isinstance(block, Grid)]
    return [[cell.text for cell in row] for row in grid.rows]


def load(catalogue: Catalogue, text: str) -> Report:
    return Loader(readers=catalogue.readers, standards=catalogue.standards).load(Source("report.txt", text.encode()))


class TestLines:
    def test_a_line_of_tabs_alone_is_a_row_inside_a_table(self) -> None:
        assert cells("甲\t乙\t丙\n\t\t\n1\t2\t3") == [["甲", "乙", "丙"], ["", "", ""], ["1", "2", "3"]]

    @pytest.mark.parametrize("text", ["| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |", "甲 | 乙 |\n--- | --- |\n1 | 2 |", "+----+----+\n| 甲 | 乙 |\n+====+====+\n| 1  | 2  |\n+----+----+", "│甲│乙│\n├─┼─┤\n│1│2│"])  # fmt: skip
    def test_pipes_part_cells_and_rules_are_no_rows(self, text: str) -> None:
        assert cells(text) == [["甲", "乙"], ["1", "2"]]

    def test_columns_of_spaces_keep_blanks_in_their_column(self) -> None:
        text = "信息内容    制发  废止  有效\n规章         1          3\n规范文件     4     5    6"
        assert cells(text) == [
            ["信息内容", "制发", "废止", "有效"],
            ["规章", "1", "", "3"],
            ["规范文件", "4", "5", "6"],
        ]

    def test_single_spaces_part_the_numbers_at_the_end_of_a_line(self) -> None:
        assert cells("（一）予以公开 12 3 0 0 0 0 15\n（七）总计 13 3 0 0 0 0 16")[0][-7:] == list(
            map(str, (12, 3, 0, 0, 0, 0, 15))
        )

    @pytest.mark.parametrize(
        "line",
        ["首页 | 政务公开", "一、 总体情况", "2025年，全县收到申请 36 件。", "附件：1. 目录 2. 说明", "字体：【大 中 小】", "------", "云 川 县 人 民 政 府"],
    )  # fmt: skip
    def test_prose_is_no_table(self, line: str) -> None:
        (block,) = read(line).blocks if line != "------" else (Paragraph(text=line, at=read("x").blocks[0].at),)
        assert isinstance(block, Paragraph)
        assert block.text == line

    def test_positions_are_columns_of_the_line(self) -> None:
        (grid,) = read("  | 规章 |  3 |\n| a | b |").blocks
        assert isinstance(grid, Grid)
        assert [(cell.text, cell.at.line, cell.at.column) for cell in grid.rows[0]] == [("规章", 1, 5), ("3", 1, 11)]


class TestCopies:
    """What programs make of a report with tabs when it is copied as text."""

    @pytest.mark.parametrize("standard", ["gkbg-2019", "gkbg-2021"])
    @pytest.mark.parametrize(
        ("pattern", "put"),
        [
            (r"\t+", " "),
            (r"\t+", "　　"),
            (r"\t", "  "),
            (r"\t+", "\n"),
            (r"\n+", "\n"),
            (r"\n", "\t\r\n"),
            (r"\t+\n", "\n"),
        ],
    )
    def test_every_cell_is_read(self, catalogue: Catalogue, standard: str, pattern: str, put: str) -> None:
        report = load(catalogue, re.sub(pattern, put, write_report(catalogue.standards[standard])))
        assert [section.id for section in report.sections] == [s.id for s in report.standard.sections]
        assert report.fidelity.score == 1.0
        assert report.fidelity.loose_cells == 0


class TestMarkdown:
    def test_headings_and_emphasis_are_no_part_of_the_words(self) -> None:
        blocks = read("# 某县报告\n\n## **一、总体情况** ##\n\n**（一）主动公开。**公开120条。", markdown=True).blocks
        found = [(b.text, b.heading, b.at.column) for b in blocks if isinstance(b, Paragraph)]
        assert found == [("某县报告", 1, 3), ("一、总体情况", 2, 6), ("（一）主动公开。公开120条。", None, 3)]

    def test_a_merged_cell_written_to_every_place_is_one_cell(self) -> None:
        rows = ["第五项|第五项|第五项", "信息内容|数量|数量", "行政许可|12|12", "信息内容|数量|金额", "收费|3|3"]
        assert cells("\n".join(f"|{row}|" for row in rows)) == [
            ["第五项", "", ""],
            ["信息内容", "数量", ""],
            ["行政许可", "12", ""],
            ["信息内容", "数量", "金额"],
            ["收费", "3", "3"],
        ]

    def test_equal_words_side_by_side_are_two_cells(self) -> None:
        assert cells("|信息内容|数量|数量|\n|行政许可|12|12|")[1] == ["行政许可", "12", "12"]

    def test_cells_may_hold_breaks_and_escaped_pipes(self) -> None:
        (grid,) = read("| 商业<br>企业 | a\\|b |\n| --- | --- |\n| 1 | 2 |", markdown=True).blocks
        assert isinstance(grid, Grid)
        assert [cell.text for cell in grid.rows[0]] == ["商业\n企业", "a|b"]


class TestOneCellALine:
    TABLE = "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n{}\n行政规范性文件\n3\n1\n28\n第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n214\n"
    TEXT = "某县某局2025年政府信息公开工作年度报告\n二、主动公开政府信息情况\n下表列明。\n第二十条第（一）项\n{}\n六、其他需要报告的事项\n无。\n"

    def test_the_rows_are_put_together_by_their_labels(self, catalogue: Catalogue) -> None:
        report = load(catalogue, self.TEXT.format(self.TABLE.format("0\n2\n7")))
        table = report.table("proactive")
        assert table is not None
        assert [table.value(*place) for place in (("regulations", "in_force"), ("licences", "decisions"))] == [7, 214]
        section = report.section("proactive")
        assert section is not None
        assert [passage.text for passage in section.passages] == ["下表列明。"]

    def test_a_row_with_a_blank_is_loose_because_nothing_is_left_of_it(self, catalogue: Catalogue) -> None:
        table = load(catalogue, self.TEXT.format(self.TABLE.format("0\n7"))).table("proactive")
        assert table is not None
        row = table.row("regulations")
        assert row is not None
        assert ([cell.text for cell in row.loose], row.cells) == (["0", "7"], ())
        assert table.value("normative_documents", "in_force") == 28


class TestCommas:
    """A spreadsheet's export is the same text, with commas for tabs."""

    ROOT = Path(__file__).parent.parent / "examples" / "city-2025.txt"

    def test_it_reads_as_the_text_with_tabs(self, catalogue: Catalogue) -> None:
        text = self.ROOT.read_text(encoding="utf-8")
        out = io.StringIO()
        csv.writer(out).writerows(line.split("\t") for line in text.split("\n"))
        loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
        with_tabs = loader.load(Source("x.txt", text.encode()))
        with_commas = loader.load(Source("x.csv", out.getvalue().encode("gb18030")))
        assert with_commas.format == "text"
        assert with_commas.fidelity == with_tabs.fidelity
        assert [table.numbers for table in with_commas.tables] == [table.numbers for table in with_tabs.tables]
        assert [s.heading for s in with_commas.sections] == [s.heading for s in with_tabs.sections]

    def test_prose_may_hold_commas_line_ends_and_blank_cells_behind_it(self) -> None:
        first, second, third = READER.read(Source("x.csv", '"一, 二",,\n"三\n四",,\n'.encode())).blocks
        assert [block.text for block in (first, second, third) if isinstance(block, Paragraph)] == [
            "一, 二",
            "三",
            "四",
        ]

    def test_a_quotation_mark_that_is_never_closed_is_told(self) -> None:
        with pytest.raises(ReadError, match="line 2"):
            READER.read(Source("x.csv", ('规章,1\n规章,"' + "一" * 140_000).encode()))

    def test_in_folders_such_files_are_left_alone(self) -> None:
        assert ".csv" not in READER.suffixes
