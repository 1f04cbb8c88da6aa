"""A body that exists to license and to enforce reports not one decision.

All decisions count, those that are lawfully not published as well. Where the powers went to another body, zeros are
right; hence a question, and off by default. That fees are reported by a body that may take none cannot be told from
the report and is not judged.

Silent: bodies whose name names no enforcement; cells that are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View, regex

_ENFORCES = regex(r"(公安|市场监督管理|交通运输|城市管理|综合行政执法|税务|生态环境|应急管理)局$")
_ROWS = ("licences", "penalties", "coercion")


def check(view: View) -> Iterator[Finding]:
    table = view.report.table("proactive")
    agency = view.report.agency
    if table is None or agency is None or not _ENFORCES.search(agency.value):
        return
    if all(table.value(row, "decisions") == 0 for row in _ROWS):
        places = tuple(table.place(row, "decisions") for row in _ROWS)
        yield Finding("none", places[0], {"agency": agency.value}, related=places[1:])


RULE = Rule(
    id="GK315",
    name="t2-zero-decisions-with-fee",
    severity="info",
    summary=Text(
        zh="执法部门的许可、处罚、强制不应全为0", en="A body that enforces the law has some decisions to report"
    ),
    advice=Text(
        zh="处理决定按全部统计，包括依法不公开的", en="Count all decisions, those lawfully not published as well"
    ),
    messages={
        "none": Text(
            zh="{agency}的行政许可、行政处罚、行政强制都是0，请核对是否漏填",
            en="{agency} reports no licence, penalty or coercion: please check that none was left out",
        ),
    },
    basis=(Cite("format-2021", "attachment"), Cite("regulation-2019", "20")),
    applies=Applies(standards=("gkbg-2021",)),
    preview=True,
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "a bureau that enforces nothing",
            agency="云川县档案局",
            cells={"proactive.licences.decisions": "0", "proactive.penalties.decisions": "0"},
        ),
        Invalid(
            "a bureau of market supervision",
            agency="云川县市场监督管理局",
            cells={"proactive.licences.decisions": "0", "proactive.penalties.decisions": "0"},
            keys=("none",),
            at=("proactive/proactive/licences/decisions",),
        ),
    ),
)
