"""Numbers of results in the words (予以公开, 部分公开, 不予公开, 无法提供, 不予处理, 其他处理) are the groups' sums in table three.

Only in a sentence or paragraph about applications, and only where the words stand alone before their number: 因国家秘密不予公开2件
tells of one row. Silent where the same sentence counts documents by their attribute (主动公开36件、依申请公开436件、不予公开43件), where
two groups share a number, and after a part that is not understood (其中涉及征地的20件，予以公开12件).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Cite, Claim, Finding, Invalid, Rule, Text, Valid, View, claimed, regex
from gongkai_rules._stated import Kind, differing, printed_kind

_GROUPS: tuple[Kind, ...] = (
    "applications.granted",
    "applications.partially_granted",
    "applications.denied",
    "applications.unavailable",
    "applications.rejected",
    "applications.closed",
)
_WHOLES: tuple[Kind, ...] = (
    "applications.received",
    "applications.new",
    "applications.carried_in",
    "applications.concluded",
)
# So far before a result its clause may say of which applications it is.
_FAR = 100
# 自然人申请中，予以公开12件: the results are of these alone.
_AMONG = regex(r"(?:自然人|法人|组织|企业|机构|新收|结转)[^，。；\d]{0,16}中[，,]")
# 自然资源领域申请14件，予以公开6件: without a verb the fourteen are no claim, and of these are the results.
_OF_A_KIND = regex(r"申请(?:事项|书)?[^，。；\d]{0,3}(\d{1,9})[件宗份]")


def check(view: View) -> Iterator[Finding]:
    yield from differing(view, *_GROUPS, but=lambda claim: _of_some(view, claim))


def _of_some(view: View, claim: Claim) -> bool:
    """Whether the results in its sentence add up to another number than the table's that the sentence gives as concluded:
    区政府办结13件（予以公开5件，无法提供8件）; or are among some."""
    text, begin = claim.passage.text, max(claim.sentence[0], claim.start - _FAR)
    if _AMONG.search(text, begin, claim.start):
        return True
    told = [
        each for each in view.derive(claimed) if each.passage is claim.passage and each.sentence == claim.sentence
    ]
    added = sum((each.value for each in told if each.kind in _GROUPS and each.value), Decimal(0))
    done = printed_kind(view, "applications.concluded")
    wholes = [each.value for each in told if each.kind in _WHOLES]
    if done and not wholes and (some := _OF_A_KIND.search(text, begin, claim.start)):
        return added <= int(some[1]) < done.value
    return added in wholes and not (done and added in done.also)


RULE = Rule(
    id="GK405",
    name="cn-result-groups",
    severity="warning",
    summary=Text(
        zh="正文中各类办理结果的件数与表三一致",
        en="Results of applications: the words agree with table 3",
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
            "all groups",
            sections={
                "overview": "收到政府信息公开申请36件，予以公开15件、部分公开5件、不予公开3件、无法提供9件、不予处理2件、其他处理1件。"
            },
        ),
        Valid("documents by attribute", sections={"overview": "全年主动公开36件、依申请公开436件、不予公开43件。"}),
        Valid(
            "attributes of documents, counted before their names",
            sections={"overview": "制发公文中，2条依申请公开，1条部分公开，不予公开信息数0条。"},
        ),
        Valid("one row of a group", sections={"overview": "收到政府信息公开申请36件，因国家秘密不予公开1件。"}),
        Valid(
            "two groups together",
            sections={"overview": "收到政府信息公开申请36件，予以公开及部分公开17件，不予公开、无法提供8件。"},
        ),
        Valid(
            "results of a part", sections={"overview": "收到政府信息公开申请36件，其中涉及征地的20件，予以公开12件。"}
        ),
        Valid(
            "of some of the bodies",
            sections={"overview": "全县办结申请35件，其中县政府办结13件（予以公开5件、不予公开2件、无法提供6件）。"},
        ),
        Valid(
            "of some applicants", sections={"overview": "自然人提出的政府信息公开申请中，予以公开12件、无法提供7件。"}
        ),
        Valid(
            "of those carried in",
            sections={"overview": "上年结转的2件政府信息公开申请均已办理（予以公开1件，无法提供1件）。"},
        ),
        Valid(
            "attributes of documents under a heading",
            sections={"overview": "（二）依申请公开。制发公文120件，依申请公开类公文30件、不予公开类10件。"},
        ),
        Valid(
            "of some matters",
            sections={"overview": "（二）依申请公开。自然资源领域申请14件，予以公开6件，无法提供4件。"},
        ),
        Invalid(
            "more than there are of these",
            sections={"overview": "（二）依申请公开。自然资源领域申请14件，予以公开51件。"},
            keys=("differs",),
        ),
        Invalid(
            "one of them is wrong",
            sections={"overview": "收到政府信息公开申请36件，予以公开15件、部分公开5件、无法提供8件。"},
            keys=("differs",),
        ),
        Invalid(
            "in its own paragraph",
            sections={"overview": "（二）依申请公开。全年收到申请36件。其中，予以公开51件，部分公开5件。"},
            keys=("differs",),
        ),
    ),
)
