"""The number of applications carried in from last year that the words state is the one in table three.

A bare 结转N件 does not say from where or whither and is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import differing


def check(view: View) -> Iterator[Finding]:
    yield from differing(view, "applications.carried_in", none=True)


RULE = Rule(
    id="GK402",
    name="cn-carry-in",
    severity="warning",
    summary=Text(
        zh="正文中上年结转的件数与表三一致",
        en="Applications carried in from last year: the words agree with table 3",
    ),
    advice=Text(
        zh="核对台账，改正正文或表格中有误的一处",
        en="Check the records and correct the wrong place, the words or the table",
    ),
    messages={
        "differs": Text(
            zh="正文说“{words}”，而{cell}是{printed}",
            en="The text says “{words}”, but {cell} has {printed}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "2024年结转至2025年, and none of another kind",
            sections={"overview": "2024年结转至2025年2件，2025年新收政府信息公开申请36件。"},
        ),
        Valid("last year's own figure", sections={"overview": "2024年收到政府信息公开申请14件。"}),
        Valid("included in brackets", sections={"overview": "收到政府信息公开申请38件（含上年结转2件）。"}),
        Valid(
            "the cell is blank", sections={"overview": "上年结转5件。"}, cells={"applications.carried_in.total": ""}
        ),
        Valid("cases", sections={"overview": "政府信息公开行政复议3件，其中上年结转5件。"}),
        Invalid("a zero", sections={"overview": "收到政府信息公开申请36件，上年结转0件。"}, keys=("differs",)),
        Invalid("none", sections={"overview": "收到政府信息公开申请36件，没有上年结转申请。"}, keys=("differs",)),
        Valid("none of what is not named", sections={"disputes": "行政诉讼3件。均已审结，上年结转0件。"}),
        Valid("none of the letters", sections={"overview": "受理群众来信申请10件，没有上年结转。"}),
        Valid("none of the disputes", sections={"disputes": "无上年结转的行政复议案件，行政诉讼案件上年结转0件。"}),
        Invalid(
            "another number", sections={"overview": "全年新收政府信息公开申请36件，上年结转5件。"}, keys=("differs",)
        ),
        Invalid(
            "between two years",
            sections={"overview": "2024年结转至2025年5件，2025年新收政府信息公开申请36件。"},
            keys=("differs",),
        ),
    ),
)
