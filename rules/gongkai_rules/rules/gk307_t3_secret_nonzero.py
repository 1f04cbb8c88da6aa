"""A township that refuses disclosure as a state secret, by another law, or for security should look twice.

Such refusals are lawful, but a township seldom holds such documents; in practice the row was often mixed up with
another. Off by default.

Silent: bodies other than townships and sub-districts; cells that are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View

_ROWS = ("denied_state_secret", "denied_by_law", "denied_security")


def check(view: View) -> Iterator[Finding]:
    table = view.report.table("applications")
    if table is None or view.report.body.level != "township":
        return
    for row in _ROWS:
        value = table.value(row, "total")
        if value:
            yield Finding("refused", table.place(row, "total"), {"value": value})


RULE = Rule(
    id="GK307",
    name="t3-secret-nonzero",
    severity="info",
    summary=Text(
        zh="乡镇（街道）以国家秘密等理由不予公开的，请核对",
        en="Townships seldom refuse for state secrets, prohibitions or security",
    ),
    advice=Text(zh="核对是否填错了行", en="Check that the number is in the right row"),
    messages={
        "refused": Text(
            zh="有{value}件按这一理由不予公开，乡镇（街道）少见，请核对是否填错了行",
            en="{value} refused on this ground, which is rare for a township: please check the row",
        ),
    },
    basis=(Cite("regulation-2019", "14"),),
    preview=True,
    check=check,
    explanation=__doc__,
    examples=(
        Valid("a county may well", cells={"applications.denied_state_secret.total": "1"}),
        Valid(agency="云川镇人民政府"),
        Invalid(
            "a township with a state secret",
            agency="云川镇人民政府",
            cells={"applications.denied_state_secret.total": "1"},
            keys=("refused",),
            at=("applications/applications/denied_state_secret/total",),
        ),
    ),
)
