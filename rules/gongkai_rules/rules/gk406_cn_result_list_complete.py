"""A list of results in the words that leaves out groups says which it leaves out.

Three or more results after the number concluded, which add up to less: the groups with numbers in table three that the
list does not name are told. Lists are often partial on purpose, so this is a preview.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Cite, Claim, Finding, Invalid, Passage, Rule, Text, Valid, View
from gongkai_rules._stated import Kind, printed_kind, stated

_RESULTS: tuple[Kind, ...] = (
    "applications.granted",
    "applications.partially_granted",
    "applications.denied",
    "applications.unavailable",
    "applications.rejected",
    "applications.closed",
)


def check(view: View) -> Iterator[Finding]:
    lists: dict[tuple[Passage, tuple[int, int]], list[Claim]] = {}
    for claim in stated(view, *_RESULTS):
        if claim.form == "count":
            lists.setdefault((claim.passage, claim.sentence), []).append(claim)
    done = printed_kind(view, "applications.concluded") if lists else None
    if done is None:
        return
    for (passage, _), found in lists.items():
        added = sum((claim.value for claim in found if claim.value), Decimal(0))
        named = {claim.kind for claim in found}
        left_out = [c.name for kind in _RESULTS if kind not in named and (c := printed_kind(view, kind)) and c.value]
        if len(named) >= 3 and added < done.value and left_out:
            place = passage.place(found[0].start, found[-1].end)
            yield Finding("short", place, {"added": added, "total": done.value, "missing": tuple(left_out)})


RULE = Rule(
    id="GK406",
    name="cn-result-list-complete",
    severity="info",
    summary=Text(
        zh="正文列出的办理结果齐全",
        en="A list of results in the words is complete",
    ),
    advice=Text(
        zh="补上没有列出的办理结果，或者写明只列举其中几类",
        en="Add the results that are missing, or say that only some are listed",
    ),
    messages={
        "short": Text(
            zh="列出的办理结果合计{added}，表三总计为{total}，没有列出：{missing}",
            en="The results listed add up to {added}, table 3 has {total}; not listed: {missing}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid(
            "complete",
            sections={
                "overview": "收到政府信息公开申请36件，予以公开15件、部分公开5件、不予公开3件、无法提供9件、不予处理2件、其他处理1件。"
            },
        ),
        Valid(
            "two results are no list", sections={"overview": "收到政府信息公开申请36件，予以公开15件、部分公开5件。"}
        ),
        Invalid(
            "groups left out",
            sections={"overview": "收到政府信息公开申请36件，予以公开15件、部分公开5件、无法提供9件。"},
            keys=("short",),
        ),
    ),
)
