"""Applications are counted in 件.

条 and 篇 are for published items. A matter of style and in wide use, so this is a preview.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import stated


def check(view: View) -> Iterator[Finding]:
    for claim in stated(view, "applications.received", "applications.new", "applications.concluded"):
        if claim.form == "count" and claim.unit in {"条", "篇"}:
            yield Finding("unit", claim.place(), {"unit": claim.unit})


RULE = Rule(
    id="GK425",
    name="cn-measure-word",
    severity="info",
    summary=Text(
        zh="申请以“件”计",
        en="Applications are counted in 件",
    ),
    advice=Text(
        zh="改用“件”",
        en="Use 件",
    ),
    messages={
        "unit": Text(
            zh="申请用“{unit}”计，应为“件”",
            en="Applications are counted in “{unit}”, should be “件”",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("published items", sections={"overview": "主动公开信息120条。"}),
        Invalid("条 for applications", sections={"overview": "收到依申请公开申请36条。"}, keys=("unit",)),
    ),
)
