"""The overview is last year's.

As for the section on problems (GK606), with a higher threshold: 90% of this year's words must stand in last year's. The
opening sentence, numbers, years, names of bodies and sentences that every report has do not count. Of fewer than 100
characters it is a hint at level info, for a small body does the same every year and says so in five lines; of fewer than
30 nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View
from gongkai_rules._copied_section import COPIED_MESSAGES, copied_section


def check(view: View) -> Iterator[Finding]:
    yield from copied_section(view, "overview")


RULE = Rule(
    id="GK607",
    name="cy-overview-copied",
    severity="warning",
    summary=Text(zh="“总体情况”没有照抄上年报告", en="The overview is not last year's"),
    advice=Text(zh="写本年所做的工作", en="Write what was done this year"),
    messages=COPIED_MESSAGES,
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    asks=("previous",),
    options=(
        Option("share", 0.9, Text(zh="相同部分达到多大比例提示", en="Share that is told"), 0),
        Option("short", 100, Text(zh="少于多少字只作提示", en="Shorter sections are only a hint"), 0),
        Option("least", 30, Text(zh="少于多少字不提示", en="Shorter sections are not told"), 0),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(
            "another year's work",
            previous=Valid(
                sections={
                    "overview": "2024年，云川县人民政府按要求做好政府信息公开。\n（一）主动公开。重点公开乡村建设、养老服务和食品抽检信息，"
                    "开设专题两个。\n（二）依申请公开。全年新收政府信息公开申请36件，上年结转2件，共办结35件，结转下年度继续办理3件。\n"
                    "（三）政府信息管理。对历年文件逐件清理。\n（四）平台建设。改版门户首页。\n（五）监督保障。举办培训三期。"
                }
            ),
        ),
        Invalid("word for word", previous=Valid(), keys=("copied",), at=("overview",)),
    ),
)
