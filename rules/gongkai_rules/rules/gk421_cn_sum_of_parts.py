"""The parts of a flat list do not add up to more than the total before it.

Less is no fault: lists after 其中 are often partial. More can be honest where things are in several parts at once, so lists
of channels are left out, and those in which a part, or the first parts together, are as much as the total; so are brackets within lists, 余 and 等.
Applications by channel are told by GK408, by applicant and result by GK405 and GK407.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from gongkai import Cite, Finding, Invalid, Passage, Rule, Text, Valid, View, claimed, exceeding_lists, regex

_OVERLAPPING = regex(
    r"网|微信|微博|公众号|平台|客户端|公开栏|专栏|报|电视|广播|渠道|方式|抖音|头条|涉及|通过|媒体|大厅|窗口|解读|视频|转载|转发"
)


def check(view: View) -> Iterator[Finding]:
    known: set[tuple[Passage, int]] = set()
    for found in view.derive(exceeding_lists):
        # The first parts make up the whole where a second division follows: 3件，其中一审2件、二审1件，维持2件.
        if found.total.value in accumulate(part.value for part in found.parts):
            continue
        if any(part.value == found.total.value for part in found.parts):
            continue
        if any(_OVERLAPPING.search(part.words) for part in found.parts):
            continue
        known = known or {(claim.passage, claim.end) for claim in view.derive(claimed)}
        if not any((found.passage, part.end) in known for part in found.parts):
            yield Finding("exceeds", found.place(), {"added": found.sum, "total": found.total.value})


RULE = Rule(
    id="GK421",
    name="cn-sum-of-parts",
    severity="warning",
    summary=Text(
        zh="列举的各部分之和不超过总数",
        en="The parts of a list do not exceed its total",
    ),
    advice=Text(
        zh="核对总数和各部分的数",
        en="Check the total and its parts",
    ),
    messages={
        "exceeds": Text(
            zh="各部分之和{added}，超过总数{total}",
            en="The parts add up to {added}, more than the total {total}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "they add up",
            sections={"overview": "共公开信息612条，其中概况86条、机构18条、政策214条、财政132条、其他162条。"},
        ),
        Valid("some are not listed", sections={"overview": "共公开信息612条，其中概况86条、机构18条。"}),
        Valid(
            "in several channels at once",
            sections={"overview": "共公开信息73条，其中网站73条、公众号60条、公开栏20条。"},
        ),
        Valid(
            "brackets inside",
            sections={"overview": "共公开信息100条，其中政策60条（含规划20条）、财政30条、规划20条。"},
        ),
        Valid(
            "the next clause is no part", sections={"overview": "共公开信息100条，其中政策60条，全年制作图解90条。"}
        ),
        Valid("divided twice", sections={"overview": "召开会议3次，其中党组会2次、局务会1次，专题研究2次。"}),
        Valid("not exact", sections={"overview": "共公开信息190余条，其中政策140余条、财政55条。"}),
        Valid(
            "a difference before the parts",
            sections={"overview": "全年收到来信36件，较上年减少9件，其中个人30件、企业6件。"},
        ),
        Invalid(
            "names with brackets",
            sections={"overview": "共公开信息23148条，其中县政府1906条，县政府部门14227条，乡镇（街道）7285条。"},
            keys=("exceeds",),
        ),
        Invalid(
            "more than the total",
            sections={"overview": "共公开信息283条，其中政策180条、财政90条、人事15条。"},
            keys=("exceeds",),
        ),
        Invalid(
            "a difference before the parts",
            sections={"overview": "全年收到来信36件，较上年减少9件，其中个人30件、企业9件。"},
            keys=("exceeds",),
        ),
    ),
)
