"""Last year's report has the other form: table two is not compared.

Between fiscal years 2020 and 2021 every column of table two changed its meaning, so the rules that compare table two with
last year's (GK603, GK604, GK605, GK608, GK609) skip it. Table three's carry-over and table four are compared all the same. Off
by default: it is a note on what was not compared, no fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    before = view.kin.previous
    now, then = view.report.table("proactive"), before.table("proactive") if before else None
    if before is not None and now is not None and then is not None and now.standard != then.standard:
        yield Finding("switched", now.place(), related=(then.place().of(before.path),))


RULE = Rule(
    id="GK613",
    name="cy-standard-switch",
    severity="info",
    summary=Text(zh="两年的表二格式不同时不作比较", en="Table 2 is not compared where the forms of two years differ"),
    advice=Text(zh="表二的变化请人工核对", en="Compare table 2 by hand"),
    messages={
        "switched": Text(
            zh="上年报告的表二是另一种格式，各列含义不同，没有与上年比较",
            en="Last year's table 2 has another form with other columns; it was not compared",
        ),
    },
    basis=(Cite("format-2021", "attachment"), Cite("format-2019", "attachment")),
    asks=("previous",),
    preview=True,
    check=check,
    explanation=__doc__,
    examples=(
        Valid("the same form", previous=Valid()),
        Invalid("2020 and 2021", year=2021, previous=Valid(), keys=("switched",), at=("proactive/proactive",)),
    ),
)
