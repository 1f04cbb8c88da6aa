"""From fiscal year 2021, part one covers the five topics that the format names.

They are 主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设 and 监督保障. Any word that belongs to a topic is enough, with or
without a sub-heading, in any order and in one paragraph with others: a website or a display board stands for the
platforms, a training for 监督保障. So what is told is really not spoken of.

Silent where part one is missing (GK101) or says next to nothing (GK106), and where it holds a table or another grid,
which may be the text in a web page's layout.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View, regex

_TOPICS = {
    "主动公开": regex(
        r"主动公开|重点领域|发布|公布|公示"
        r"|(?<!信息)(?<!申请)(?<!政务)公开(?!申请|工作|条例|平台|栏|专栏|专区|指南|目录|年报|领导|机制|制度)"
    ),
    "依申请公开": regex(r"依申请|申请公开|公开申请|信息公开的申请|(?:收到|受理|办理|办结|答复)[^。；]{0,12}申请|申请[^。；]{0,8}\d+\s*件"),
    "政府信息管理": regex(
        r"信息管理|信息资源|管理(?:情况|工作|制度|机制|规范|规定|办法)|审查|审核|审批|三审|把关|保密|清理|动态|更新|属性|目录|指南|台账|归档"
        r"|集中统一|规范化|规范性文件|源头|制度"
    ),
    "政府信息公开平台建设": regex(
        r"平台|网站|门户|网页|公众号|新媒体|微信|微博|抖音|客户端|专栏|专区|栏目|公报|公示栏|公开栏|公告栏|政务大厅|服务大厅|便民|查阅点|查阅场所|渠道"
        r"|载体|APP|app"
    ),
    "监督保障": regex(
        r"监督|保障|考核|考评|评议|培训|学习|领导|组织|分管|专人|责任|督查|督导|检查|巡查|整改|机制|队伍|追究|问责|满意度|业务能力"
    ),
}  # fmt: skip
# Less than this is no overview, of which GK106 tells.
_FEWEST_LETTERS = 40


def check(view: View) -> Iterator[Finding]:
    section = view.report.section("overview")
    if section is None or len(section.passages) < len(section.blocks):
        return
    text = "".join("".join([passage.text for passage in section.passages]).split())
    if len(text) < _FEWEST_LETTERS:
        return
    missing = tuple(topic for topic, words in _TOPICS.items() if not words.search(text))
    if missing:
        yield Finding("missing", section.place(), {"topics": missing})


RULE = Rule(
    id="GK107",
    name="st-overview-topics",
    severity="warning",
    summary=Text(zh="“总体情况”写到规定的五个方面", en="Part one covers the five topics of the format"),
    advice=Text(
        zh="补写这些方面本年度的情况；确实没有的，也写明没有",
        en="Add what was done on these topics, or that there was nothing",
    ),
    messages={
        "missing": Text(
            zh="“总体情况”没有写到：{topics}", en="Part one says nothing on: {topics}"
        )
    },
    why=Text(
        zh="格式规定“总体情况”概括五个方面：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。不要求分小标题，写到即可；"
        "一个方面的任何说法都没有找到，才会提示。",
        en="The format names five topics for part one. Sub-headings are not required; a topic is told only when no word "
        "that belongs to it was found.",
    ),
    basis=(Cite("format-2021", "part-1"), Cite("regulation-2019", "50")),
    applies=Applies(first_year=2021),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("not asked before fiscal year 2021", year=2020, sections={"overview": "全年公开了预算、决算和办事指南等信息一百二十条，受到群众欢迎，取得了良好的效果，工作平稳。"}),
        Valid(
            "one paragraph, other words, another order",
            sections={
                "overview": "成立领导小组，明确专人负责。全年在门户网站公开财政信息120条，未收到公开申请。所有信息发布前由分管负责人逐条把关，未发生泄密。"
            },
        ),
        Valid("next to nothing is told by another rule", sections={"overview": "全年工作正常，无其他情况。"}),
        Invalid(
            "three topics are left out",
            sections={
                "overview": "2025年，我局主动公开财政预算、决算和民生项目等内容一百二十条，全年收到申请3件，均已按时答复申请人，群众反映良好。"
            },
            keys=("missing",),
            at=("overview",),
        ),
    ),
)  # fmt: skip
