"""The prose of a large body's report: a small report's document with some forty more paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from gongkai.document import Block, Document, Paragraph
from gongkai.place import At

__all__ = ["lengthen"]

# What stands behind the headings of parts one and five. No figure is one that the tables state.
_OVERVIEW = (
    "在网站集中公开区发布重点领域信息{n}00条，其中财政预决算{n}2条、教育{n}1条、医疗卫生{n}0条；公开栏目按照统一目录调整，失效链接当月修复，群众从首页三次点击之内可以找到所需文件。",
    "围绕年度重点任务编制公开清单，明确{n}0个事项的责任科室、时限和方式，清单经主要负责人审定后在网站公布，并在季度会议上逐项对照完成情况，未按时完成的说明原因。",
    "落实政策解读与文件同步起草、同步审批、同步发布的要求，全年为{n}5份文件配发问答、图表和短视频解读，主要负责人参加在线访谈{n}次，回应来信提出的问题{n}4个。",
    "规范答复文书样式，建立登记、审核、办理、答复、归档的台账；对内容不明确的，一次告知需要补正的事项；对涉及多个部门的，由牵头科室会商后答复，保障申请人的知情权。",
    "政务新媒体坚持分级分类管理，关停更新少、关注少的账号{n}个，其余账号由专人值守，发布前经过初审、复审、终审，错别字和敏感信息由检测软件与人工共同把关。",
    "在政务服务大厅、图书馆、档案馆设置查阅点{n}处，配备自助查询设备，方便老年人和没有上网条件的群众查阅政府公报和办事指南，全年接待查阅{n}20人次。",
    "举办以“走进政务服务”为主题的开放日活动{n}期，邀请企业代表、社区居民和学生参加，现场介绍审批流程，听取意见建议，对能够当场答复的当场答复，其余的限期办结并反馈。",
    "把公开工作纳入年度绩效考核，分值权重不低于4%；组织业务培训{n}次，就申请答复中的常见问题讲解案例；开展社会评议，满意和基本满意的占绝大多数，全年没有发生责任追究的情形。",
)
_PROBLEMS = (
    "部分单位对公开的主动性还不够，信息更新不及时，个别栏目内容较少；基层工作人员兼职多、变动快，业务不够熟练；解读形式以文字为主，生动性和针对性有待增强。",
    "下一步，将完善清单管理和定期抽查机制，对更新不及时的栏目逐一提醒；编印常见问题手册，采取跟班学习、案例研讨等方式提高业务能力；继续丰富解读形式，多用图表和事例把政策讲清楚。",
)
_TIMES = {"一": (_OVERVIEW, 4), "五": (_PROBLEMS, 4)}


def lengthen(document: Document) -> Document:
    """The document with long prose in its first and fifth section."""
    return replace(document, blocks=tuple(_blocks(document)))


def _blocks(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        yield block
        if isinstance(block, Paragraph) and block.heading == 2 and block.text[:1] in _TIMES:
            texts, times = _TIMES[block.text[:1]]
            for n in range(times):
                yield from (Paragraph(text=_told(text, n), at=At()) for text in texts)


def _told(text: str, n: int) -> str:
    """The paragraph for the n-th time of the year: sentences of one wording must differ, or they would be repeated."""
    when = ("年初，", "年中，", "三季度，", "年底，")[n]
    return when + text.format(n=n + 1).replace("；", f"；{when}")
