"""Numbers of decisions on licences, penalties and coercive measures in the words are those of table two.

Only with a verb of deciding (作出, 办理, 实施): what was published (公开行政处罚信息37条) is not what was decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import differing


def check(view: View) -> Iterator[Finding]:
    yield from differing(view, "decisions.licences", "decisions.penalties", "decisions.coercion")


RULE = Rule(
    id="GK418",
    name="cn-decisions",
    severity="warning",
    summary=Text(
        zh="正文中行政许可、处罚、强制的件数与表二一致",
        en="Decisions: the words agree with table 2",
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
        Valid("the same", sections={"overview": "全年作出行政许可决定214件，作出行政处罚决定37件。"}),
        Valid("publications", sections={"overview": "公开行政许可信息300条，公示行政处罚37条、行政强制5条。"}),
        Valid("other bodies", sections={"overview": "各乡镇作出行政处罚决定12件。"}),
        Valid("an increase", sections={"overview": "作出行政许可决定较上年增加20件。"}),
        Invalid("another number", sections={"overview": "全年作出行政许可决定241件。"}, keys=("differs",)),
        Invalid("penalties", sections={"overview": "全年实施行政处罚73件。"}, keys=("differs",)),
    ),
)
