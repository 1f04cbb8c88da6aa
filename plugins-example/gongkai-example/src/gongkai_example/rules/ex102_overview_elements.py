"""The overview states the quantities that the prefecture's notice asks for.

Some notices ask for the number of items published on the platform, of policy explanations, and of documents made,
repealed and in force. A statement that there were none ("未", "无", "没有") counts: what is asked for is that it is said.
Which words stand for each element is an option, because notices differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View

NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千]+[余]?[件条篇次个份]|未|无|没有")
FULL = "全年在平台发布信息320条，发布政策解读12篇，制发行政规范性文件3件。"


def check(view: View) -> Iterator[Finding]:
    overview = view.report.section("overview")
    if overview is None:
        return
    clauses = [clause for passage in overview.passages for clause in re.split(r"[，。；]", passage.text)]
    missing = tuple(
        element
        for element in view.words("elements")
        if not any(element in clause and NUMBER.search(clause) for clause in clauses)
    )
    if missing:
        yield Finding("missing", overview.place(), {"elements": missing})


RULE = Rule(
    id="EX102",
    name="overview-elements",
    severity="info",
    summary=Text("总体情况写明要求的数量", "The overview states the quantities asked for"),
    advice=Text("补充数量；没有的写明“无”", "Add the quantities; where there are none, say so"),
    messages={"missing": Text("总体情况没有写明数量：{elements}", "The overview gives no quantity for {elements}")},
    basis=(Cite("format-2021", "part-1"),),
    check=check,
    explanation=__doc__,
    options=(
        Option(
            "elements",
            ("发布信息", "政策解读", "规范性文件"),
            Text("要求写明数量的事项", "what a quantity is asked for"),
        ),
    ),
    examples=(
        Valid("every element has its number", sections={"overview": FULL}),
        Valid(
            "that there were none is said",
            sections={"overview": FULL.replace("3件", "0件").replace("发布政策解读12篇", "未发布政策解读")},
        ),
        Invalid(
            "one element without a number",
            sections={"overview": FULL.replace("12篇", "多篇")},
            keys=("missing",),
            at=("overview",),
        ),
    ),
)
