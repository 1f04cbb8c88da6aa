"""From text copies to reports: the given examples, and the ways in which real copies are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.document import Block, Document, Paragraph
from gongkai.errors import ReadError
from gongkai.load import Loader
from gongkai.place import At
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.recognize import recognize
from gongkai.report import Report
from gongkai.specimen import write_report
from gongkai.testing import report

ROOT = Path(__file__).parent.parent.parent
SIX = ["overview", "proactive", "applications", "disputes", "problems", "other"]


def load(catalogue: Catalogue, text: str | bytes, path: str = "report.txt") -> Report:
    data = text.encode() if isinstance(text, str) else text
    return Loader(readers=catalogue.readers, standards=catalogue.standards).load(Source(path, data))


@pytest.fixture(scope="module")
def huodian(catalogue: Catalogue) -> Report:
    return load(catalogue, (ROOT / "examples" / "huodian-2020.txt").read_bytes())


@pytest.fixture(scope="module")
def city(catalogue: Catalogue) -> Report:
    return load(catalogue, (ROOT / "tests" / "examples" / "city-2025.txt").read_bytes())


class TestTheGivenExample:
    def test_says_whose_report_it_is_and_of_which_year(self, huodian: Report) -> None:
        assert huodian.agency is not None
        assert huodian.agency.value == "夏邑县火店镇人民政府"
        assert (huodian.fiscal_year, huodian.standard.id) == (2020, "gkbg-2019")
        assert (huodian.body.kind, huodian.body.level) == ("government", "township")
        assert huodian.period is None

    def test_has_the_six_sections_and_three_tables(self, huodian: Report) -> None:
        assert [section.id for section in huodian.sections] == SIX
        assert [(table.id, table.section) for table in huodian.tables] == [(name, name) for name in SIX[1:4]]

    def test_rows_that_lack_a_value_are_bound_but_their_values_are_not(self, huodian: Report) -> None:
        table = huodian.table("applications")
        assert table is not None
        assert len(table.rows) == 23
        assert all(row.id for row in table.rows)
        loose = [row for row in table.rows if row.loose]
        assert len(loose) == 21
        assert all(len(row.loose) == 6 and not row.cells for row in loose)
        assert {row.id for row in table.rows if row.cells} == {"received", "carried_in"}
        assert table.value("carried_in", "total") == 0

    def test_the_other_tables_are_read_whole(self, huodian: Report) -> None:
        for name, count in (("proactive", 22), ("disputes", 15)):
            table = huodian.table(name)
            assert table is not None
            assert sum(len(row.cells) for row in table.rows) == count

    def test_positions_are_those_of_the_file(self, huodian: Report) -> None:
        table = huodian.table("applications")
        assert table is not None
        lines = (ROOT / "examples" / "huodian-2020.txt").read_text(encoding="utf-8").split("\n")
        for row in table.rows:
            for part in (*row.cells, *row.loose):
                assert part.at.line is not None
                assert part.at.column is not None
                line = lines[part.at.line - 1]
                assert line[part.at.column - 1 :].startswith(part.text)


class TestTheCorrectReport:
    def test_every_number_is_in_its_cell(self, city: Report) -> None:
        assert city.fidelity.score == 1.0
        table = city.table("applications")
        assert table is not None
        assert [table.value("received", c.id) for c in table.spec.blocks[0].columns] == [
            13612,
            252,
            0,
            45,
            128,
            32,
            14069,
        ]
        assert table.value("closed_fee_unpaid", "public_interest") == 1
        disputes = city.table("disputes")
        assert disputes is not None
        assert (disputes.value("cases", "review_pending"), disputes.value("cases", "after_total")) == (121, 156)

    def test_the_period_is_found(self, city: Report) -> None:
        assert city.period is not None
        assert (str(city.period.start), str(city.period.end)) == ("2025-01-01", "2025-12-31")

    def test_a_table_of_which_no_value_has_a_column_is_not_read(self, catalogue: Catalogue) -> None:
        text = (ROOT / "tests" / "examples" / "city-2025.txt").read_text(encoding="utf-8")
        values = "376\t97\t196\t121\t790\t16\t1\t12\t27\t56\t74\t1\t30\t51\t156"
        assert load(catalogue, text).fidelity.tables == 3
        fewer = load(catalogue, text.replace(values, "376\t97\t196\t121\t790\t16"))
        assert (fewer.fidelity.tables, fewer.fidelity.score) == (2, 0.667)
        none = load(catalogue, text.replace(values + "\n", ""))
        assert none.fidelity.tables == 3

    def test_a_whole_year_in_the_opening_is_the_period_whatever_it_is_called(self, catalogue: Catalogue) -> None:
        text = (ROOT / "tests" / "examples" / "city-2025.txt").read_text(encoding="utf-8")
        called = "所列数据的统计期限为2025年1月1日至2025年12月31日"
        other = load(catalogue, text.replace(called, "反映2024年1月1日至12月31日的情况")).period
        assert other is not None
        assert (str(other.start), str(other.end)) == ("2024-01-01", "2024-12-31")
        assert load(catalogue, text.replace(called, "上半年（2025年1月1日至6月30日）已公布")).period is None
        assert load(catalogue, text.replace(called, "2021年1月1日至2025年12月31日共五年")).period is None

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_the_encoding_makes_no_difference(self, city: Report, catalogue: Catalogue, encoding: str) -> None:
        text = (ROOT / "tests" / "examples" / "city-2025.txt").read_text(encoding="utf-8")
        assert load(catalogue, text.encode(encoding)).tables == city.tables

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_line_ends_make_no_difference(self, city: Report, catalogue: Catalogue, end: str) -> None:
        text = (ROOT / "tests" / "examples" / "city-2025.txt").read_text(encoding="utf-8")
        assert load(catalogue, text.replace("\n", end).encode()).tables == city.tables


class TestTitles:
    @pytest.mark.parametrize(
        "lines",
        [
            "云川县人民政府2025年政府信息公开工作年度报告",
            "云川县人民政府\n2025年政府信息公开工作年度报告",
            "云川县人民政府2025年\n政府信息公开工作年度报告",
            "云川县人民政府\n政府信息公开工作年度报告\n（2025年度）",
            "首页 > 政务公开 > 年报\n2025年云川县人民政府政府信息公开工作年度报告",
            "云 川 县 人 民 政 府\n2025年度政府信息公开工作年度报告",
            "云川县人民政府\n二〇二五年政府信息公开工作年度报告",
            "云川县人民政府２０２５年政府信息公开工作年度报告",
            "云川县人民政府\n政府信息公开工作年度报告\n（二○二五年度）",
        ],
    )
    def test_a_title_may_run_over_lines(self, catalogue: Catalogue, lines: str) -> None:
        text = write_report(catalogue.standards["gkbg-2021"])
        _, _, rest = text.partition("\n")
        about = load(catalogue, lines + "\n" + rest)
        assert about.agency is not None
        assert (about.agency.value, about.fiscal_year) == ("云川县人民政府", 2025)

    def test_its_lower_half_opens_no_section(self, catalogue: Catalogue) -> None:
        _, _, rest = write_report(catalogue.standards["gkbg-2021"]).partition("\n")
        lines = "# 云川县人民政府2025年度\n\n# 政府信息公开工作年度报告\n"
        assert [section.id for section in load(catalogue, lines + rest, path="a.md").sections] == SIX

    def test_the_documents_before_it_are_no_part_of_it(self, catalogue: Catalogue) -> None:
        text = write_report(catalogue.standards["gkbg-2021"])
        about = load(catalogue, "云政发〔2026〕1号\n关于印发报告的通知：\n" + text)
        assert about.title is not None
        assert about.title.value == "云川县人民政府2025年政府信息公开工作年度报告"


class TestHeadings:
    @pytest.fixture
    def text(self, catalogue: Catalogue) -> str:
        return write_report(catalogue.standards["gkbg-2021"])

    def test_rows_that_look_like_headings_start_no_section(self, catalogue: Catalogue, text: str) -> None:
        broken = text.replace("三、本年度办理结果\t", "三、本年度办理结果\n")
        assert [section.id for section in load(catalogue, broken).sections] == SIX

    def test_a_paragraph_that_lists_the_sections_starts_none(self, catalogue: Catalogue, text: str) -> None:
        listing = "本报告分为六个部分：一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况。\n一、总体情况"
        assert [s.id for s in load(catalogue, text.replace("一、总体情况", listing, 1)).sections] == SIX

    def test_a_table_of_contents_starts_none(self, catalogue: Catalogue, text: str) -> None:
        standard = catalogue.standards["gkbg-2021"]
        contents = "".join(f"{s.ordinal}、{s.heading}\n" for s in standard.sections)
        about = load(catalogue, text.replace("一、总体情况", contents + "一、总体情况", 1))
        assert [section.id for section in about.sections] == SIX
        assert about.table("applications") is not None

    def test_a_list_of_them_line_by_line_starts_none(self, catalogue: Catalogue, text: str) -> None:
        standard = catalogue.standards["gkbg-2021"]
        lines = "；\n".join(f"{s.ordinal}、{s.heading}" for s in standard.sections) + "。\n"
        about = load(catalogue, text.replace("一、总体情况", lines + "一、总体情况", 1))
        assert [section.id for section in about.sections] == SIX

    def test_a_full_stop_behind_a_heading_makes_no_difference(self, catalogue: Catalogue, text: str) -> None:
        about = load(catalogue, text.replace("六、其他需要报告的事项", "六、其他需要报告的事项。"))
        assert [section.id for section in about.sections] == SIX

    def test_a_numbered_list_inside_a_section_starts_none(self, catalogue: Catalogue, text: str) -> None:
        listed = text.replace("（一）主动公开。", "一、加强领导\n二、规范程序\n三、做好公开\n（一）主动公开。")
        assert [section.id for section in load(catalogue, listed).sections] == SIX

    def test_a_heading_in_other_words_counts_by_its_number(self, catalogue: Catalogue, text: str) -> None:
        about = load(catalogue, text.replace("一、总体情况", "一、工作开展情况"))
        assert [section.id for section in about.sections] == SIX

    @pytest.mark.parametrize(
        "heading", ["主动公开情况", "存在的问题", "一、主动公开情况", "（一）主动公开政府信息情况"]
    )
    def test_subheadings_by_style_start_none(self, catalogue: Catalogue, heading: str) -> None:
        standard = catalogue.standards["gkbg-2021"]
        blocks: list[Block] = [Paragraph(text=standard.specimen.title, at=At(), heading=1)]
        for section in standard.sections:
            blocks.append(Paragraph(text=f"{section.ordinal}、{section.heading}", at=At(), heading=2))
            if section.ordinal == "一":
                blocks += [Paragraph(text=heading, at=At(), heading=3), Paragraph(text="全年公开120条。", at=At())]
        about = recognize(Document(path="x", format="docx", blocks=tuple(blocks)), catalogue.standards)
        assert [(section.id, section.ordinal) for section in about.sections] == [
            (section.id, section.ordinal) for section in standard.sections
        ]

    def test_a_seventh_section_is_kept_without_an_id(self, catalogue: Catalogue, text: str) -> None:
        about = load(catalogue, text + "\n七、下一年工作思路\n\n继续努力。\n")
        assert [section.id for section in about.sections] == [*SIX, None]

    def test_an_item_of_a_list_that_is_like_a_heading_starts_none(self, catalogue: Catalogue) -> None:
        about = report(catalogue=catalogue, sections={"overview": "一、主动公开情况\n全年公开信息120条。"})
        assert [section.id for section in about.sections] == SIX
        overview = about.section("overview")
        assert overview is not None
        assert len(overview.passages) == 2

    @pytest.mark.parametrize(
        ("line", "text"),
        [
            ("六、其他需要报告的事项：无", "无"),
            ("六、其他需要报告的事项：2025年未收取信息处理费", "2025年未收取信息处理费"),
            ("六、其他需要报告的事项（一）收费情况。未收取。", "（一）收费情况。未收取。"),
        ],
    )
    def test_a_heading_and_its_text_may_share_a_line(self, catalogue: Catalogue, line: str, text: str) -> None:
        head, _, _ = write_report(catalogue.standards["gkbg-2021"]).partition("六、其他需要报告的事项")
        other = load(catalogue, head + line + "\n").section("other")
        assert other is not None
        assert (other.heading, [p.text for p in other.passages]) == ("其他需要报告的事项", [text])

    def test_text_behind_a_heading_on_its_line_belongs_to_the_section(self, catalogue: Catalogue, text: str) -> None:
        head, _, _ = text.partition("六、其他需要报告的事项")
        about = load(catalogue, head + "六、其他需要报告的事项：本年度未收取信息处理费。\n")
        other = about.section("other")
        assert other is not None
        assert [p.text for p in other.passages] == ["本年度未收取信息处理费。"]


class TestTables:
    def test_an_empty_line_in_a_table_does_not_end_it(self, catalogue: Catalogue) -> None:
        text = write_report(catalogue.standards["gkbg-2021"]).replace("四、结转下年度", "\n四、结转下年度")
        about = load(catalogue, text)
        assert [table.id for table in about.tables] == SIX[1:4]
        assert about.fidelity.score == 1.0

    def test_a_blank_in_an_aligned_table_keeps_its_column(self, catalogue: Catalogue) -> None:
        about = report(catalogue=catalogue, cells={"applications.granted.business": ""})
        table = about.table("applications")
        assert table is not None
        cell = table.cell("granted", "business")
        assert cell is not None
        assert cell.state == "blank"
        assert table.value("granted", "total") == 15

    def test_rows_in_another_order_keep_their_values(self, catalogue: Catalogue) -> None:
        text = write_report(catalogue.standards["gkbg-2021"])
        lines = text.split("\n")
        first = next(n for n, line in enumerate(lines) if "1.信访举报投诉类申请" in line)
        lines[first + 1], lines[first + 2] = lines[first + 2], lines[first + 1]
        about = load(catalogue, "\n".join(lines))
        table = about.table("applications")
        assert table is not None
        ids = [row.id for row in table.rows]
        assert ids.index("rejected_publication") < ids.index("rejected_duplicate")

    def test_a_table_in_the_old_layout_is_read_in_that_layout(self, catalogue: Catalogue) -> None:
        old = write_report(catalogue.standards["gkbg-2019"], year=2023)
        about = load(catalogue, old)
        assert about.standard.id == "gkbg-2021"
        assert {table.id: table.standard for table in about.tables} == {
            "proactive": "gkbg-2019",
            "applications": "gkbg-2019",
            "disputes": "gkbg-2021",
        }

    def test_a_misspelt_label_is_still_that_row(self, catalogue: Catalogue) -> None:
        about = report(catalogue=catalogue, replace={"2.没有现成信息需要另行制作": "2.没有现存信息需另行制作"})
        table = about.table("applications")
        assert table is not None
        assert table.row("unavailable_needs_creation") is not None


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("会议通知\n\n请各单位参加会议。\n", "GK905"),
            ("关于云川县2024年政府信息公开工作年度报告的解读\n\n一、总体情况\n\n……\n", "GK905"),
            ("云川县人民政府2017年政府信息公开工作年度报告\n\n一、概述\n\n……\n", "GK906"),
            ("", "GK901"),
            (b"\x00\x01\x02\x03" * 100, "GK901"),
            (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "GK901"),
        ],
    )
    def test_what_is_no_report_is_said_to_be_none(self, catalogue: Catalogue, text: str | bytes, code: str) -> None:
        with pytest.raises(ReadError) as raised:
            load(catalogue, text)
        assert raised.value.code == code
