"""A share in the words (12件，占34.3%) is what its numbers come to, within rounding.

The whole must be certain: one larger number of the same unit stands before it in the sentence. Where another of them, or a
total of table three, gives the share, it is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, shares
from gongkai_rules._stated import Kind, printed_kind

_TOTALS: tuple[Kind, ...] = ("applications.received", "applications.concluded")


def check(view: View) -> Iterator[Finding]:
    found = view.derive(shares)
    totals = [printed_kind(view, kind) for kind in _TOTALS] if found else []
    carried = printed_kind(view, "applications.carried_in") if found else None
    known = [cells.value for cells in totals if cells]
    known += [known[0] + carried.value] if known and carried else []
    for share in found:
        wholes = {whole.value for whole in share.wholes}
        if len(wholes) != 1 or not any(wholes):
            continue
        (whole,) = wholes
        fitting = {whole, *(value for value in known if value)}
        worked = [100 * share.part.value / value for value in fitting]
        if not any(abs(value - share.percent.value) <= share.percent.step for value in worked):
            shown = (100 * share.part.value / whole).quantize(share.percent.step)
            args = {"part": share.part.value, "whole": whole, "worked": shown, "percent": share.percent.value}
            yield Finding("differs", share.place(), args)


RULE = Rule(
    id="GK420",
    name="cn-percent",
    severity="warning",
    summary=Text(
        zh="正文中的百分比计算正确",
        en="Shares in the words are worked out correctly",
    ),
    advice=Text(
        zh="核对占比和两个数",
        en="Check the share and both numbers",
    ),
    messages={
        "differs": Text(
            zh="{part}占{whole}的{worked}%，正文写的是{percent}%",
            en="{part} of {whole} is {worked}%, the text says {percent}%",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("right", sections={"overview": "收到政府信息公开申请36件，其中自然人申请30件，占83.3%。"}),
        Valid(
            "rounded in another way", sections={"overview": "收到政府信息公开申请36件，其中自然人申请30件，占83%。"}
        ),
        Valid(
            "the whole is not certain", sections={"overview": "公开信息200条、政策文件90条，其中图解12条，占30%。"}
        ),
        Valid(
            "a change, not a share",
            sections={"overview": "公开信息200条，同比增长30%，其中图解12条，较上年增加57%。"},
        ),
        Invalid(
            "wrong",
            sections={"overview": "收到政府信息公开申请36件，其中自然人申请30件，占38.3%。"},
            keys=("differs",),
        ),
        Invalid(
            "of something else",
            sections={"overview": "全年公开信息805条，其中政策文件35条，占43.5%。"},
            keys=("differs",),
        ),
    ),
)
