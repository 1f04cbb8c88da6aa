"""Item numbers are written one way through a part: （一） or (一), “1.” or “1、” (preview: a matter of style)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding

_STYLES = (
    (regex(r"^\s*（[一二三四五六七八九十]{1,3}）"), regex(r"^\s*\([一二三四五六七八九十]{1,3}\)")),
    (regex(r"^\s*\d{1,2}[.．](?!\d)"), regex(r"^\s*\d{1,2}、")),
)


def check(view: View) -> Iterator[Finding]:
    for first, second in _STYLES:
        used: dict[str | None, re.Pattern[str]] = {}
        for piece in view.report.passages:
            for style in (first, second):
                match = style.match(piece.text)
                if match and used.setdefault(piece.section, style) is not style:
                    yield finding("mixed", piece, [match.span()])


RULE = Rule(
    id="GK816",
    name="lg-bracket-style",
    severity="info",
    summary=Text(zh="序号写法一致", en="Item numbers are written one way"),
    advice=Text(zh="统一为“（一）”“1.”", en="Write （一） and 1. throughout"),
    messages={"mixed": Text(zh="序号写法和前面不一致：{words}", en="This number is written otherwise than those before: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Invalid("both brackets", sections={"problems": "（一）存在的问题。解读形式单一。\n(二)改进情况。已增加图表。"}, keys=("mixed",), at=("problems",)),
    ),
)  # fmt: skip
