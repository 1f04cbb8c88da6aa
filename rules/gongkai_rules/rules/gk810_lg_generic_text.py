"""Part one is about this body and this year (preview): it holds the year, a number, or the body's own words.

A part one without any year, any digit and any of 我局, 本机关, the body's name could be anyone's. In the report of a single department
部分地区, 多数部门 and 各级政府部门 as its own problems come from another text.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding

_OWN = regex(
    r"\d|[我本](?:省|市|州|县|区|旗|镇|乡|街道|局|委|厅|办|机关|单位|部门|中心|院|校|部)|全(?:省|市|县|区|镇|乡)|[一二三四五六七八九十]{1,3}(?:件|条|次|场|期)"
)
_OTHERS = regex(r"(?:部分|一些|有的|多数|个别)地区|多数部门|各级政府部门")


def check(view: View) -> Iterator[Finding]:
    report = view.report
    section = report.section("overview")
    name = report.agency.value if report.agency else ""
    if section and section.passages:
        text = "".join(passage.text for passage in section.passages)
        if len(text) >= 100 and not _OWN.search(text) and not (name and name in text):
            yield Finding("anyone", section.place())
    if report.body.kind in ("department", "subdistrict") and report.body.level in ("county", "township"):
        for piece in view.report.passages:
            spans = [match.span() for match in _OTHERS.finditer(piece.text)] if piece.section == "problems" else []
            if spans:
                yield finding("others", piece, spans)


RULE = Rule(
    id="GK810",
    name="lg-generic-text",
    severity="info",
    summary=Text(zh="内容写的是本单位、本年度", en="The text is about this body and this year"),
    advice=Text(zh="写出本单位的具体做法、数据和问题", en="Tell this body's own work, figures and problems"),
    messages={
        "anyone": Text(zh="第一部分没有年份、数字和本单位的内容", en="Part one has no year, no figure and nothing of this body"),
        "others": Text(zh="第五部分写的不是本单位的问题：{words}", en="Part five tells of others' problems: {words}"),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("a government speaks of its places", sections={"problems": "部分地区答复不够规范。已逐一指导并改进文书格式。"}),
        Invalid(
            "anyone's text",
            sections={
                "overview": "认真贯彻落实条例精神，坚持以公开为常态、不公开为例外，不断深化政府信息公开工作，健全完善公开机制，拓宽公开渠道，提升工作透明度，切实满足公众获取信息的需求，保障公众的知情权、参与权、表达权和监督权，取得了较好的成效，得到了广泛好评。"
            },
            keys=("anyone",),
            at=("overview",),
        ),
        Invalid("others' problems", agency="云川县财政局", sections={"problems": "部分地区重视不够。已改进。"}, keys=("others",), at=("problems",)),
    ),
)  # fmt: skip
