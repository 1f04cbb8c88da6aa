"""The number of applications carried out to next year that the words state, or none, is the one in table three.

A bare 结转N件 does not say from where or whither and is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import differing


def check(view: View) -> Iterator[Finding]:
    yield from differing(view, "applications.carried_out", none=True)


RULE = Rule(
    id="GK403",
    name="cn-carry-out",
    severity="warning",
    summary=Text(
        zh="正文中结转下年度的件数与表三一致",
        en="Applications carried out to next year: the words agree with table 3",
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
        Valid("to the next year by its number", sections={"overview": "办结35件，结转至2026年3件。"}),
        Valid("carried out without saying whither is not compared", sections={"overview": "办结35件，结转5件。"}),
        Invalid("a zero", sections={"overview": "收到政府信息公开申请36件，结转下年度0件。"}, keys=("differs",)),
        Invalid("none", sections={"overview": "收到政府信息公开申请36件，没有结转下年度的申请。"}, keys=("differs",)),
        Valid("none of what is not named", sections={"disputes": "行政诉讼3件。均已审结，结转下年度0件。"}),
        Valid("none of the letters", sections={"overview": "受理群众来信申请10件，没有结转下年度。"}),
        Valid(
            "none of the disputes", sections={"disputes": "无结转下年度的行政复议案件，行政诉讼案件结转下年度0件。"}
        ),
        Invalid("misspelt", sections={"overview": "转结下年度5件。"}, keys=("differs",)),
        Valid(
            "the cell is blank",
            sections={"overview": "结转下年度继续办理8件。"},
            cells={"applications.carried_out.total": ""},
        ),
        Invalid(
            "another number",
            sections={"overview": "全年新收政府信息公开申请36件，结转下年度继续办理8件。"},
            keys=("differs",),
        ),
        Invalid(
            "by the year's number",
            sections={"overview": "办结政府信息公开申请35件，结转至2026年5件。"},
            keys=("differs",),
        ),
    ),
)
