"""Whether a report says in words why its figures do not join on to last year's or to another report's."""

from __future__ import annotations

from gongkai import Report, regex
from gongkai_rules._prose import prose

__all__ = ["explained"]

_REORGANIZED = (
    r"机构(?:改革|合并|撤并|撤销|调整|整合|重组|设置调整)|(?:职能|职责|职权|事权)(?:划转|划入|划出|调整|转隶|整合|并入|移交|转移)"
    r"|(?:机构)?编制(?:方案)?调整|承接.{0,12}(?:职能|职责)|并入(?:我|本)|组建而成|(?:整合|合并)组建|转隶|撤并|(?:行政)?区划调整|(?:撤县|撤乡|撤镇|撤市)设|新组建|挂牌成立|(?:原|由).{2,12}(?:局|委|办|镇|乡|街道)(?:等)?(?:合并|并入|整合)"
)
_CORRECTED = (
    r"(?:数据|数字|年报|年度报告|统计|结转).{0,12}(?:更正|修正|订正|勘误|有误|错误|误报|[漏少多][报统填计登]|遗漏|补[报登录]|据实填报|未登记|重新统计|不一致|差异)"
    r"|(?:当时|上年|年末|年底).{0,8}(?:尚)?未(?:登记|计入|列入|统计)|统计范围.{0,8}(?:调整|变化|变更|增加|新增|扩大|缩小|不同|较上)"
    r"|(?:更正|修正|订正|勘误).{0,12}(?:数据|数字|年报|年度报告|统计)|(?:统计|计算)?口径.{0,8}(?:调整|变化|变更|不同|不一致|有别)"
)
_WORDS = regex(f"{_REORGANIZED}|{_CORRECTED}")
_LISTS = regex(r"(?:清单|事项|项目).{0,12}(?:调整|动态|修订|重新|变化|取消|下放|承接|梳理)")


def explained(report: Report, *, lists: bool = False) -> bool:
    """Whether the body was reorganized, its figures were corrected, or they were counted in another way; with `lists`,
    also whether its lists of powers and items were revised.

    What the words are about is not looked into: one mention anywhere is enough to leave the comparison to a person.
    """
    return any(_WORDS.search(text) or (lists and _LISTS.search(text)) for text in prose(report))
