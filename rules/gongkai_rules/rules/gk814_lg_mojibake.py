"""No character is garbled by a wrong encoding: �, 锟斤拷, â€œ, control characters.

Judged in the words, the headings and the cells' texts. Private-use characters are silent where they come from symbol fonts
(U+F000–F8FF, bullets of Word) and where GBK and GB18030 map spaces and rare characters to them. Tabs and page breaks are
silent too.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each

# UTF-8 read as Latin-1 or Windows-1252 gives Ã, â€, å… with more of the kind; UTF-8 read as GBK gives 鏀垮簻 for 政府.
_GARBLED = regex(
    r"\ufffd{1,40}|锟斤拷|烫烫烫|屯屯屯|â€[\u0080-\u2122]?|(?:[Ãåäæçè][\u0080-\u00bf\u0152-\u2122]{1,2}){2,20}"
    r"|鏀垮簻|淇℃伅|鍏紑|骞村害|鎶ュ憡|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]{1,40}|[\ue000-\ue4ff\ue600-\ue77f\ue900-\uefff]{1,40}"
)

# The characters of which every match has one.
_SIGN = regex(
    r"[\ufffd锟烫屯âÃåäæçè鏀淇鍏骞鎶\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\ue4ff\ue600-\ue77f\ue900-\uefff]"
)


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _GARBLED.finditer(text):
        yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "garbled", sign=_SIGN)
    for table in view.report.tables:
        labels = [] if table.follows_form else [row.label for row in table.rows]
        if not _SIGN.search("".join([*labels, *[cell.text for _, cell in table.odd_cells]])):
            continue
        for row in table.rows:
            bad = next((cell for cell in row.cells if _GARBLED.search(cell.text)), None)
            if _GARBLED.search(row.label) or bad:
                words = (row.label if bad is None else bad.text,)
                yield Finding("garbled", table.row_place(row), {"words": words})


RULE = Rule(
    id="GK814",
    name="lg-mojibake",
    severity="error",
    summary=Text(zh="没有乱码", en="No garbled characters"),
    advice=Text(zh="从原文件重新复制或者重新转换", en="Copy or convert again from the original"),
    messages={"garbled": Text(zh="乱码：{words}", en="Garbled characters: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("rare but right", sections={"other": "①《办法》施行；café、ＡＢ、㎡、\uf06c项目，𠮷山村。未收取信息处理费。"}),
        Invalid("a replacement character", sections={"other": "未收取信息处理\ufffd\ufffd。"}, keys=("garbled",), at=("other",)),
        Invalid("in a label of a table", replace={"行政许可\t": "行政许\ufffd\t"}, keys=("garbled",)),
        Invalid("GBK twice", sections={"other": "锟斤拷未收取信息处理费。"}, keys=("garbled",)),
    ),
)  # fmt: skip
