"""Applications by channel (当面, 信函, 网络, 传真, 电子邮件) do not add up to more than the number received in the same sentence.

Each application comes in one way. Less is no fault: such lists are often partial.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import Kind, stated

_CHANNELS: tuple[Kind, ...] = (
    "channels.in_person",
    "channels.letter",
    "channels.online",
    "channels.fax",
    "channels.email",
)


def check(view: View) -> Iterator[Finding]:
    every = stated(view, "applications.received", "applications.new", *_CHANNELS)
    for whole in every:
        if (
            whole.kind.startswith("channels.")
            or whole.form != "count"
            or whole.value is None
            or whole.bound != "exact"
        ):
            continue
        ways = [
            c for c in every if c.kind in _CHANNELS and (c.passage, c.sentence) == (whole.passage, whole.sentence)
        ]
        ways = [c for c in ways if c.start > whole.end and c.form == "count"]
        added = sum((c.value for c in ways if c.value), Decimal(0))
        if len(ways) > 1 and len({c.kind for c in ways}) == len(ways) and added > whole.value:
            place = whole.passage.place(whole.start, ways[-1].end)
            yield Finding("exceeds", place, {"added": added, "total": whole.value})
            return


RULE = Rule(
    id="GK408",
    name="cn-channel-sum",
    severity="warning",
    summary=Text(
        zh="各渠道申请之和不超过收到的件数",
        en="Applications by channel do not exceed those received",
    ),
    advice=Text(
        zh="核对各渠道的件数和总数",
        en="Check the numbers by channel and the total",
    ),
    messages={
        "exceeds": Text(
            zh="各渠道合计{added}件，超过收到的{total}件",
            en="The channels add up to {added}, more than the {total} received",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("they add up", sections={"overview": "收到政府信息公开申请12件，其中网络11件，信函1件。"}),
        Valid(
            "not all are listed", sections={"overview": "收到政府信息公开申请36件，其中当面申请2件、信函申请3件。"}
        ),
        Valid("publications by channel", sections={"overview": "主动公开信息73条，其中网站73条，微信73条。"}),
        Invalid(
            "more than received",
            sections={"overview": "收到政府信息公开申请36件，其中网络申请30件，信函申请10件。"},
            keys=("exceeds",),
        ),
    ),
)
