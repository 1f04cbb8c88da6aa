"""The section on problems and improvements is last year's.

Compared are the writers' own words in pieces of five characters, without numbers, years, names of bodies and sentences that
every report has. Told where 85% or more of this year's stands in last year's; both places are shown. Of a section of
fewer than 80 such characters it is a hint at level info, and of fewer than 30 nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View
from gongkai_rules._copied_section import COPIED_MESSAGES, copied_section


def check(view: View) -> Iterator[Finding]:
    yield from copied_section(view, "problems")


RULE = Rule(
    id="GK606",
    name="cy-problems-copied",
    severity="warning",
    summary=Text(zh="“存在的主要问题及改进情况”没有照抄上年报告", en="The section on problems is not last year's"),
    advice=Text(
        zh="写本年的问题和上年问题的改进情况", en="Write this year's problems, and how last year's were dealt with"
    ),
    messages=COPIED_MESSAGES,
    why=Text(
        zh="格式的通知把“内容雷同、敷衍塞责”列为要追究责任的情形。比较时不计数字、年份、机关名称和各报告都有的固定用语。",
        en="The notice on the form names text that is all alike as a fault to be answered for. Numbers, years, names and set "
        "phrases do not count.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    asks=("previous",),
    options=(
        Option("share", 0.85, Text(zh="相同部分达到多大比例提示", en="Share that is told"), 0),
        Option("short", 80, Text(zh="少于多少字只作提示", en="Shorter sections are only a hint"), 0),
        Option("least", 30, Text(zh="少于多少字不提示", en="Shorter sections are not told"), 0),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(
            "the same kind of problem in other words",
            previous=Valid(
                sections={
                    "problems": "（一）存在的主要问题。一是栏目更新不够及时；二是基层公开专区的服务能力有待提升。"
                    "（二）改进情况。一是建立了按月巡查的办法；二是组织专区工作人员到先进地区学习。"
                }
            ),
        ),
        Valid(
            "too short to say",
            sections={"problems": "解读形式单一，今后改进。"},
            previous=Valid(sections={"problems": "解读形式单一，今后改进。"}),
        ),
        Invalid("word for word", previous=Valid(), keys=("copied",), at=("problems",)),
        Invalid(
            "one more training course",
            sections={
                "problems": "（一）存在的主要问题。一是部分政策解读的形式比较单一；二是个别乡镇答复申请的文书不够规范。\n"
                "（二）改进情况。一是为重要政策增加了问答和图表解读；二是统一了答复文书的样式，并举办了五期业务培训。"
            },
            previous=Valid(),
            keys=("copied",),
        ),
    ),
)
