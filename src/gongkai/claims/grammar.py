"""Words of written Chinese that bear on any number: negation, comparison, inclusion, totals, time, approximation."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, ...]] = {
    "negation": (
        "未", "未曾", "尚未", "均未", "从未", "没有", "没有发生", "均没有", "无", "均无", "暂无", "不", "暂未", "并未", "也未",
        "也无", "也没有", "未有", "未发生", "未出现", "未产生",
    ),
    # Plans, averages and what several have each (分别) are no counts, either: like comparisons they take the number from
    # what was done.
    "comparison": (
        "拟", "预计", "计划", "力争", "拟于", "确保", "争取", "杜绝", "避免", "防止", "防范",
        "平均", "年均", "月均", "周均", "日均", "人均", "每年", "每季度", "每月", "每周", "每天", "每日", "单月", "单日", "分别",
        "同比", "环比", "较上", "较去", "较2", "较前", "相较", "相比", "比上", "比去", "比2", "增长", "增加", "增幅", "下降", "降低", "降幅",
        "减少", "上升", "多于", "少于", "提高", "增", "减", "高于", "低于", "不超过", "不少于", "不低于", "不足", "至少",
    ),
    "inclusion": ("其中", "其中包括", "包括", "包含", "含", "其中含", "内含", "分别为", "分别是"),
    "total": ("共", "共计", "总计", "合计", "累计", "总共", "一共", "共有", "总数为", "总计为"),
    "all": ("全部", "均", "均已", "已全部", "都已", "全部已", "均获", "均得到", "皆", "全部予以"),
    "about": ("约", "大约", "近", "超", "超过", "逾", "将近", "约为", "以上", "左右", "上下", "达到近"),
    "rest": ("等",),
}  # fmt: skip
"""Kind of word → the words. Longer words are looked for first."""
