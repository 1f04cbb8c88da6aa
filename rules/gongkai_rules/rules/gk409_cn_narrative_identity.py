"""Within the words, received and carried in equal concluded and carried out.

Only where table three does not settle the four numbers: where it does, GK401 to GK404 tell which of them is wrong. All four
must stand in one paragraph, once each; the number received may include those carried in.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Claim, Finding, Invalid, Passage, Rule, Text, Valid, View
from gongkai_rules._stated import Kind, printed_kind, stated

_FOUR: tuple[Kind, ...] = (
    "applications.received",
    "applications.carried_in",
    "applications.concluded",
    "applications.carried_out",
)


def check(view: View) -> Iterator[Finding]:
    if printed_kind(view, "applications.received") or printed_kind(view, "applications.concluded"):
        return
    paragraphs: dict[Passage, list[Claim]] = {}
    for claim in stated(view, *_FOUR, "applications.new"):
        if claim.form == "count" and claim.bound == "exact" and claim.confidence == "certain":
            paragraphs.setdefault(claim.passage, []).append(claim)
    for passage, found in paragraphs.items():
        by_kind = {c.kind.replace(".new", ".received"): c.value for c in found if c.value is not None}
        if len(found) != len(_FOUR) or len(by_kind) != len(_FOUR):
            continue
        new, old, done, left = (by_kind[kind] for kind in _FOUR)
        if done + left not in (new, new + old):
            first, last = min(c.start for c in found), max(c.end for c in found)
            args = {"new": new, "old": old, "done": done, "left": left}
            yield Finding("unequal", passage.place(first, last), args)


RULE = Rule(
    id="GK409",
    name="cn-narrative-identity",
    severity="warning",
    summary=Text(
        zh="正文中收到、结转、办结的件数自相符合",
        en="Numbers of applications in the words agree with each other",
    ),
    advice=Text(
        zh="核对这四个数",
        en="Check the four numbers",
    ),
    messages={
        "unequal": Text(
            zh="收到{new}加上年结转{old}，不等于办结{done}加结转下年度{left}",
            en="Received {new} and carried in {old} do not equal concluded {done} and carried out {left}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "no table, and the numbers agree",
            sections={"overview": "收到政府信息公开申请176件，上年结转2件，办结157件，结转下年度21件。"},
            replace={"三、收到和处理政府信息公开申请情况": "附"},
            cells={"applications.received.total": "", "applications.total.total": ""},
        ),
        Valid(
            "the number received includes those carried in",
            sections={"overview": "收到政府信息公开申请178件，上年结转2件，办结157件，结转下年度21件。"},
            cells={"applications.received.total": "", "applications.total.total": ""},
        ),
        Valid(
            "the table settles it: GK401",
            sections={"overview": "收到政府信息公开申请99件，上年结转2件，办结35件，结转下年度3件。"},
        ),
        Invalid(
            "they do not agree, and the table is blank",
            sections={"overview": "收到政府信息公开申请176件，上年结转2件，办结150件，结转下年度21件。"},
            cells={"applications.received.total": "", "applications.total.total": ""},
            keys=("unequal",),
        ),
    ),
)
