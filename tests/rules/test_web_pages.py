"""Rules on web pages (GK881–GK889) on whole pages: what they find, and what a page of a real site must not set off."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import UnavailableError, Writer, samples, writers
from corpus.draw import draw
from gongkai.config import Config
from gongkai.engine import check_report, check_source
from gongkai.errors import ReadError
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.report_json import decode, encode
from gongkai.selection import choose

RULES = ("GK881", "GK882", "GK883", "GK884", "GK885", "GK888", "GK889")
PAGE = (Path(__file__).parent.parent / "examples" / "city-2025.html").read_text()
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
Check = Callable[[str | bytes], list[tuple[str, str]]]


@pytest.fixture
def load(catalogue: Catalogue) -> Callable[[str | bytes], Report]:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    return lambda page: loader.load(Source("page.html", page.encode() if isinstance(page, str) else page))


@pytest.fixture
def check(catalogue: Catalogue, load: Callable[[str | bytes], Report]) -> Check:
    """The rules on web pages, previews too, on a page: rule and message. The page's JSON gives the same."""
    rules = choose(catalogue.rules, Config(select=RULES))

    def found(page: str | bytes) -> list[tuple[str, str]]:
        report = load(page)
        first, again = (
            check_report(each, rules, 0.0, catalogue.instruments)
            for each in (report, decode(encode(report), catalogue.standards))
        )
        assert first.incidents == again.incidents == ()
        assert first.diagnostics == again.diagnostics
        return [(d.rule, d.message.zh) for d in first.diagnostics]

    return found


def with_headers(page: str) -> str:
    """The page with th in the first row of each table."""
    return re.sub(r"(<table>)<tr>(.*?)</tr>", lambda m: f"{m[1]}<tr>{m[2].replace('td', 'th')}</tr>", page)


def instead_of_tables(*pieces: str) -> str:
    """The page with other things where its three tables are."""
    rest = iter(pieces)
    return TABLE.sub(lambda _: next(rest), PAGE)


CLEAN = with_headers(PAGE)
PICTURE = '<p style="text-align:center"><img src="./W020260120333.png" width="663" height="710"></p>'


class TestFound:
    def test_a_table_that_is_a_picture(self, check: Check) -> None:
        pages = [
            TABLE.sub(PICTURE, CLEAN, 1),
            TABLE.sub('<div><img data-original="/upload/1705996745322.jpg" src="/img/loading.gif"></div>', CLEAN, 1),
            TABLE.sub(f'<p><img src="data:image/png;base64,{"iVBORw0KGgo" * 4000}" alt=""></p>', CLEAN, 1),
            TABLE.sub('<p><img src="1.png" style="width: 98%; height:auto" alt="表二"></p>', CLEAN, 1),
        ]
        wanted = [("GK881", "“二、主动公开政府信息情况”的表格是图片；表中数据没有核对")]
        assert [check(page) for page in pages] == [wanted] * len(pages)

    def test_all_three(self, check: Check) -> None:
        assert [rule for rule, _ in check(instead_of_tables(PICTURE, PICTURE, PICTURE))] == ["GK881"] * 3

    def test_pictures_and_a_file_besides_are_no_page_with_only_a_file(self, check: Check) -> None:
        page = instead_of_tables(PICTURE, "", "").replace(
            '<div class="footer">', '<a href="a.pdf">附件：年度报告</a><div class="footer">'
        )
        assert [rule for rule, _ in check(page)] == ["GK881"]

    @pytest.mark.parametrize(
        "link",
        [
            '<a href="/f/W02026.pdf">附件：某市人民政府2025年政府信息公开工作年度报告.pdf</a>',
            '<a href="/download.jsp?id=7">附件1：统计表</a>',
            '<A target=_blank HREF="P02026.docx"><img src="/images/word.gif"><span>2025年<b>年报</b></span></A>',
        ],
    )
    def test_only_a_file(self, check: Check, link: str) -> None:
        page = instead_of_tables("<p>详见附件。</p>", "<p>详见附件。</p>", "<p>详见附件。</p>")
        found = check(page.replace('<div class="footer">', f'<div class="fj">{link}</div><div class="footer">'))
        assert [rule for rule, _ in found] == ["GK882"]

    def test_a_download_that_is_not_there(self, check: Check) -> None:
        page = CLEAN.replace("编制，所列", "编制，报告电子版可在本页面下载，所列")
        assert check(page) == [("GK883", "写着可以下载，页面上没有附件链接")]
        linked = page.replace('<div class="footer">', '<a href="javascript:save()">下载全文</a><div class="footer">')
        assert check(linked) == []

    @pytest.mark.parametrize(
        "trail",
        [
            "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/tz'>通知公告</a> &gt; 正文</div>",
            "<div>您现在的位置：<ul><li>首页</li><li>政民互动</li></ul></div>",
            "<p><a>某市首页</a> » <a>要闻动态</a></p>",
            '<table><tr><td><img src="/i/home.gif"></td><td>当前位置： 首页 &gt;&gt; 财政预决算</td></tr></table>',
        ],
    )
    def test_another_column(self, check: Check, trail: str) -> None:
        page = CLEAN.replace('<div class="article">', trail + '<div class="article">')
        assert [rule for rule, _ in check(page)] == ["GK884"]

    def test_another_column_in_the_head(self, check: Check) -> None:
        page = CLEAN.replace("<title>", '<meta name="ColumnName" content="通知公告"><title>')
        assert check(page) == [("GK884", "不在政府信息公开年报栏目下：通知公告")]

    @pytest.mark.parametrize(
        "head",
        [
            '<link rel="canonical" href="https://www.example.gov.cn/zwgk/xxgknb/2019/zbxx/202601/a.shtml">',
            '<meta property="og:url" content="/zwgk/zfxxgkndbg/2019n/t20260120.html">',
            '<meta name="Url" content="https://www.example.gov.cn/gknb/2019年/a.html">',
        ],
    )
    def test_another_year_s_folder(self, check: Check, head: str) -> None:
        assert check(CLEAN.replace("<title>", head + "<title>")) == [("GK884", "2025年度的报告放在2019年的目录下")]

    def test_a_title_of_another_year(self, check: Check) -> None:
        wrong = CLEAN.replace("<title>某市人民政府2025年", "<title>某市人民政府2024年")
        assert check(wrong) == [("GK885", "网页标题是2024年，报告是2025年")]
        head = '<meta name="ArticleTitle" content="某市人民政府2024年政府信息公开工作年度报告"><title>'
        assert [rule for rule, _ in check(CLEAN.replace("<title>", head))] == ["GK885"]

    def test_a_title_of_another_year_over_a_report_that_names_none(self, check: Check) -> None:
        page = CLEAN.replace("<title>某市人民政府2025年", "<title>某市人民政府2024年").replace(
            "<h1>某市人民政府2025年", "<h1>某市人民政府"
        )
        assert check(page) == [("GK885", "网页标题是2024年，报告是2025年")]

    def test_tables_without_headers(self, check: Check) -> None:
        assert check(PAGE) == [("GK888", "3张表格没有标明表头")]
        assert check(with_headers(PAGE).replace("th", "td", 4)) == [("GK888", "1张表格没有标明表头")]

    def test_a_table_for_layout(self, check: Check) -> None:
        page = CLEAN.replace("<p>一是部分", '<table width="100%"><tr><td><p>一是部分').replace(
            "业务水平。</p>", "业务水平。</p></td></tr></table>"
        )
        assert check(page) == [("GK888", "1张表格只用于排版")]

    @pytest.mark.parametrize(
        ("stated", "real", "used"),
        [
            ("gb2312", "utf-8", "utf-8"),
            ("utf-8", "gbk", "gb18030"),
            ("iso-8859-1", "utf-8", "utf-8"),
            ("big5", "gbk", "gb18030"),
        ],
    )
    def test_another_encoding(self, check: Check, stated: str, real: str, used: str) -> None:
        page = CLEAN.replace(
            '<meta charset="utf-8">', f'<meta http-equiv="Content-Type" content="text/html; charset={stated}">'
        )
        assert check(page.encode(real)) == [("GK889", f"声明的编码是{stated}，实际是{used}")]


def _around(above: str, below: str = "") -> str:
    return CLEAN.replace('<div class="article">', above + '<div class="article">').replace(
        '<div class="footer">', below + '<div class="footer">'
    )


SILENT: dict[str, str | bytes] = {
    "the correct page": CLEAN,
    "logo, emblem and banner above": _around(
        '<img src="/images/top.jpg" width="1200" height="180"><img src="/images/guohui.png" alt="国徽"><img src="/i/W01.png">'
    ),
    "share buttons, codes and marks below": _around(
        "",
        '<div>分享到：<img src="/s/weixin.png"><img src="/s/a.png" width=32></div><img src="/qr/8.png" width="150" height="150">'
        '<a href="//bszs.conac.cn/sitename"><img src="//dcs.conac.cn/image/red.png"></a><img src="/images/jiucuo.png">',
    ),
    "pictures in a report that has its tables": CLEAN.replace("<p>四、", PICTURE + "<p>四、"),
    "a lost table beside furniture": TABLE.sub(
        '<p>统计数据见下表。</p><img src="/images/icon_table.png"><img src="a.png" width="16" height="16">'
        '<img src="/i/docx.gif"><img src="fgx.png" width="700" height="2"><img src="data:image/gif;base64,R0lGODlhAQABA">'
        '<img src="x.svg"><img src="W1.png" style="width:180px;height:180px" alt=""><img alt="扫一扫在手机打开" src="9.png"><img>',
        CLEAN,
        1,
    ),
    "a table that a script writes": TABLE.sub(
        f'<div id="t2"></div>{PICTURE}<script>document.getElementById("t2").innerHTML = rows;</script>', CLEAN, 1
    ),
    "a table in a frame": TABLE.sub(f'{PICTURE}<iframe src="/table2.html"></iframe>', CLEAN, 1),
    "a table of another shape beside a picture": TABLE.sub(
        f"<table><tr><th>栏目</th><th>数量</th></tr><tr><td>动态</td><td>5</td></tr></table>{PICTURE}", CLEAN, 1
    ),
    "files of a report that has its tables": _around("", '<a href="a.pdf">附件：2025年度报告.pdf</a>'),
    "files of other years and kinds beside a page without tables": instead_of_tables("", "", "").replace(
        '<div class="footer">',
        '<ul><li><a href="1.pdf">某市人民政府2024年政府信息公开工作年度报告</a><li><a href="2.doc">信息公开申请表</a>'
        '<li><a href="/app.html">客户端下载</a></ul><div class="footer">',
    ),
    "a file above a page without tables": instead_of_tables("", "", "").replace(
        '<div class="article">', '<a href="/f/nb.pdf">年报模板下载</a><div class="article">'
    ),
    "tables that a script of the site writes, and a file": instead_of_tables('<div id="a"></div>', "", "").replace(
        '<div class="footer">',
        '<a href="a.pdf">附件：年度报告</a><script>$("#a").append("<tr><td>" + n + "</td></tr>")</script><div class="footer">',
    ),
    "the column for annual reports": _around(
        "<div>当前位置：首页 &gt; 政务公开 &gt; 政府信息公开年报 &gt; 正文</div>"
    ),
    "a path that ends early": _around("<div>当前位置：首页 &gt; 政务公开 &gt; 正文</div>"),
    "a path of bodies": _around("<div>您的位置：首页 &gt; 部门 &gt; 水利局 &gt; 2025年</div>"),
    "a path without separators": _around("<div>当前位置：首页 政务公开 通知公告</div>"),
    "a menu": _around("<ul><li>首页</li><li>通知公告</li><li>政务公开</li></ul>"),
    "a menu on one line": _around("<div>首页 | 通知公告 | 政务公开</div>"),
    "another column in the path, the right one in the head": _around("<div>首页 &gt; 通知公告</div>").replace(
        "<title>", '<meta name="ColumnName" content="政府信息公开年报"><title>'
    ),
    "a day in the address": CLEAN.replace(
        "<title>", '<link rel="canonical" href="http://www.example.gov.cn/xxgknb/2019/5/20/art_1_2.html"><title>'
    ),
    "an old tree in the address": CLEAN.replace(
        "<title>", '<link rel="canonical" href="http://www.example.gov.cn/site2016/2016/xxgk/nb2016/a.html"><title>'
    ),
    "the year of publication in the address": CLEAN.replace(
        "<title>", '<link rel="canonical" href="http://www.example.gov.cn/zfxxgknb/2026/a.html"><title>'
    ),
    "a title without a year": CLEAN.replace("<title>某市人民政府2025年", "<title>某市人民政府"),
    "a title of the site": re.sub(r"<title>.*?</title>", "<title>某市2024年度最佳政府网站</title>", CLEAN),
    "a title with two years": CLEAN.replace("<title>", "<title>2024年发布："),
    "an empty article title": CLEAN.replace("<title>", '<meta name="ArticleTitle" content=""><title>'),
    "a head of a table by thead": PAGE.replace("<table>", "<table><thead>").replace("</table>", "</thead></table>"),
    "a site laid out by tables": CLEAN.replace("<body>", "<body><table><tr><td>栏</td><td>").replace(
        "</body>", "</td></tr></table></body>"
    ),
    "a table of the site without headers": _around(
        "<table><tr><td>索引号</td><td>0001</td></tr><tr><td>发布机构</td><td>办公室</td></tr></table>"
    ),
    "GBK that says gb2312": CLEAN.replace('charset="utf-8"', "charset=gb2312").encode("gb18030"),
    "GB18030 that says GBK": CLEAN.replace('charset="utf-8"', "charset=' GBK '").encode("gb18030"),
    "no charset": CLEAN.replace('<meta charset="utf-8">', ""),
    "a charset without a head": CLEAN.replace("<html><head>", "<html>").replace("</head>", "").replace("utf-8", "UTF8", 1),
    "a charset in a comment, in a script and in the text": CLEAN.replace(
        '<meta charset="utf-8">', "<!-- <meta charset=gbk> --><script>'<meta charset=gbk>'</script>"
    ).replace("落实发布前", "&lt;meta charset=gbk&gt;落实发布前"),
    "a charset in a description": CLEAN.replace(
        '<meta charset="utf-8">', '<meta name="description" content="charset=gbk"><meta charset="utf-8">'
    ),
    "the first of two charsets": CLEAN.replace("<title>", '<meta charset="gbk"><title>'),
    "a mark that goes before the charset": b"\xef\xbb\xbf" + CLEAN.replace('charset="utf-8"', 'charset="gbk"').encode(),
    "utf-16 in meta, which is utf-8": CLEAN.replace('charset="utf-8"', 'charset="utf-16"'),
    "a charset that is none": CLEAN.replace('charset="utf-8"', 'charset="zh-cn"'),
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_found(name: str, check: Check) -> None:
    assert check(SILENT[name]) == []


PAGES = [
    pytest.param(w, id=w.name, marks=pytest.mark.slow if w.name.startswith("office") else ())
    for w in writers()
    if w.suffix == ".html"
]


@pytest.mark.parametrize("writer", PAGES)
def test_nothing_is_found_in_pages_of_other_styles(writer: Writer, catalogue: Catalogue) -> None:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    rules = choose(catalogue.rules, Config(select=tuple(rule for rule in RULES if rule != "GK888")))
    for _, standard in sorted(catalogue.standards.items()):
        for sample in samples(standard, 1):
            try:
                source = Source("page.html", writer.write(draw(standard, sample.cells)))
            except UnavailableError as error:
                pytest.skip(f"{error} is not installed: NOT TESTED here")
            outcome = check_source(source, loader, rules, 0.6, catalogue.instruments)
            assert (outcome.diagnostics, outcome.incidents) == ((), ())


ONLY = "<html><head><title>某县水利局2025年政府信息公开工作年度报告</title></head><body><h1>某县水利局2025年政府信息公开工作年度报告</h1>"


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('<p><a href="/f/a.pdf">某县水利局2025年政府信息公开工作年度报告.pdf</a></p>', True),
        ('<p><a href="/f/a.pdf">信息公开申请表</a></p>', False),
        ('<p><a href="/a.html">某县水利局2024年政府信息公开工作年度报告</a></p>', False),
    ],
)
def test_a_page_that_is_nothing_but_a_link_to_the_report_is_not_checked_and_the_file_is_named(
    load: Callable[[str | bytes], Report], body: str, named: bool
) -> None:
    with pytest.raises(ReadError) as told:
        load(ONLY + body)
    assert told.value.code == "GK905"
    assert ("年度报告.pdf”" in told.value.advice.zh) is named
