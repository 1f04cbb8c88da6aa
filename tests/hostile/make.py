"""Hostile text and web pages: each small to write down and costly to read for a reader that is not careful.

`python tests/hostile/make.py FOLDER` writes them as files.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Bytes of each file: enough for what is quadratic to take minutes.
SIZE = 200_000

_PAGES = {
    "open-comments": "<!--x>",
    "open-tags": "<a ",
    "open-quotes": "<a b=\"'>",
    "hidden-ends": '<a b="<>" ',
    "crossed-quotes": "<a b='\"><c d=\"'",
    "angles": "<",
    "declarations": "<!",
    "ampersands": "&",
    "references": "&amp;",
    "odd-references": "&#x;&#99999999;&" + "x" * 40 + ";",
    "scripts": "<script>",
    "hidden": "<svg>",
    "deep": "<div>",
    "deep-tables": "<table><tr><td>",
    "tables-in-tables": "<table>",
    "cells": "<td>1",
    "rows": "<tr><td>1",
    "absurd-spans": "<table><tr><td colspan=1000000 rowspan=1000000>1<td>2</table>",
    "tall-cells": "<tr><td rowspan=65534>1",
    "wide-cells": "<td colspan=99>1",
    "attributes": " a=b",
    "ends": "</p>",
    "breaks": "1<br>",
    "inline": "<span>1</span> ",
    "spaces": " \n",
    "nothing": "\0",
    "pictures": '<img src="data:image/png;base64,A" style="width:1px;height:1px">',
    "open-pictures": "<img src='data:image/png;base64,",
    "long-pictures": '<img src="data:image/png;base64,' + "A" * 30_000,
    "links": '<a href="a.pdf">附件',
    "long-links": "<a href=" + ".pdf?" * 3000 + ">",
    "open-links": "<a href=a.pdf><",
    "header-cells": "<th scope=col>1",
    "deep-header-cells": "<table><tr><th scope=row>1",
    "scripts-with-ends": "<script></</script >",
    "frames": "<iframe src=a></iframe>",
    "charsets": "<meta http-equiv=content-type content='charset=charset='>",
    "paths": "<p>当前位置：首页 &gt; 首页 &gt; ",
    "separators": ">&gt;/ ",
    "labels": "<p>当前位置：</p>",
    "styles": "<img src=a style='width:;height:" + "9" * 300 + "px'>",
    "layout-tables": "<table><tr><td>1</table>",
    "empty-rows": "<tr></tr>",
    "items": "<li>1",
    "linked-items": '<li><a href=a title="<a>">1</a></li><br>',
    "open-items": "<li><a href=a>1</a><form>",
    "paragraphs-in-cells": "<td><p>1<br>2",
    "marks-in-cells": "<td><p><b>1</b> <i>2",
    "columns": "<col>",
}
_STARTS = {
    "rows": "<table>",
    "cells": "<table><tr>",
    "tall-cells": "<table>",
    "wide-cells": "<table><tr>",
    "attributes": "<td",
    "ends": "<div>" * 300,
    "pictures": "<div>" * 300,
    "header-cells": "<div>" * 300 + "<table><tr>",
    "layout-tables": "<div>" * 300,
    "empty-rows": "<table>",
    "paragraphs-in-cells": "<table><tr>",
    "marks-in-cells": "<table><tr>",
    "columns": "<table>",
    "separators": "<p>当前位置：首页",
}
_TEXTS = {
    "tabs": "\t",
    "rows-of-tabs": "1\t\n",
    "pipes": "|",
    "rows-of-pipes": "|1|2|\n",
    "rules": "+-",
    "gaps": "1  2   3 \n",
    "digits": "9",
    "dots": "1.",
    "ordinals": "一、",
    "lines": "三、本年度办理结果\n",
    "labels": "（一）予以公开\n1\n",
    "hashes": "#",
    "stars": "**a",
    "brackets": "（",
}


def pages() -> dict[str, bytes]:
    """Web pages by name."""
    start = "<html><body>"
    return {
        f"{name}.html": (start + _STARTS.get(name, "") + piece * (SIZE // len(piece)) + ">").encode()
        for name, piece in _PAGES.items()
    }


def texts() -> dict[str, bytes]:
    """Text copies by name, each with a report's title so that it is read on."""
    title = "云川县2025年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n"
    return {f"{name}.txt": (title + piece * (SIZE // len(piece.encode()))).encode() for name, piece in _TEXTS.items()}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in {**pages(), **texts()}.items():
        (folder / name).write_bytes(data)
