"""A share in the words (12件，占34.3%) and a growth (45件，比2024年的39件增加6件) are what their numbers come to, within rounding.

The whole must be certain: one larger number of the same unit stands before it in the sentence. Where another of them, or a
total of table three, gives the share, it is right. A growth is worked out only where all its figures stand next to each
other; whether the earlier one is last year's is for GK605.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, shares
from gongkai_rules._grown import growths
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
    for growth in growths(view):
        yield Finding("growth", growth.place, {"words": growth.words, "told": growth.told, "worked": growth.worked})


RULE = Rule(
    id="GK420",
    name="cn-percent",
    severity="warning",
    summary=Text(
        zh="正文中的占比和增减计算正确",
        en="Shares and growth in the words are worked out correctly",
    ),
    advice=Text(
        zh="核对百分比和有关的数",
        en="Check the share or growth and its numbers",
    ),
    messages={
        "differs": Text(
            zh="{part}占{whole}的{worked}%，正文写的是{percent}%",
            en="{part} of {whole} is {worked}%, the text says {percent}%",
        ),
        "growth": Text(
            zh="“{words}”：按所列的数算是{worked}，正文写的是{told}",
            en="“{words}”: its figures give {worked}, the text says {told}",
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
        Valid(
            "growth",
            sections={
                "overview": "收到申请45件，比2024年的39件增加6件，增长15.4%；公开信息97条，较上年的121条下降19.8%。"
                "召开会议12次，比2024年减少3次、下降20%；公开专栏12个，同比增长20%（上年10个）。"
            },
        ),
        Valid(
            "growth of the whole behind its parts",
            sections={"overview": "行政复议5件，维持4件，纠正1件，较2024年的7件减少2件。"},
        ),
        Valid("growth without its figures", sections={"overview": "收到申请45件，较上年增加22件，同比增长20余%。"}),
        Invalid("a difference", sections={"overview": "收到申请45件，比2024年的39件增加16件。"}, keys=("growth",)),
        Invalid("a rate", sections={"overview": "公开信息97条，较上年的121条下降9.8%。"}, keys=("growth",)),
        Invalid(
            "a rate behind a difference",
            sections={"overview": "收到申请1286件，比2022年减少104件、下降17.5%。"},
            keys=("growth",),
        ),
        Invalid(
            "a rate before its figure",
            sections={"overview": "收到申请45件，同比上升51.4%（2024年39件）。"},
            keys=("growth",),
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
        Valid("against last year's", sections={"overview": "收到来信45件，同比2024年的60件下降25%。"}),
        Invalid(
            "against last year's",
            sections={"overview": "收到来信45件，同比2024年的60件下降30%。"},
            keys=("growth",),
        ),
    ),
)
