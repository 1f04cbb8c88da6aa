"""Web pages in three styles of sites: a plain article, an editor's paste with layout tables, an old GBK site."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from corpus import Writer
from gongkai.document import Document, Grid, GridCell, Paragraph

_NAV = "".join(
    f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(["首页", "政务公开", "政务服务", "互动交流"])
)


def _plain(document: Document) -> bytes:
    """UTF-8, one article element, clean tables."""
    body = "\n".join(
        _table(block, "<td{spans}>{text}</td>", "<table>") if isinstance(block, Grid) else _heading_or_p(block)
        for block in document.blocks
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n<title>{document.title}_云川县人民政府</title>\n'
        '<meta name="PubDate" content="2026-01-20 09:30">\n</head>\n<body>\n'
        f'<ul class="nav">{_NAV}</ul>\n<article>\n<p>发布时间：2026-01-20　来源：办公室　字号：【大 中 小】</p>\n{body}\n'
        "</article>\n<footer>主办：云川县人民政府办公室 备案号：某ICP备00000000号</footer>\n</body>\n</html>\n"
    )
    return page.encode()


def _heading_or_p(block: Paragraph) -> str:
    tag = f"h{block.heading}" if block.heading else "p"
    return f"<{tag}>{escape(block.text)}</{tag}>"


def _pasted(document: Document) -> bytes:
    """An office program's paste: everything on one line, spans in spans, &nbsp;, a layout table around it all."""

    def paragraph(block: Paragraph) -> str:
        inner = f'<span style="font-family:仿宋"><span lang="EN-US">{escape(block.text)}</span></span>'
        return f'<p class="MsoNormal" style="text-indent:32pt">&nbsp;&nbsp;{inner}</p>'

    cell = '<td{spans} style="border:1px solid"><p align="center"><span>{text}</span><o:p></o:p></p></td>'
    body = "".join(
        _table(block, cell, '<table class="MsoTableGrid" border="1"><tbody>', "</tbody></table>", broken=True)
        if isinstance(block, Grid)
        else paragraph(block)
        for block in document.blocks
    )
    page = (
        f"<html><head><META http-equiv=Content-Type content='text/html; charset=utf-8'><title>{document.title}</title>"
        "<style>td{padding:0}</style><script>document.write('<table><tr><td>广告</td></tr></table>');</script></head>"
        f'<body><table width="980"><tr><td colspan="2"><ul>{_NAV}</ul></td></tr><tr><td width="200"><ul>{_NAV}</ul></td>'
        f"<td><div id='zoom'><!-- <p>一、旧稿</p> -->{body}</div><div>【打印本页】【关闭窗口】 分享到：</div></td></tr>"
        "<tr><td colspan='2'>版权所有：云川县人民政府　网站标识码：0000000000</td></tr></table></body></html>"
    )
    return page.encode()


def _old(document: Document) -> bytes:
    """GBK declared as gb2312, upper-case tags, no closing tags for cells and rows."""
    body = "\r\n".join(
        _table(block, "<TD{spans}>{text}", "<TABLE border=1 cellSpacing=0>", "</TABLE>", close_row="")
        if isinstance(block, Grid)
        else f"<P>　　{escape(block.text)}"
        for block in document.blocks
    )
    page = (
        '<HTML><HEAD><META content="text/html; charset=gb2312" http-equiv=Content-Type>\r\n'
        f"<TITLE>{document.title}</TITLE></HEAD>\r\n<BODY>\r\n<DIV id=top><A href='/'>首页</A> &gt; 政府信息公开年报</DIV>\r\n"
        f"<DIV>发布日期：2026年1月20日　浏览次数：318</DIV>\r\n<DIV class=TRS_Editor>\r\n{body}\r\n</DIV>\r\n"
        "<DIV>扫一扫在手机打开当前页</DIV></BODY></HTML>\r\n"
    )
    return page.encode("gb18030")


def _table(
    grid: Grid, cell: str, start: str, end: str = "</table>", *, close_row: str = "</tr>", broken: bool = False
) -> str:
    rows = ("".join(_one(each, cell, broken=broken) for each in row) for row in grid.rows)
    return start + "".join(f"<tr>{row}{close_row}" for row in rows) + end


def _one(cell: GridCell, form: str, *, broken: bool) -> str:
    spans = f' rowspan="{cell.rowspan}"' * (cell.rowspan > 1) + f' colspan="{cell.colspan}"' * (cell.colspan > 1)
    text = escape(cell.text) or "&nbsp;"
    if broken and len(cell.text) == 4 and not cell.text[0].isdigit():  # narrow cells: 商业<br>企业
        text = f"{text[:2]}<br>{text[2:]}"
    return form.format(spans=spans, text=text)


def _writer(name: str, write: Callable[[Document], bytes]) -> Writer:
    return Writer(name=name, suffix=".html", write=write)


WRITERS = (_writer("html-article", _plain), _writer("html-pasted", _pasted), _writer("html-gbk", _old))
