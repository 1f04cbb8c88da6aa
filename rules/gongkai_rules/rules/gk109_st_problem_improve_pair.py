"""Part five names problems as well as what was done about them.

Article 50 (4) asks for 主要问题及改进情况: a part that only complains or only plans is half of it. Sub-headings do not
count, since a heading without text says nothing; words such as 有待加强 belong to the problem. Any word of a problem and
any word of action is enough.

How many problems and how many measures there are is not compared: honest reports often answer two problems with three
measures. Silent where part five is missing (GK101), says next to nothing (GK106), or holds a table or another grid.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Passage, Rule, Text, Valid, View, key, regex

_LACKING = regex(r"(?:有待|亟待|亟需|尚需|还需|仍需|仍须|需要?进一步|需不断|需要不断|还要)[^，。；\n]*")
_PROBLEM = regex(
    r"问题|不足|不[够高强多全深细快新严密畅准]|不(?:及时|到位|规范|完善|健全|平衡|均衡|丰富|充分|明显|明确|理想|熟悉|了解|扎实|突出|统一|紧密|广泛|主动|适应|完整|重视|积极)"
    r"|欠缺|欠佳|缺乏|缺少|薄弱|差距|短板|弱项|滞后|偏[低少慢弱窄]|较[低少慢弱窄单]|单一|困难|难以|未能|局限|参差|有待|亟待|尚需|还需|仍需"
    r"|(?<![减降缩])[少慢弱低差窄浅粗旧散难松](?=[，。；]|$)"
)
_ACTION = regex(
    r"改进|改善|整改|改正|加强|强化|完善|提升|提高|加大|加快|进一步|下一步|今后|优化|规范|健全|增加|增强|增设|推进|推动|深化|细化|落实"
    r"|组织|开展|举办|统一|建立|拓[宽展]|丰富|创新|配备|培训|学习|制定|修订|明确|梳理|督促|指导|解决|确保|做好|抓好"
    r"|对策|开通|上线|推行|实行|安排|已[将建增新开完配]|(?<!未能)(?<!未)实现"
)
_SUBHEADING = regex(
    r"[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．](?:20\d\d年|政府信息|公开|工作|目前|当前|中?存在|主要|突出|明显|问题|不足|困难|短板|薄弱环节|差距"
    r"|下一步|今后|下步|改进|整改|改善|提升|情况|措施|举措|打算|计划|思路|方向|方面|建议|的|之处|和|及|以及|与|、)*"
)
# Less than this is told by GK106.
_FEWEST_LETTERS, _ENOUGH = 21, 60


def check(view: View) -> Iterator[Finding]:
    section = view.report.section("problems")
    if section is None or len(section.passages) < len(section.blocks):
        return
    text = "\n".join(_body(passage) for passage in section.passages)
    if len(key(text[:_ENOUGH])) < _FEWEST_LETTERS and len(key(text)) < _FEWEST_LETTERS:
        return
    if not _PROBLEM.search(text):
        yield Finding("problem", section.place())
    elif not _ACTION.search(_LACKING.sub("", text)):
        yield Finding("improvement", section.place())


def _body(passage: Passage) -> str:
    """The text of a line that is not a sub-heading: "（二）改进情况" is one, "1.数据解读不够通俗。" is an item."""
    text = "".join(passage.text.split())
    return "" if _SUBHEADING.fullmatch(text.rstrip("。：:")) else text


RULE = Rule(
    id="GK109",
    name="st-problem-improve-pair",
    severity="warning",
    summary=Text(zh="第五部分既写问题，也写改进情况", en="Part five names problems and improvements"),
    advice=Text(zh="逐条写明主要问题和对应的改进情况", en="Name the main problems, and for each what was done about it"),
    messages={
        "problem": Text(zh="第五部分没有写存在的问题", en="Part five names no problem"),
        "improvement": Text(zh="第五部分没有写改进情况", en="Part five names no improvement"),
    },
    why=Text(
        zh="条例第五十条第四项要求报告“主要问题及改进情况”，两样都要有。问题和措施的条数不比较。",
        en="Article 50 (4) asks for the main problems and the improvements. Their numbers are not compared.",
    ),
    basis=(Cite("regulation-2019", "50"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("one sentence for both", sections={"problems": "个别栏目更新较慢，下一步将安排专人负责，保证当日更新，并逐月通报。"}),
        Valid("two problems, three measures", sections={"problems": "一是解读偏少；二是答复文书不统一。一是增加图解；二是统一样式；三是开展培训。"}),
        Valid(
            "short items",
            sections={"problems": "一、存在问题\n1.数据解读不够通俗。\n2.信息发布还需及时\n二、改进措施\n1.增加图表解读，每月至少一篇。\n2.制定统计数据发布日程表，按时发布。"},
        ),
        Valid("what was done", sections={"problems": "公开的颗粒度不够细。已将贷款数据细到各县，计划下年度提供历年数据。"}),
        Valid("无 is told by another rule", sections={"problems": "无。"}),
        Invalid(
            "plans only",
            sections={"problems": "我局将继续做好公开工作，落实条例要求，加强学习，推动各项任务完成，让群众更加方便。"},
            keys=("problem",),
            at=("problems",),
        ),
        Invalid(
            "complaints only",
            sections={
                "problems": "（一）存在的主要问题\n一是政策解读形式单一；二是公开的及时性有待进一步提高，工作人员的业务能力还需加强。\n（二）改进情况"
            },
            keys=("improvement",),
            at=("problems",),
        ),
    ),
)  # fmt: skip
