"""A version to download that the opening promises is linked (preview: links made by scripts are not seen).

A link counts by its address, or by words that offer a file (reading `attachment`). A page that shows a file in a frame is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Reading, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding
from gongkai_rules._web import first

_PROMISE = regex(r"(?:电子版|全文)[^。]{0,40}下载|下载本(?:年度)?报告")


def check(view: View) -> Iterator[Finding]:
    if view.report.format != "html" or first(view.report, "attachment") or first(view.report, "embedded"):
        return
    for piece in view.report.passages:
        match = _PROMISE.search(piece.text) if piece.section is None else None
        if match:
            yield finding("unlinked", piece, [match.span()])


RULE = Rule(
    id="GK883",
    name="wb-download-missing",
    severity="info",
    summary=Text(zh="说可以下载的，有下载链接", en="What is said to be downloadable is linked"),
    advice=Text(zh="附上可下载的文件", en="Attach the file"),
    messages={
        "unlinked": Text(zh="写着可以下载，页面上没有附件链接", en="A download is promised, and no file is linked")
    },
    basis=(Cite("regulation-2019", "24"),),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid(
            "linked",
            file_format="html",
            replace={"编制。报告": "编制。报告电子版可在本页下载。报告"},
            readings=(Reading(name="attachment", value="a.docx"),),
        ),
        Invalid(
            "not linked",
            file_format="html",
            replace={"编制。报告": "编制。报告电子版可在本页下载。报告"},
            keys=("unlinked",),
            at=("",),
        ),
    ),
)
