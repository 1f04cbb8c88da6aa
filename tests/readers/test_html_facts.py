"""Readings of a web page: what it tells beside its text, where each stands, and what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document import Document, Paragraph, Reading
from gongkai.reader import Source
from gongkai.readers.html import READER

SECTIONS = "".join(f"<h2>{n}、标题</h2><p>文字{n}。</p>" for n in "一二三")


def read(page: str | bytes) -> Document:
    document = READER.read(Source("page.html", page.encode() if isinstance(page, str) else page))
    assert isinstance(document, Document)
    return document


def readings(page: str | bytes, name: str) -> list[Reading]:
    return [reading for reading in read(page).readings if reading.name == name]


def values(page: str | bytes, name: str) -> list[str]:
    return [reading.value for reading in readings(page, name)]


class TestHead:
    def test_title_column_and_address(self) -> None:
        page = (
            '<html><head>\n<title> 某县 \n 年报 </title>\n<meta name="ColumnName" content="年报&amp;公报">'
            '<meta name=ArticleTitle content="某县2025年报告"><link href="/a?b=1&amp;c=2" rel=canonical></head>'
            + SECTIONS
        )
        found = {r.name: (r.value, r.at.line) for r in read(page).readings}
        assert {name: found[name] for name in ("title", "column", "article-title", "url")} == {
            "title": ("某县 年报", 2),
            "column": ("年报&公报", 4),
            "article-title": ("某县2025年报告", 4),
            "url": ("/a?b=1&c=2", 4),
        }

    @pytest.mark.parametrize(
        ("head", "url"),
        [
            ("<meta property=og:url content='https://a.example/b'>", ["https://a.example/b"]),
            ("<!-- saved from url=(0021)https://a.example/b -->", ["https://a.example/b"]),
            ("<meta name=Url content='无'>", []),
            ("<link rel=stylesheet href=/a.css>", []),
        ],
    )
    def test_the_address_is_the_one_that_the_page_states(self, head: str, url: list[str]) -> None:
        assert values(f"{head}<html><head>{head}</head>{SECTIONS}", "url") == url


class TestCharset:
    @pytest.mark.parametrize(
        ("meta", "declared"),
        [
            ("<meta charset=GBK>", ["GBK"]),
            ("<META http-equiv=Content-Type content='text/html; charset=gb2312'>", ["gb2312"]),
            ("<meta http-equiv=Content-Type content='text/html'>", []),
            ("<meta name=description content='charset=gbk'>", []),
            ("<!-- <meta charset=gbk> -->", []),
            ("<meta charset=utf-8><meta charset=gbk>", ["utf-8"]),
        ],
    )
    def test_the_first_meta_declares_it(self, meta: str, declared: list[str]) -> None:
        assert values(f"<html><head>{meta}</head>{SECTIONS}", "charset-declared") == declared

    def test_a_mark_goes_before_meta(self) -> None:
        (found,) = readings(b"\xef\xbb\xbf" + f"<html><meta charset=gbk>{SECTIONS}".encode(), "charset-declared")
        assert (found.value, found.details) == ("utf-8", {"by": "mark"})

    @pytest.mark.parametrize(
        ("page", "used"),
        [
            (f"<html>{SECTIONS}".encode(), "utf-8"),
            (f"<html>{SECTIONS}".encode("gb18030"), "gb18030"),
            (b"\xff\xfe" + f"<html>{SECTIONS}".encode("utf-16-le"), "utf-16-le"),
            ("<html><meta charset=big5><p>臺北市政府資訊公開".encode("big5"), "big5"),
            (b"<html><p>report", "ascii"),
        ],
    )
    def test_the_bytes_tell_which_is_used(self, page: bytes, used: str) -> None:
        assert values(page, "charset-used") == [used]


class TestTrail:
    @pytest.mark.parametrize(
        ("above", "trail"),
        [
            ("<div>当前位置：<a>首页</a>&gt;<a>年报</a> &gt; 正文</div>", ["首页 > 年报 > 正文"]),
            ("<p>您现在所在的位置是: 首页 / 公开</p>", ["首页 > 公开"]),
            ("<p>首页 >> 公开 >> 年报</p>", ["首页 > 公开 > 年报"]),
            ("<div>位置：<ul><li>首页<li>&gt;公开<li>年报</ul></div>", ["首页 > 公开 > 年报"]),
            ("<table><tr><td>&nbsp;<td>当前位置：首页 → 公开</table>", ["首页 > 公开"]),
            ("<p>首页</p><p>公开</p>", []),
            ("<p>当前位置：首页 公开</p>", []),
            ("<p>2026/01/20</p>", []),
            ("<p>A > B</p>", []),
        ],
    )
    def test_it_is_the_path_above_the_report(self, above: str, trail: list[str]) -> None:
        assert values(f"<html><body>{above}<div>{SECTIONS}</div>", "breadcrumb") == trail

    def test_below_the_report_is_none(self) -> None:
        assert values(f"<html><div>{SECTIONS}</div><p>当前位置：首页 > 公开</p>", "breadcrumb") == []


class TestFiles:
    def test_links_to_documents_by_their_address(self) -> None:
        page = f"<html>{SECTIONS}\n<a href='/d?f=a.DOCX&amp;i=1'>表<b>格</b></a><a href=a.html>网页</a><a href='http://x.zip.example/'>站"
        (found,) = readings(page, "attachment")
        assert (found.value, found.at.line) == ("/d?f=a.DOCX&i=1", 2)
        assert found.details == {"text": "表 格", "suffix": "docx"}

    def test_links_by_words_that_offer_a_file(self) -> None:
        assert [
            (r.value, r.details)
            for r in readings(f"<html>{SECTIONS}<a onclick='x()'>附件<a href=/d>点击下载</a>后文", "attachment")
        ] == [("", {"text": "附件"}), ("/d", {"text": "点击下载"})]

    def test_links_that_are_not_shown_are_none(self) -> None:
        assert (
            values(
                f"<html>{SECTIONS}<noscript><a href=a.pdf>附件</a></noscript><!-- <a href=b.pdf> -->", "attachment"
            )
            == []
        )


class TestImages:
    def test_those_in_the_report_with_what_they_say_of_themselves(self) -> None:
        page = (
            "<html><img src=logo.png><div><h2>一、标题</h2>\n<p><img alt='表 一' src='a.png' width=600 style='width:1px; height: 42.5px;max-width:9px'>"
            "<h2>二、标题</h2></div><img src=qr.png>"
        )
        (found,) = readings(page, "image")
        assert (found.value, found.at.line, found.at.column) == ("a.png", 2, 4)
        assert found.details == {"alt": "表 一", "width": "600", "height": "42.5px"}

    def test_the_address_that_a_script_loads_goes_before_the_one_that_holds_the_place(self) -> None:
        assert values(f"<html>{SECTIONS}<img src=blank.gif data-original='a.png'>", "image") == ["a.png"]

    def test_a_picture_in_the_page_is_no_text_however_long_it_is(self) -> None:
        source = "data:image/png;base64," + "iVBORw0KGgo" * 20_000
        document = read(f'<html><h2>一、标题</h2><p>甲<img src="{source}">乙</p><h2>二、标题</h2><p>丙</p>')
        assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["一、标题", "甲乙", "二、标题", "丙"]
        (found,) = (r for r in document.readings if r.name == "image")
        assert (found.value, found.details) == (source[:300], {"length": str(len(source))})

    def test_what_a_browser_fills_in(self) -> None:
        page = (
            f"<html><script>a('<td>')</script><script>b()</script><div>{SECTIONS}<iframe src=t.html></iframe>"
            "<canvas></canvas><script>c()</script></div><script>d('<TR>')</SCRIPT><iframe src=ad.html></iframe>"
        )
        found = [
            (r.details["element"], r.value) for r in readings(page.replace("</div>", SECTIONS + "</div>"), "embedded")
        ]
        assert found == [("canvas", ""), ("iframe", "t.html"), *[("script", "")] * 3]


class TestStruckText:
    def test_how_often_words_of_the_report_are(self) -> None:
        page = (
            f"<html><p><s>9.9元</s></p><div>{SECTIONS}\n<p>收到<del>5</del><s> </s>6件"
            '<span style="text-decoration:line-through">整</span></p><h2>四、标题</h2></div>'
        )
        (found,) = readings(page, "struck-text")
        assert (found.value, found.at.line, found.at.column) == ("2", 2, 11)

    def test_none_is_not_told(self) -> None:
        assert readings(f"<html>{SECTIONS}<s></s>", "struck-text") == []


class TestTables:
    def test_how_often_each_marks_headers(self) -> None:
        page = (
            "<html><h2>一、标题</h2>\n<table><caption>表</caption><tr><th scope=col>甲<th>乙<tr><td>1<td>2</table>"
            "\n<table><thead><tr><td>甲<td>乙</thead><tr><td>1<td>2</table>\n<table><tr><td>1<td>2</table><h2>二、标题</h2>"
        )
        assert [(r.value, r.at.line, r.details) for r in readings(page, "table")] == [
            ("2", 2, {"scopes": "1", "caption": "yes"}),
            ("1", 3, {}),
            ("0", 4, {}),
        ]

    def test_tables_that_only_arrange_others(self) -> None:
        page = (
            "<html><table><tr><td>栏<td><div><h2>一、标题</h2>\n<table><tr><td>文</table><table></table>"
            "\n<table><tr><td><table><tr><td>1<td>2</table></table><h2>二、标题</h2></div></table>"
        )
        assert [(r.name, r.at.line, r.at.column) for r in read(page).readings if "table" in r.name] == [
            ("layout-table", 2, 1),
            ("layout-table", 3, 1),
            ("table", 3, 16),
        ]


_PIECES = st.sampled_from([
    "<img src=a>", "<img", "<a href=a.pdf>", "</a>", "附件", "<table>", "<tr>", "<th scope=col>", "<td>", "</table>", "<thead>", "<caption>",
    "<meta charset=gbk>", "<title>", "</title>", "<object>", "</object>", "<canvas/>", "<script>", "</script>", "<noscript>", "<h2>", "一、标题",
    "当前位置：", "首页", "<s>", "</s>", "<span style=line-through>", "</span>", ">", "&gt;", "<p>", "<div>", "</div>", "<head>", "<body>", "<link rel=canonical href=/a>", "<!--", "-->", '"', "'", "1", "\n",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=40))
def test_any_order_of_tags_is_read(pieces: list[str]) -> None:
    """Every reading that has a position has one in the page."""
    page = "<html>" + "".join(pieces)
    lines = page.split("\n")
    for reading in read(page).readings:
        if reading.at.line is not None and reading.at.column is not None:
            assert 1 <= reading.at.column <= len(lines[reading.at.line - 1]) + 1
