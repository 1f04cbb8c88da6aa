"""The DOCX reader: words as printed, headings, automatic numbers, tables, positions, and facts about the file."""

from __future__ import annotations

import pytest

from corpus.docx import NAMESPACES, pack
from gongkai.document import Document, Grid, Paragraph
from gongkai.errors import ReadError
from gongkai.place import At
from gongkai.reader import Source
from gongkai.readers.docx import READER, read_document
from gongkai.readers.docx.numerals import numeral


def read(body: str, **parts: str) -> Document:
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    inside = {kind: f"<w:{kind} {NAMESPACES}>{each}</w:{kind}>" for kind, each in parts.items()}
    return read_document(Source("x.docx", pack(xml, inside)))


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(body, **parts).blocks if isinstance(block, Paragraph)]


def grid(body: str, **parts: str) -> Grid:
    (found,) = (block for block in read(body, **parts).blocks if isinstance(block, Grid))
    return found


def facts(document: Document, name: str) -> list[str]:
    return [reading.value for reading in document.readings if reading.name == name]


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def tc(text: str, properties: str = "") -> str:
    inner = text if text.startswith("<") else p(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tbl(*rows: str) -> str:
    return (
        "<w:tbl>" + "".join(row if row.startswith("<w:tr>") else f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    )


class TestWords:
    @pytest.mark.parametrize(
        ("inside", "text"),
        [
            (r("收到") + r("申请") + r("12件"), "收到申请12件"),
            (f'<w:ins w:id="1">{r("新")}</w:ins><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>{r("文")}', "新文"),
            (f'<w:moveTo w:id="1">{r("来")}</w:moveTo><w:moveFrom w:id="2">{r("去")}</w:moveFrom>', "来"),
            (f'<w:hyperlink w:anchor="a">{r("链接")}</w:hyperlink>', "链接"),
            (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('2025')}</w:sdtContent></w:sdt>{r('年')}", "2025年"),
            (f'<w:fldSimple w:instr="DATE">{r("3月")}</w:fldSimple>', "3月"),
            ("<w:r><w:t>第</w:t><w:noBreakHyphen/><w:t>号</w:t></w:r>", "第-号"),
            ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
            ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "是"),
            ("<w:r><w:ruby><w:rt><w:r><w:t>yun</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r></w:rubyBase></w:ruby></w:r>", "云"),
            (r("正") + r("文") + "<w:r><w:footnoteReference w:id='2'/></w:r>", "正文"),
        ],
    )  # fmt: skip
    def test_a_paragraph_reads_as_printed(self, inside: str, text: str) -> None:
        assert texts(f"<w:p>{inside}</w:p>") == [text]

    def test_a_field_shows_its_result_also_when_fields_nest(self) -> None:
        def mark(kind: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

        inner = mark("begin") + r("A1") + mark("separate") + r("不显示") + mark("end")
        field = (
            mark("begin")
            + "<w:r><w:instrText>IF</w:instrText></w:r>"
            + inner
            + mark("separate")
            + r("12")
            + mark("end")
        )
        assert texts(f"<w:p>{r('共')}{field}{r('件')}</w:p>") == ["共12件"]

    def test_a_line_break_ends_a_line(self) -> None:
        assert texts("<w:p><w:r><w:t>云川县人民政府</w:t><w:br/><w:t>2025年报告</w:t></w:r></w:p>") == [
            "云川县人民政府",
            "2025年报告",
        ]

    def test_a_paragraph_whose_mark_is_deleted_runs_on(self) -> None:
        deleted = '<w:rPr><w:del w:id="1" w:author="张三"/></w:rPr>'
        assert texts(p("收到申请", properties=deleted) + p("12件")) == ["收到申请12件"]

    def test_a_text_box_is_read_once(self) -> None:
        box = f"<w:txbxContent>{p('标题')}</w:txbxContent>"
        both = f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>'
        old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
        assert texts(f"<w:p><w:r>{both}</w:r>{r('正文')}</w:p><w:p><w:r>{old}</w:r></w:p>") == [
            "正文",
            "标题",
            "标题",
        ]

    def test_hidden_words_are_left_out_and_told(self) -> None:
        hide = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        body = p(
            "共", r("99", "<w:vanish/>"), r("98", '<w:rStyle w:val="h"/>'), r("12", '<w:vanish w:val="0"/>'), "件"
        )
        document = read(body, styles=hide)
        assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["共12件"]
        assert facts(document, "hidden-text") == ["9998"]

    @pytest.mark.parametrize("strike", ["<w:strike/>", "<w:dstrike/>", '<w:strike w:val="true"/>'])
    def test_words_that_are_struck_out_are_left_out_and_told(self, strike: str) -> None:
        document = read(p("共", r("5", strike), r("6", '<w:strike w:val="0"/>'), "件"))
        assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["共6件"]
        assert facts(document, "struck-text") == ["1"]

    def test_a_table_of_contents_is_left_out(self) -> None:
        control = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        style = '<w:style w:type="paragraph" w:styleId="5"><w:name w:val="toc 1"/></w:style>'
        body = (
            f"{control}{p('一、总体情况 1')}</w:sdtContent></w:sdt>"
            + p("二、情况 2", properties='<w:pStyle w:val="5"/>')
            + p("正文")
        )
        assert texts(body, styles=style) == ["正文"]


class TestHeadings:
    STYLES = (
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="章"/><w:basedOn w:val="2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="A"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="B"/><w:basedOn w:val="a"/></w:style>'
    )

    @pytest.mark.parametrize(
        ("properties", "level"),
        [
            ('<w:pStyle w:val="2"/>', 2),
            ('<w:pStyle w:val="x"/>', 2),
            ('<w:pStyle w:val="y"/>', 1),
            ('<w:outlineLvl w:val="2"/>', 3),
            ('<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>', None),
            ('<w:pStyle w:val="a"/>', None),
            ("", None),
        ],
    )
    def test_the_level_comes_from_style_or_outline(self, properties: str, level: int | None) -> None:
        (block,) = read(p("总体情况", properties=properties), styles=self.STYLES).blocks
        assert isinstance(block, Paragraph)
        assert block.heading == level


def level(n: int, text: str, form: str = "decimal", extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(list_id: int, n: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="{list_id}"/></w:numPr>'


class TestNumbers:
    LISTS = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "%1、", "chineseCounting", '<w:pStyle w:val="h1"/>')
        + level(1, "（%2）", "chineseCounting")
        + level(2, "%1.%3", extra="<w:isLgl/>")
        + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
        + level(0, "\uf06c", "bullet")
        + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )  # fmt: skip

    def test_levels_count_and_start_again(self) -> None:
        levels = (0, 1, 1, 0, 1, 2)
        body = "".join(p(f"第{n}行", properties=numbered(1, depth)) for n, depth in enumerate(levels))
        assert [text[:-3] for text in texts(body, numbering=self.LISTS)] == [
            "一、",
            "（一）",
            "（二）",
            "二、",
            "（一）",
            "2.1 ",
        ]

    def test_a_style_gives_its_number_to_styles_based_on_it(self) -> None:
        styles = (
            '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="章"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="粗"/><w:basedOn w:val="h1"/></w:style>'
        )
        body = (
            p("总体情况", properties='<w:pStyle w:val="h2"/>')
            + p("不编号", properties='<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
            + p("主动公开", properties='<w:pStyle w:val="h1"/>')
        )
        assert texts(body, styles=styles, numbering=self.LISTS) == ["一、总体情况", "不编号", "二、主动公开"]

    def test_another_instance_of_a_list_may_start_again(self) -> None:
        body = "".join(p("行", properties=numbered(*place)) for place in ((1, 0), (1, 1), (3, 1), (3, 1), (1, 1)))
        assert texts(body, numbering=self.LISTS) == ["一、行", "（一）行", "（五）行", "（六）行", "（七）行"]

    def test_bullets_and_unknown_lists_print_nothing(self) -> None:
        body = p("甲", properties=numbered(2)) + p("乙", properties=numbered(77))
        assert texts(body, numbering=self.LISTS) == ["甲", "乙"]

    def test_cells_are_numbered_too(self) -> None:
        rows = [tc(p(word, properties=numbered(1, 1))) + tc("0") for word in ("予以公开", "部分公开")]
        assert [row[0].text for row in grid(tbl(*rows), numbering=self.LISTS).rows] == [
            "（一）予以公开",
            "（二）部分公开",
        ]

    @pytest.mark.parametrize(
        ("number", "form", "text"),
        [
            (10, "chineseCounting", "十"), (11, "japaneseCounting", "十一"), (20, "chineseCountingThousand", "二十"),
            (105, "chineseCountingThousand", "一百零五"), (110, "chineseCounting", "一百一十"), (1001, "chineseCounting", "一千零一"),
            (12, "chineseLegalSimplified", "壹拾贰"), (20, "ideographDigital", "二〇"), (3, "ideographTraditional", "丙"),
            (2, "ideographZodiac", "丑"), (7, "decimalEnclosedCircle", "⑦"), (21, "decimalEnclosedCircle", "21"),
            (3, "decimalEnclosedParen", "⑶"), (12, "decimalFullWidth", "１２"), (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"),
            (28, "lowerLetter", "bb"), (5, "decimalZero", "05"), (0, "chineseCounting", "0"), (3, "none", ""), (3, "hebrew1", "3"),
        ],
    )  # fmt: skip
    def test_number_formats(self, number: int, form: str, text: str) -> None:
        assert numeral(number, form) == text


class TestTables:
    def test_merged_cells_cover_rows_and_columns(self) -> None:
        restart, merged = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        found = grid(
            tbl(
                tc("表头", '<w:gridSpan w:val="2"/>' + restart) + tc("总计"),
                tc("", '<w:gridSpan w:val="2"/>' + merged) + tc("5"),
                tc("自然人") + tc("企业") + tc("7"),
            )
        )
        assert [[(c.text, c.rowspan, c.colspan) for c in row] for row in found.rows] == [
            [("表头", 2, 2), ("总计", 1, 1)],
            [("5", 1, 1)],
            [("自然人", 1, 1), ("企业", 1, 1), ("7", 1, 1)],
        ]
        assert found.exact

    def test_a_row_may_leave_columns_out_at_its_start(self) -> None:
        gap = '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + tc("9") + "</w:tr>"
        found = grid(tbl(tc("a") + tc("b") + tc("c"), gap))
        assert [cell.text if cell else None for cell in found.matrix[1]] == ["", "", "9"]

    def test_a_cell_that_continues_nothing_stands_alone(self) -> None:
        found = grid(
            tbl(
                tc("甲", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>') + tc("1"),
                tc("乙", "<w:vMerge/>") + tc("2") + tc("3"),
            )
        )
        assert [[c.text for c in row] for row in found.rows] == [["甲", "1"], ["乙", "2", "3"]]

    def test_old_horizontal_merging(self) -> None:
        found = grid(
            tbl(
                tc("宽", '<w:hMerge w:val="restart"/>') + tc("", '<w:hMerge w:val="continue"/>') + tc("1"),
                tc("a") + tc("b") + tc("2"),
            )
        )
        assert [(c.text, c.colspan) for c in found.rows[0]] == [("宽", 2), ("1", 1)]

    def test_deleted_rows_are_gone(self) -> None:
        gone = '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>' + tc("旧") + tc("9") + "</w:tr>"
        document = read(tbl(tc("新") + tc("1"), gone))
        (found,) = document.blocks
        assert isinstance(found, Grid)
        assert [[c.text for c in row] for row in found.rows] == [["新", "1"]]
        assert facts(document, "tracked-deletions") == ["1"]

    def test_rows_and_cells_in_content_controls_count(self) -> None:
        inside = f"<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{tc('1')}</w:sdtContent></w:sdt>{tc('2')}</w:tr></w:sdtContent></w:sdt>"
        found = grid(f"<w:tbl>{inside}</w:tbl>")
        assert [[c.text for c in row] for row in found.rows] == [["1", "2"]]

    def test_a_table_that_arranges_others_is_taken_apart(self) -> None:
        inner = tbl(tc("规章") + tc("1") + tc("2"), tc("规范性文件") + tc("3") + tc("4"))
        blocks = read(tbl(tc("导航") + tc(p("一、总体情况") + inner + p("正文")))).blocks
        assert [b.text if isinstance(b, Paragraph) else "grid" for b in blocks] == [
            "导航",
            "一、总体情况",
            "grid",
            "正文",
        ]

    def test_a_small_table_in_a_cell_is_part_of_its_text(self) -> None:
        rows = [tc(f"行{n}") + tc(str(n)) for n in range(3)]
        found = grid(tbl(tc("总计") + tc(p("合计") + tbl(tc("12") + tc("件")) + p("")), *rows))
        assert found.rows[0][1].text == "合计\n12\n件"

    def test_a_frame_of_one_cell_is_no_table(self) -> None:
        assert texts(tbl(tc(p("云川县人民政府") + p("2025年报告")))) == ["云川县人民政府", "2025年报告"]


class TestPositions:
    def test_paragraphs_tables_rows_and_cells_count_from_one(self) -> None:
        table = tbl(tc("a") + tc("b"), tc("c") + tc("d"))
        first, one, last = read(p() + p("一") + table + p() + p("二")).blocks
        assert isinstance(one, Grid)
        assert (first.at, last.at) == (At(paragraph=2), At(paragraph=4))
        assert one.rows[1][0].at == At(paragraph=2, table=1, row=2, cell=1)
        keys = [first.at.sort_key(), one.rows[0][0].at.sort_key(), one.rows[1][1].at.sort_key(), last.at.sort_key()]
        assert keys == sorted(keys)

    def test_pages_are_those_that_word_noted(self) -> None:
        turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
        row = "".join(tc(p(turn, word)) for word in ("甲", "乙"))
        blocks = read(p("一") + p("前", turn, "后") + tbl(tc("头") + tc("1"), row) + p(turn, "末")).blocks
        _, over, one, last = blocks
        assert isinstance(over, Paragraph)
        assert isinstance(one, Grid)
        assert [over.at_span(0, 1).page, over.at_span(1, 2).page] == [1, 2]
        assert [one.rows[0][0].at.page, one.rows[1][1].at.page] == [2, 2]
        assert last.at.page == 4

    def test_pages_are_unknown_where_none_are_noted(self) -> None:
        assert read(p("一")).blocks[0].at.page is None


class TestFacts:
    def test_changes_are_counted_with_the_place_of_the_first(self) -> None:
        document = read(p("一") + p(f'<w:ins w:id="1">{r("新")}</w:ins>') + p(f'<w:ins w:id="2">{r("新")}</w:ins>'))
        (reading,) = (each for each in document.readings if each.name == "tracked-insertions")
        assert (reading.value, reading.at.paragraph) == ("2", 2)

    def test_what_stands_apart_is_kept_apart(self) -> None:
        notes = f'<w:footnote w:type="separator">{p("——")}</w:footnote><w:footnote w:id="2">{p("注一")}</w:footnote>'
        document = read(p("正文"), footnotes=notes)
        assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["正文"]
        assert facts(document, "footnote") == ["注一"]

    def test_comments_are_counted_and_their_words_left_out(self) -> None:
        marks = (
            '<w:commentRangeStart w:id="{0}"/>'
            + r("12件")
            + '<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'
        )
        document = read(p("一") + tbl(tc("规章") + tc(p(marks.format(1)))) + p(marks.format(2)), comments=p("请核对"))
        (reading,) = (each for each in document.readings if each.name == "comments")
        assert (reading.value, reading.at) == ("2", At(paragraph=1, table=1, row=1, cell=2))
        assert "请核对" not in str(document.blocks)

    def test_pictures_are_counted_where_they_stand(self) -> None:
        blip = '<w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing>'
        line = '<w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict>'
        document = read(p("一") + f"<w:p><w:r>{line}</w:r></w:p><w:p><w:r>{blip}</w:r></w:p>")
        (reading,) = (each for each in document.readings if each.name == "pictures")
        assert (reading.value, reading.at.paragraph) == ("1", 3)

    def test_properties_footers_and_comments_of_a_word_file(self) -> None:
        import io

        import docx

        made = docx.Document()
        made.core_properties.author, made.core_properties.title = "张三", "旧标题"
        made.sections[0].footer.paragraphs[0].text = "- 1 -"
        paragraph = made.add_paragraph("正文")
        made.add_comment(paragraph.runs, text="请核对", author="李四")
        out = io.BytesIO()
        made.save(out)
        document = read_document(Source("x.docx", out.getvalue()))
        found = {reading.name: reading.value for reading in document.readings}
        assert (found["author"], found["title"], found["footer"], found["comments"]) == (
            "张三",
            "旧标题",
            "- 1 -",
            "1",
        )
        assert document.title is None
        assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["正文"]


class TestChoice:
    def test_content_counts_and_not_the_name(self) -> None:
        data = pack(f"<w:document {NAMESPACES}><w:body/></w:document>", {})
        assert READER.claim(Source("报告.txt", data)) > 90
        assert READER.claim(Source("报告.docx", b"PK\x03\x04 something else")) < 50
        assert READER.claim(Source("报告.docx", b"\x89PNG\r\n")) == 0

    def test_the_strict_variant_is_read(self) -> None:
        names = NAMESPACES.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        data = pack(f"<w:document {names}><w:body>{p('一')}</w:body></w:document>", {})
        assert [b.text for b in read_document(Source("x.docx", data)).blocks if isinstance(b, Paragraph)] == ["一"]

    def test_utf_16_is_read(self) -> None:
        import io
        import zipfile

        xml = (
            f'<?xml version="1.0" encoding="UTF-16"?><w:document {NAMESPACES}><w:body>{p("一")}</w:body></w:document>'
        )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("word/document.xml", xml.encode("utf-16"))
        assert [
            b.text for b in read_document(Source("x.docx", out.getvalue())).blocks if isinstance(b, Paragraph)
        ] == ["一"]

    def test_a_file_without_its_text_is_damaged(self) -> None:
        with pytest.raises(ReadError, match="damaged"):
            read_document(Source("x.docx", pack(f"<w:document {NAMESPACES}/>", {})))
