"""Web pages: what browsers make of broken tables, what stands around the report, encodings, positions."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.config import Config
from gongkai.document import Document, Grid, Paragraph
from gongkai.engine import check_source
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source, choose_reader
from gongkai.readers.html import READER
from gongkai.report import Report
from gongkai.selection import choose

EXAMPLES = Path(__file__).parent.parent / "examples"


def read(page: str | bytes) -> Document:
    document = READER.read(Source("page.html", page.encode() if isinstance(page, str) else page))
    assert isinstance(document, Document)
    return document


def grid(table: str) -> list[list[str]]:
    """The one table of a page, spread out; "" where there is no cell."""
    (found,) = [block for block in read(f"<html><body>{table}").blocks if isinstance(block, Grid)]
    return [[cell.text if cell else "" for cell in row] for row in found.matrix]


def paragraphs(page: str) -> list[str]:
    return [block.text for block in read(f"<html>{page}").blocks if isinstance(block, Paragraph)]


class TestTables:
    @pytest.mark.parametrize(
        "table",
        [
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
            "<TABLE><TR><TD>a<TD>b<TR><TD>c<TD>d</TABLE>",
            "<table><tbody><tr><td>a</td><td>b</td><tr><td>c</td><td>d</td></tbody></table>",
            "<table><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></table>",
            "<table><tr><td>a</td><td>b</td></tr><tr></tr><tr><td>c</td><td>d</td></tr>",
            "<table><thead><tr><th>a</th><th>b</th></thead><tr><td>c</td><td>d</td></tr></table>",
            "<table><tr><td><p>a</p></td><td><div><span>b</span></div></td></tr><tr><td>c</div></td><td>d</p></td></tr></table>",
            "<table border='1' width=100\"><tr><td width=\"10\">a</td><td title='x>y'>b</td></tr><tr><td>c<td>d</table>",
            "<table><!-- <tr><td>x</td></tr> --><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
            "<table><tr><td>a</td></tr></table><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
            "<table><tr><td>a</td><td>b<script>document.write('<td>z</td>')</script></td></tr><tr><td>c</td><td>d</td></tr></table>",
            "<table><tr><td>a</td><td>b</td></tr></td></tr><tr><td>c</td><td>d</td></tr></table></table>",
            "<table><tr><TD>a</td><td>b</TD></tr><tr><td>c</td ><td>d</td/></tr></table>",
            "<table><tr><td>a</th><td>b</p></td></tr><tr><td>c</td>\n<td><span>d</span></td></tr></table>",
        ],
    )
    def test_rows_and_cells_are_those_that_browsers_show(self, table: str) -> None:
        assert grid(table) == [["a", "b"], ["c", "d"]]

    def test_merged_cells_cover_their_places(self) -> None:
        table = "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
        assert grid(table) == [["a", "b", "b"], ["a", "c", "d"]]

    @pytest.mark.parametrize("empty", ["<tr></tr>", "<tr class=x>\n", "</tbody><tbody><tr></tr>"])
    def test_a_row_without_cells_is_one_for_those_above(self, empty: str) -> None:
        first = "<table><tr><td rowspan=3>a</td><td rowspan=2>b</td><td>c</td></tr>"
        table = f"{first}{empty}<tr><td>d</td><td>e</td></tr><tr><td>f</td><td>g</td><td>h</td></tr></table>"
        assert grid(table) == [["a", "b", "c"], ["a", "d", "e"], ["f", "g", "h"]]

    @pytest.mark.parametrize("span", ["1000000", "99999999999999999999", " 200 "])
    def test_absurd_spans_end_with_the_row(self, span: str) -> None:
        table = f'<table><tr><td colspan="{span}">a</td></tr><tr><td rowspan="{span}">b</td><td>c</td></tr></table>'
        assert grid(table) == [["a", "a"], ["b", "c"]]

    @pytest.mark.parametrize("span", ["0", "-3", "", "abc", "1.9"])
    def test_spans_that_say_nothing_are_one(self, span: str) -> None:
        assert grid(f'<table><tr><td colspan="{span}">a</td><td>b</td></tr></table>') == [["a", "b"]]

    def test_rowspan_zero_is_the_rest_of_the_table(self) -> None:
        table = "<table><tr><td rowspan=0>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr></table>"
        assert grid(table) == [["a", "b"], ["a", "c"], ["a", "d"]]

    def test_lines_of_a_label_stay_apart_and_blanks_are_blank(self) -> None:
        table = "<table><tr><td>商业<br>企业</td><td>&nbsp;</td><td>&#12288;</td><td>1&nbsp;</td></tr></table>"
        assert grid(table) == [["商业\n企业", "", "", "1"]]

    def test_a_layout_table_is_none(self) -> None:
        page = "<table><tr><td>左栏</td><td><p>甲</p><table><tr><td>1</td><td>2</td></tr></table><p>乙</p></td></tr></table>"
        document = read(f"<html>{page}")
        assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Paragraph", "Grid", "Paragraph"]

    def test_text_between_rows_comes_before_the_table(self) -> None:
        document = read("<html><table><tr><td>a</td><td>b</td></tr>注：<tr><td>c</td><td>d</td></tr></table>")
        assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Grid"]


class TestText:
    def test_paragraphs_end_at_blocks_and_breaks(self) -> None:
        page = "<div>一<p>二<p>三<br>四<h2>五</h2>六<ul><li>七<li>八</br>九</ul></div>"
        assert paragraphs(page) == list("一二三四五六七八九")

    def test_headings_keep_their_level(self) -> None:
        (block,) = read("<html><h3>一、<b>总体</b>情况</h3>").blocks
        assert isinstance(block, Paragraph)
        assert (block.text, block.heading) == ("一、总体情况", 3)

    def test_a_line_break_in_the_source_is_no_space_between_chinese_characters(self) -> None:
        assert paragraphs("<p>政府信息\r\n   公开 abc\ndef</p>") == ["政府信息公开 abc def"]

    def test_what_is_not_shown_is_not_read(self) -> None:
        page = "<head><style>p{}</style><title>题</title></head><body><!-- 注 --><!-- 注 --!><script>if (a<b) {}</script><noscript>无</noscript><select><option>甲</select><p>文</p>"
        assert paragraphs(page) == ["文"]

    def test_character_references_are_resolved(self) -> None:
        assert paragraphs("<p>&#x4e00;、&ldquo;三安全&rdquo;&amp;&lt;b&gt;&unknown; A&B</p>") == [
            "一、“三安全”&<b>&unknown; A&B"
        ]

    @pytest.mark.parametrize("one", ["&#49;", "&#x31;", "&#0000000049;", "&#x0000000031;"])
    def test_references_may_be_written_with_zeros_before_them(self, one: str) -> None:
        assert paragraphs(f"<p>收到{one}件</p>") == ["收到1件"]

    def test_a_reference_to_what_is_no_character_is_left(self) -> None:
        endless = f"&#{'9' * 5000};"
        assert read(f"<title>{endless}</title><p>甲</p>").title == endless

    @pytest.mark.parametrize("end", ["</ td>", "</3>", "</甲>", "</>", "<!甲>", "<?甲?>", "<!-- 甲 -->"])
    def test_what_begins_as_no_tag_does_is_not_shown(self, end: str) -> None:
        assert paragraphs(f"<p>收到{end}12件</p>") == ["收到12件"]
        assert grid(f"<table><tr><td>30{end}</td><td>4</td></tr></table>") == [["30", "4"]]

    @pytest.mark.parametrize(
        "struck",
        [
            "<s>{}</s>",
            "<DEL datetime=x>{}</DEL>",
            "<strike><b>{}</b></strike>",
            "<s>{0}<del>{0}</del>{0}</s>",
            '<span style="text-decoration: line-through">{}</span>',
            '<SPAN STYLE="color: red; text-decoration:line-through;"><span>{0}</span>{0}</SPAN>',
        ],
    )
    def test_words_that_are_struck_out_do_not_count(self, struck: str) -> None:
        assert paragraphs(f"<p>收到{struck.format('5')}6件</p>") == ["收到6件"]
        assert paragraphs(f"<div>{struck.format('<p>甲</p>')}<p>乙</p></div>") == ["乙"]
        cell = f'<td><p><span style="a: b">{struck.format("5")}6</span></p></td>'
        assert grid(f"<table><tr>{cell * 3}<tr>{cell}<td>{struck.format(7)}<td>8</table>") == [
            ["6", "6", "6"],
            ["6", "", "8"],
        ]
        assert paragraphs(f"{struck.format('<table><tr><td>1<td>2</table>')}<p>甲") == ["甲"]

    def test_a_strike_that_is_left_open_ends_with_its_cell(self) -> None:
        assert grid("<table><tr><td><s>1</td><td>2</s></td><td>3</td></tr></table>") == [["", "2", "3"]]

    def test_what_stands_behind_struck_words_stays_in_its_place(self) -> None:
        page = '<html>\n<p>甲<span style="text-decoration: line-through">乙</span>丙</p>'
        (paragraph,) = read(page).blocks
        assert isinstance(paragraph, Paragraph)
        at = paragraph.at_span(1, 2)
        assert page.split("\n")[(at.line or 0) - 1][(at.column or 0) - 1] == "丙"

    def test_positions_are_those_of_the_source(self) -> None:
        page = "<html>\n<p>\n  甲&amp;乙\n  丙</p><table><tr><td> 12 </td><td></td></tr></table>"
        paragraph, table = read(page).blocks
        assert isinstance(paragraph, Paragraph)
        assert isinstance(table, Grid)
        assert paragraph.text == "甲&乙丙"
        assert (paragraph.at.line, paragraph.at.column) == (3, 3)
        assert (paragraph.at_span(2, 3).line, paragraph.at_span(2, 3).column) == (3, 9)
        assert (paragraph.at_span(3, 4).line, paragraph.at_span(3, 4).column) == (4, 3)
        assert (table.rows[0][0].at.line, table.rows[0][0].at.column) == (4, 24)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_lines_end_as_in_editors(self, end: str) -> None:
        first, second = read(f"<html>{end}<p>甲</p>{end}{end} <p>乙</p>").blocks
        assert [(block.at.line, block.at.column) for block in (first, second)] == [(2, 4), (4, 5)]

    def test_a_page_may_mix_its_line_ends(self) -> None:
        (block,) = read("<html>\r<p>\n\r\n甲</p>").blocks
        assert (block.at.line, block.at.column) == (4, 1)

    @pytest.mark.parametrize("words", ["<", "1<2 ", "< p>", "<3>"])
    def test_what_is_no_tag_is_text(self, words: str) -> None:
        assert paragraphs(f"<p>甲{words}乙</p><p>丙</p>") == [f"甲{words}乙", "丙"]

    def test_a_text_may_be_longer_than_any_tag(self) -> None:
        long = "公开" * 15_000
        assert paragraphs(f"<p>{long}</p>{long}<b>{long}</b><p>丙</p>") == [long, long * 2, "丙"]


SECTIONS = "".join(f"<h2>{n}、标题</h2><p>文字{n}。</p>" for n in "一二三")


class TestRegion:
    def test_the_site_around_the_report_is_left_out(self) -> None:
        page = (
            "<title>某县2025年政府信息公开工作年度报告_门户</title><body><ul><li>首页<li>政务公开</ul>"
            "<div><h1>某县2025年政府信息公开工作年度报告</h1><div>发布时间：2026-01-20 字号：大 中 小</div>"
            f"<div id=zoom><p>本报告依据条例编制。</p>{SECTIONS}</div></div><div>打印 分享 主办单位</div>"
        )
        document = read(f"<html>{page}")
        texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
        assert texts == [
            "某县2025年政府信息公开工作年度报告", "本报告依据条例编制。",
            "一、标题", "文字一。", "二、标题", "文字二。", "三、标题", "文字三。",
        ]  # fmt: skip
        assert [r.value for r in document.readings if r.name == "published"] == ["2026-01-20"]

    def test_a_long_paragraph_between_title_and_report_is_its_preamble(self) -> None:
        preamble = (
            "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自2025年1月1日起至2025年12月31日止。"
        )
        page = f"<h1>某县报告</h1><div>来源：办公室</div><div>{preamble}</div><div>{SECTIONS}</div><div>页脚</div>"
        assert paragraphs(page)[:3] == ["某县报告", preamble, "一、标题"]

    @pytest.mark.parametrize(
        ("head", "day"),
        [
            ('<meta name="PubDate" content="2026-01-05 09:30:00">', "2026-01-05"),
            ('<META CONTENT="2026/1/5" NAME=publishdate>', "2026-01-05"),
            ('<meta property="article:published_time" content="2026-01-05T09:30:00+08:00"/>', "2026-01-05"),
            ('<meta name="PubDate" content="2026-13-45">', None),
        ],
    )
    def test_the_head_says_when_it_was_published(self, head: str, day: str | None) -> None:
        readings = read(f"<html><head>{head}</head><body>{SECTIONS}").readings
        assert [r.value for r in readings if r.name == "published"] == ([day] if day else [])

    def test_a_page_without_sections_or_tables_is_kept_whole(self) -> None:
        assert paragraphs("<p>甲</p><div>乙</div>") == ["甲", "乙"]


class TestEncodings:
    PAGE = "<html><head><meta charset='{}'><title>某县</title></head><body><p>政府信息公开𠮷镕</p>"

    @pytest.mark.parametrize("stated", ["utf-8", "gb2312", "gbk", "iso-8859-1", "x"])
    @pytest.mark.parametrize("real", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_the_bytes_decide_and_not_what_the_page_says(self, stated: str, real: str) -> None:
        document = read(self.PAGE.format(stated).encode(real))
        assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["政府信息公开𠮷镕"]

    @pytest.mark.parametrize("real", ["utf-8", "gb18030", "utf-16"])
    @pytest.mark.parametrize("before", range(4))
    def test_long_pages_are_decoded_wherever_their_characters_begin(self, before: int, real: str) -> None:
        words = "x" * before + "政府信息公开𠮷镕" * 3000
        document = read(f"<html><p>{'y' * 20_000}</p><p>{words}</p>".encode(real))
        assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["y" * 20_000, words]

    def test_big5_is_believed_where_it_is_stated(self) -> None:
        document = read("<html><meta charset=big5><p>政府資訊公開</p>".encode("big5"))
        assert isinstance(document.blocks[0], Paragraph)
        assert document.blocks[0].text == "政府資訊公開"

    def test_single_damaged_bytes_cost_one_character(self) -> None:
        data = ("<html><p>政府信息公开</p>" + "<p>工作年度报告</p>" * 200).encode()
        document = read(data[:15] + b"\xff" + data[15:])
        assert len(document.blocks) == 201


class TestClaims:
    @pytest.mark.parametrize(
        ("path", "data"),
        [
            ("report.html", b"<div><p>text"),
            ("report.doc", b"\n<!-- saved --><!DOCTYPE HTML><html>"),
            ("report.txt", b"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>"),
            ("report", b"\xef\xbb\xbf<HTML>"),
            ("report", "<html><p>甲".encode("utf-16")),
            ("report.txt", "<p>甲</p>\n<table>".encode()),
        ],
    )
    def test_a_page_is_known_by_its_content(self, catalogue: Catalogue, path: str, data: bytes) -> None:
        assert choose_reader(Source(path, data), catalogue.readers).name == "html"

    @pytest.mark.parametrize(("path", "name"), [("a.txt", "text"), ("a.md", "markdown"), ("a", "text")])
    def test_text_is_not_taken_for_a_page(self, catalogue: Catalogue, path: str, name: str) -> None:
        assert choose_reader(Source(path, "数量 < 3 件\n一、总体情况".encode()), catalogue.readers).name == name


class TestTheCorrectPage:
    @pytest.fixture
    def reports(self, catalogue: Catalogue) -> tuple[Report, Report]:
        loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
        page, text = (
            loader.load(Source(name, (EXAMPLES / name).read_bytes())) for name in ("city-2025.html", "city-2025.txt")
        )
        return page, text

    def test_it_is_the_same_report_as_its_text_copy(self, reports: tuple[Report, Report]) -> None:
        def plain(report: Report) -> object:
            tables = [
                (t.id, t.standard, [(r.id, r.label, [(c.column, c.text) for c in r.cells]) for r in t.rows])
                for t in report.tables
            ]
            columns = [[(c.block, c.id, c.label) for c in t.columns] for t in report.tables]
            sections = [(s.id, s.heading, [p.text for p in s.passages]) for s in report.sections]
            said = report.title and report.title.value, report.fiscal_year, report.period and report.period.text
            return tables, columns, said, [s for s in sections if s[0] != "proactive"], report.fidelity

        page, text = reports
        assert plain(page) == plain(text)
        assert [day.value for day in page.published] == ["2026-01-20"]

    def test_nothing_is_found_in_it(self, catalogue: Catalogue) -> None:
        loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
        source = Source("city-2025.html", (EXAMPLES / "city-2025.html").read_bytes())
        outcome = check_source(source, loader, choose(catalogue.rules, Config()), 0.6, catalogue.instruments)
        assert outcome.diagnostics == ()
        assert outcome.incidents == ()
