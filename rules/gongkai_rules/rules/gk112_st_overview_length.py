"""Part one is no longer than a local notice allows: for example 1000 characters in Wuwei for fiscal year 2025.

The national format sets no length, so this is a preview rule for places that do; `most` is the number of characters,
without spaces.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    section = view.report.section("overview")
    if section is None:
        return
    count = sum(len("".join(passage.text.split())) for passage in section.passages)
    most = view.number("most")
    if count > most:
        yield Finding("long", section.place(), {"count": count, "most": int(most)})


RULE = Rule(
    id="GK112",
    name="st-overview-length",
    severity="info",
    preview=True,
    summary=Text(zh="“总体情况”不超过当地规定的字数", en="Part one is no longer than the local notice allows"),
    advice=Text(zh="压缩“总体情况”，具体内容留给各部分", en="Shorten part one"),
    messages={
        "long": Text(zh="“总体情况”有{count}字，超过{most}字", en="Part one has {count} characters, more than {most}")
    },
    why=Text(
        zh="国家格式没有规定字数，有的地方有（如武威市2025年度通知：原则上不超过一千字）。有这种要求的地方点名使用这条规则。",
        en="The national format sets no length; some places do. Name the rule to use it there.",
    ),
    basis=(Cite("wuwei-notice-2025", "overview"),),
    options=(Option("most", 1000, Text(zh="最多多少字（不计空格）", en="The most characters, without spaces"), 1),),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("spaces do not count", sections={"overview": "全年公开信息， " * 140}),
        Invalid("a long one", sections={"overview": "全年公开信息。" * 150}, keys=("long",), at=("overview",)),
    ),
)
