"""A figure is more than ten times last year's, or less than a tenth (form of 2021).

Licences, penalties, coercion, fees and applications received, where the larger of the two is `least` or more. Powers
are moved between bodies, so this is a question, and off by default.

Silent: last year's table in the form of 2019 (GK613); cells that are no numbers; a report that speaks of a
reorganization, of transferred duties, of corrected figures or of another way of counting.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Applies, Arg, Cite, Finding, Invalid, Option, Rule, Text, Valid, View
from gongkai_rules._explained import explained

_CELLS = (
    ("proactive", "licences", "decisions"),
    ("proactive", "penalties", "decisions"),
    ("proactive", "coercion", "decisions"),
    ("proactive", "fees", "amount"),
    ("applications", "received", "total"),
)


def check(view: View) -> Iterator[Finding]:
    before = view.kin.previous
    if before is None or explained(view.report):
        return
    times = Decimal(str(view.number("times")))
    for table_id, row, column in _CELLS:
        now, then = view.report.table(table_id), before.table(table_id)
        if now is None or then is None or (now.standard != then.standard and table_id == "proactive"):
            continue
        one, other = now.value(row, column), then.value(row, column)
        if one is None or other is None or max(one, other) < Decimal(str(view.number("least"))):
            continue
        if one > other * times or other > one * times:
            args: dict[str, Arg] = {"label": now.spec.rows[row][2].label, "now": one, "before": other}
            place = then.place(row, column).of(before.path)
            yield Finding("outlier", now.place(row, column), args, related=(place,))


RULE = Rule(
    id="GK609",
    name="cy-outlier",
    severity="info",
    summary=Text(zh="数据与上年相比没有数量级的变化", en="No figure is ten times or a tenth of last year's"),
    advice=Text(
        zh="核对单位和统计口径；确因职能变化的，可在报告中说明",
        en="Check the unit and what is counted; where duties changed, the report may say so",
    ),
    messages={
        "outlier": Text(
            zh="{label}本年{now}，上年{before}，相差悬殊，请核对",
            en="{label}: {now}, last year {before}: please check",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    applies=Applies(standards=("gkbg-2021",)),
    asks=("previous",),
    preview=True,
    options=(
        Option("times", 10, Text(zh="相差多少倍以上提示", en="Told from so many times"), minimum=2),
        Option("least", 100, Text(zh="两数中较大的至少是多少", en="The larger figure is at least this"), minimum=1),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("twice as many", previous=Valid(cells={"proactive.licences.decisions": "100"})),
        Valid("small figures", previous=Valid(cells={"proactive.penalties.decisions": "1"})),
        Valid(
            "duties were transferred",
            sections={"other": "因职能划转，行政许可事项大幅增加。未收取信息处理费。"},
            previous=Valid(cells={"proactive.licences.decisions": "3"}),
        ),
        Invalid(
            "12.5 this year, 125000 last year",
            previous=Valid(cells={"proactive.fees.amount": "125000"}),
            keys=("outlier",),
            at=("proactive/proactive/fees/amount",),
        ),
    ),
)
