"""A page of a government's site in full, as its content management system serves it.

Modelled on what copies of published reports have around them: a bar with log-in and the site's version for the old, a
menu whose items open lists, the path of columns, a table about the document (索引号, 主题词 …), dates, sources, counters and
font sizes above the text, columns and other bodies' reports beside it, buttons to print and share below, codes to scan,
and a footer with the numbers under which the site is registered. The text itself is an editor's that was pasted into from
a word processor: every paragraph, every cell's paragraph and the words in it carry their own style.
"""

from __future__ import annotations

from html import escape

from corpus import Writer
from gongkai.document import Document, Grid, GridCell, Paragraph

_MENU = {
    "走进云川": ("云川概况", "历史沿革", "行政区划", "自然资源", "旅游景点", "招商项目", "云川影像"),
    "新闻中心": ("云川要闻", "部门动态", "乡镇动态", "通知公告", "图片新闻", "视频新闻", "媒体关注"),
    "政务公开": ("领导之窗", "机构职能", "政策文件", "政策解读", "规划计划", "财政信息", "重点领域", "公共企事业单位", "公开年报"),
    "政务服务": ("个人办事", "法人办事", "部门窗口", "便民查询", "办件公示", "中介超市", "一件事一次办"),
    "互动交流": ("领导信箱", "在线访谈", "民意征集", "网上调查", "新闻发布会", "回应关切", "办理选登", "智能问答"),
    "数据开放": ("统计公报", "统计数据", "数据解读", "数据目录"),
    "专题专栏": ("优化营商环境", "乡村振兴", "安全生产", "生态环保", "普法宣传", "历史专题"),
    "营商环境": ("惠企政策", "项目申报", "信用云川"),
}  # fmt: skip
_COLUMNS = (
    "政府信息公开指南", "政府信息公开制度", "机构职能", "人事信息", "规划计划", "统计信息", "行政规范性文件", "财政预算决算", "行政事业性收费",
    "政府集中采购", "行政许可", "行政处罚和行政强制", "重大建设项目", "公共资源配置", "社会公益事业", "应急管理", "建议提案办理", "政府信息公开年报",
    "依申请公开",
)  # fmt: skip
_BODIES = (
    "教育局",
    "财政局",
    "民政局",
    "水利局",
    "审计局",
    "统计局",
    "林业局",
    "城关镇人民政府",
    "河口镇人民政府",
    "东山乡人民政府",
)
_STYLE = """
body{margin:0;font:14px/1.8 "Microsoft YaHei",SimSun,sans-serif;color:#333;background:#f5f7fa url(/images/bg.jpg) repeat-x}
a{color:#333;text-decoration:none}a:hover{color:#c00}ul{margin:0;padding:0;list-style:none}img{border:0}
.w{width:1200px;margin:0 auto}.top{height:36px;background:#f0f0f0}.logo{height:160px;background:url(/images/banner.png) no-repeat}
.nav>ul>li{float:left;position:relative;width:150px;text-align:center;background:#1a5fb4}.nav li ul{display:none;position:absolute}
.nav li:hover ul{display:block}.left{float:left;width:240px}.main{float:right;width:920px;background:#fff}
.info td{border:1px solid #ddd;padding:4px 8px}.article p{margin:0 0 10px}.article td{border:1px solid #000}
@media print{.top,.nav,.left,.share,.footer{display:none}}
"""
_SCRIPT = """
var siteId = "1a2b3c4d", columnId = "98765", articleId = 20260120093012;
(function () {
  var old = navigator.userAgent.match(/MSIE ([0-9]+)/);
  if (old && old[1] < 9) { document.write('<div class="old">您的浏览器版本过低，请升级后访问</div>'); }
  function size(n) { document.getElementById("zoom").style.fontSize = n + "px"; }
  window.doZoom = size;
})();
"""
_COUNT = """
$.ajax({url: "/visit/count.do", data: {site: siteId, id: articleId}, dataType: "jsonp", success: function (found) {
  if (found && found.count > 0) { $("#hits").html("<b>" + found.count + "</b>"); }
}});
window._bd_share_config = {"common": {"bdText": "", "bdMini": "2", "bdStyle": "0", "bdSize": "16"}, "share": {}};
"""
_BLOCK = "text-align: {align}; text-indent: {indent}em; line-height: 30px; margin-top: 0px; margin-bottom: 0px;"
_WORDS = "font-family: {font}; font-size: {size}px; color: rgb(0, 0, 0);"
_CELL = "padding: 0px 7px; border-width: 1px; border-color: windowtext; word-break: break-all;"


def _site(document: Document) -> bytes:
    title = escape(document.title or "")
    body = "\n".join(_table(block) if isinstance(block, Grid) else _paragraph(block) for block in document.blocks[1:])
    lists = "".join(f"<li>{_link(f'/{n}/', name)}<ul>{_list(f'/{n}/', under)}</ul></li>\n" for n, (name, under) in enumerate(_MENU.items()))  # fmt: skip
    others = "".join(
        f'<li><span class="date">2026-01-{20 + n:02}</span>{_link(f"/art/2026/1/{20 + n}/art_{n}.html", f"云川县{name}")}</li>\n'
        for n, name in enumerate(_BODIES)
    )
    page = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
<title>{title}_云川县人民政府门户网站</title>
<meta name="SiteName" content="云川县人民政府门户网站">
<meta name="SiteDomain" content="www.yunchuan.example">
<meta name="SiteIDCode" content="0000000000">
<meta name="ColumnName" content="政府信息公开年报">
<meta name="ColumnType" content="政府信息公开">
<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="2026-01-20 09:30">
<meta name="ContentSource" content="云川县人民政府办公室">
<link rel="shortcut icon" href="/images/favicon.ico" type="image/x-icon">
<link rel="stylesheet" type="text/css" href="/css/base.css?v=20250601">
<link rel="stylesheet" type="text/css" href="/css/article.css?v=20250601">
<script type="text/javascript" src="/js/jquery-1.12.4.min.js"></script>
<script type="text/javascript" src="/js/common.js?v=20250601"></script>
<!--[if lt IE 9]><script src="/js/html5shiv.js"></script><![endif]-->
<style type="text/css">{_STYLE}</style>
<script type="text/javascript">{_SCRIPT}</script>
</head>
<body>
<div class="top"><div class="w"><span id="today"></span><a href="/login.html">登录</a> | <a href="/reg.html">注册</a> | \
<a href="javascript:void(0)" onclick="bar.open('wza')">无障碍</a> | <a href="/elder/">长辈版</a> | <a href="/english/">English</a></div></div>
<div class="logo"><div class="w"><a href="/"><img src="/images/logo.png" alt="云川县人民政府" width="420" height="90"></a>
<form action="/search" method="get"><input type="text" name="q" placeholder="请输入关键字"><button type="submit">搜索</button></form></div></div>
<div class="nav w"><ul>
<li class="on"><a href="/">首页</a></li>
{lists}</ul></div>
<div class="w">
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/nb/">政府信息公开年报</a></div>
<div class="left">
<h3>政府信息公开</h3>
<ul class="columns">
{_list("/zwgk/", _COLUMNS)}</ul>
<h3>部门和乡镇年报</h3>
<ul class="others">
{others}</ul>
</div>
<div class="main">
<table class="info" width="100%" border="0" cellspacing="0" cellpadding="0"><tbody>
<tr><td width="90">索 引 号：</td><td>000000000/2026-00018</td><td width="90">主题分类：</td><td>政务公开</td></tr>
<tr><td>发布机构：</td><td>云川县人民政府办公室</td><td>成文日期：</td><td>2026-01-20</td></tr>
<tr><td>时　　效：</td><td>有效</td><td>文　　号：</td><td>无</td></tr>
</tbody></table>
<h1 class="title">{title}</h1>
<div class="about"><span>发布时间：2026-01-20 09:30</span><span>来源：云川县人民政府办公室</span><span>浏览次数：<i id="hits"></i></span>\
<span>字体：【<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>】</span></div>
<div class="article" id="zoom">
<!-- 正文开始 -->
{body}
<!-- 正文结束 -->
</div>
<div class="share"><a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close()">【关闭窗口】</a>
<div class="bdsharebuttonbox">分享到：<a href="#" class="bds_weixin" data-cmd="weixin" title="分享到微信">微信</a><a href="#" class="bds_tsina" \
data-cmd="tsina" title="分享到新浪微博">微博</a><a href="#" class="bds_qzone" data-cmd="qzone" title="分享到QQ空间">QQ空间</a></div>
<p>扫一扫在手机打开当前页</p><div id="qrcode"></div></div>
</div>
</div>
<div class="footer"><div class="w">
<p><a href="/about/">关于我们</a> | <a href="/map/">网站地图</a> | <a href="/contact/">联系我们</a> | <a href="/law/">法律声明</a></p>
<p>主办：云川县人民政府办公室　承办：云川县大数据中心　网站标识码：0000000000</p>
<p>某ICP备00000000号　某公网安备00000000000000号　联系电话：0000-0000000</p>
</div></div>
<script type="text/javascript">{_COUNT}</script>
</body>
</html>
"""
    return page.encode()


def _link(to: str, words: str) -> str:
    return f'<a href="{to}" title="{words}" target="_blank">{words}</a>'


def _list(to: str, names: tuple[str, ...]) -> str:
    return "".join(f"<li>{_link(f'{to}{n}.html', name)}</li>\n" for n, name in enumerate(names))


def _paragraph(block: Paragraph) -> str:
    style = _BLOCK.format(align="justify", indent=2)
    words = f'<span style="{_WORDS.format(font="仿宋_GB2312", size=21)}">{escape(block.text)}</span>'
    return f'<p style="{style}">{f"<strong>{words}</strong>" if block.heading else words}</p>'


def _table(grid: Grid) -> str:
    rows = "\n".join(f'<tr style="height: 32px;">{"".join(map(_cell, row))}</tr>' for row in grid.rows)
    return (
        '<table cellspacing="0" cellpadding="0" width="100%" style="border-collapse: collapse; border: none;"><tbody>\n'
        f"{rows}\n</tbody></table>"
    )


def _cell(cell: GridCell) -> str:
    spans = f' rowspan="{cell.rowspan}"' * (cell.rowspan > 1) + f' colspan="{cell.colspan}"' * (cell.colspan > 1)
    words = f'<span style="{_WORDS.format(font="宋体", size=14)}">{escape(cell.text) or "&nbsp;"}</span>'
    return f'<td{spans} valign="middle" style="{_CELL}"><p style="{_BLOCK.format(align="center", indent=0)}">{words}</p></td>'


WRITERS = (Writer(name="html-site", suffix=".html", write=_site),)
