"""Numbers of decisions on licences, penalties and coercive measures in the words are those of table two.

Only with a verb of deciding (作出, 办理, 实施): what was published (公开行政处罚信息37条) is not what was decided. Fewer than the
table's are no fault where the words tell in which cases they were taken (适用简易程序作出行政处罚决定9件).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Claim, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stated import differing, printed_kind

# What is in them stands directly before the number, in so many characters.
_FAR = 16
_IN_SOME = regex(r"(?:程序|检查|抽查|巡查|整治|行动|领域|[对向][^，。；]{1,9})(?:共|累计|依法)?\Z")


def check(view: View) -> Iterator[Finding]:
    yield from differing(
        view,
        "decisions.licences",
        "decisions.penalties",
        "decisions.coercion",
        but=lambda claim: _of_some(view, claim),
    )


def _of_some(view: View, claim: Claim) -> bool:
    cells = printed_kind(view, claim.kind)
    fewer = cells is not None and claim.value is not None and claim.value < cells.value
    return (
        fewer
        and _IN_SOME.search(claim.passage.text, max(claim.sentence[0], claim.start - _FAR), claim.start) is not None
    )


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
        Valid(
            "in some cases",
            sections={
                "overview": "适用简易程序作出行政处罚决定9件；专项整治作出行政处罚12件，“双随机”抽查作出行政处罚8件。"
            },
        ),
        Valid(
            "a body's", sections={"overview": "县综合行政执法队作出行政处罚决定20件，县卫健委作出行政许可决定100件。"}
        ),
        Invalid("another number", sections={"overview": "全年作出行政许可决定241件。"}, keys=("differs",)),
        Invalid("penalties", sections={"overview": "全年实施行政处罚73件。"}, keys=("differs",)),
        Invalid("by the law", sections={"overview": "依法作出行政许可决定421件。"}, keys=("differs",)),
        Invalid("more than all", sections={"overview": "专项整治作出行政处罚73件。"}, keys=("differs",)),
    ),
)
