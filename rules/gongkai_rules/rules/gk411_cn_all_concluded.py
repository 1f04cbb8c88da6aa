"""A statement that all applications were concluded agrees with table three: none is carried out to next year.

全部办结, 均已办结 and a rate of 100%. Silent where the words limit it: 按期办结率100%, 均已在法定期限内答复, 除1件结转外全部办结, and where the
paragraph itself tells of cases carried out.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stated import against, printed_kind, stated

_WHOLE = 100
_NONE_CARRIED = regex(r"(?:无|没有|未有)[^，。；]{0,6}结转")
_LIMITED = regex(r"结转|转结|除|其余|剩余|尚未|正在|期限内|时限内")


def check(view: View) -> Iterator[Finding]:
    claims = [
        claim
        for claim in stated(view, "applications.concluded", "applications.concluded_rate")
        if claim.form == "all" or (claim.kind == "applications.concluded_rate" and claim.value == _WHOLE)
    ]
    left = printed_kind(view, "applications.carried_out") if claims else None
    if left is None or Decimal(0) in left.also:
        return
    for claim in claims:
        if not _LIMITED.search(_NONE_CARRIED.sub("", claim.passage.text)):
            yield against(claim, left)


RULE = Rule(
    id="GK411",
    name="cn-all-concluded",
    severity="warning",
    summary=Text(
        zh="全部办结的表述与表三一致",
        en="A statement that all were concluded agrees with table 3",
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
            "in time", sections={"overview": "全年收到政府信息公开申请36件，按期办结率100%，均已在法定期限内答复。"}
        ),
        Valid(
            "but for those carried out", sections={"overview": "全年收到政府信息公开申请36件，除3件结转外全部办结。"}
        ),
        Valid(
            "nothing is carried out",
            sections={"overview": "全年收到政府信息公开申请36件，全部办结。"},
            cells={
                "applications.carried_out.natural_person": "0",
                "applications.carried_out.legal_service": "0",
                "applications.carried_out.total": "0",
            },
        ),
        Valid(
            "other matters", sections={"overview": "收到政府信息公开申请36件。办理提案37件，全部办结，办结率100%。"}
        ),
        Invalid(
            "all, but some are carried out",
            sections={"overview": "全年收到政府信息公开申请36件，全部办结。"},
            keys=("differs",),
        ),
        Invalid(
            "named by its number",
            sections={"overview": "（二）依申请公开。收到申请36件，全部办结。"},
            keys=("differs",),
        ),
        Invalid(
            "and none carried",
            sections={"overview": "收到政府信息公开申请36件，全部办结，没有结转。"},
            keys=("differs",),
        ),
        Valid(
            "of those by one way", sections={"overview": "（二）依申请公开。收到申请36件，网上提交的30件全部办结。"}
        ),
        Valid("of a part", sections={"overview": "（二）依申请公开。收到申请36件，其中网上30件，均已办结。"}),
        Invalid("a rate", sections={"overview": "全年收到政府信息公开申请36件，申请办结率100%。"}, keys=("differs",)),
    ),
)
