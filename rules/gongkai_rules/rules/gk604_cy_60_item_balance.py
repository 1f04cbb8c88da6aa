"""The items of last year that this year's report starts from are those that last year's report ended with (form of 2019).

上一年项目数量 of 2020 is 上一年项目数量 plus 本年增/减 of 2019, for licences, other services, penalties, coercion and fees. One
finding names all rows that differ.

Silent: cells that are no numbers; a report that says that its lists were revised, that the body was reorganized or that
figures were corrected; a table that is last year's cell for cell (GK608).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Addend, Applies, Arg, Cite, Finding, Invalid, Rule, Sum, Text, Valid, View
from gongkai_rules._cells import same_figures
from gongkai_rules._explained import explained

_ROWS = ("licences", "other_services", "penalties", "coercion", "fees")
_NAME = Text(
    "上年报告的上一年项目数量＋本年增/减＝本年报告的上一年项目数量",
    "items + change last year = items this year began with",
)


def check(view: View) -> Iterator[Finding]:
    before = view.kin.previous
    now, then = view.report.table("proactive"), before.table("proactive") if before else None
    if before is None or now is None or then is None or now.standard != then.standard:
        return
    if same_figures(now, then) or explained(view.report, lists=True):
        return
    sums, zh, en = [], [], []
    for row in _ROWS:
        start, items, change = now.value(row, "previous"), then.value(row, "previous"), then.value(row, "change")
        if start is None or items is None or change is None or start == items + change:
            continue
        left = (
            Addend(items, then.place(row, "previous").of(before.path)),
            Addend(change, then.place(row, "change").of(before.path)),
        )
        right = (Addend(start, now.place(row, "previous")),)
        sums.append(Sum(name=_NAME, left=left, right=right, left_total=items + change, right_total=start))
        label = now.spec.rows[row][2].label
        zh.append(f"{label}{start}项，上年{items}项、增减{change}项")
        en.append(f"{label} {start}, last year {items} and a change of {change}")
    if sums:
        related = [a.place for done in sums for a in (*done.right, *done.left)]
        args: dict[str, Arg] = {"rows": Text("；".join(zh), "; ".join(en))}
        yield Finding("differs", related[0], args, related=tuple(related[1:]), sums=tuple(sums))


# No change last year, 10 licences and one more but for that.
_LAST = Valid(
    standard="gkbg-2019",
    cells={
        "proactive.licences.previous": "10",
        "proactive.licences.change": "1",
        "proactive.penalties.change": "0",
        "proactive.coercion.change": "0",
        "proactive.other_services.change": "0",
        "proactive.fees.change": "0",
    },
)

RULE = Rule(
    id="GK604",
    name="cy-60-item-balance",
    severity="warning",
    summary=Text(
        zh="上一年项目数量等于上年报告的上一年项目数量加增减",
        en="The items of last year are those that last year's report ended with",
    ),
    advice=Text(
        zh="核对两年的项目数量；清单重新调整过的，在报告中说明",
        en="Check the items of both years; where the lists were revised, say so in the report",
    ),
    messages={
        "differs": Text(
            zh="上一年项目数量与上年报告对不上：{rows}",
            en="Items of last year do not join on to last year's report: {rows}",
        ),
    },
    basis=(Cite("format-2019", "attachment"), Cite("regulation-2019", "50")),
    applies=Applies(standards=("gkbg-2019",)),
    asks=("previous",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(
            "10 and one more last year, 11 now",
            standard="gkbg-2019",
            year=2020,
            cells={"proactive.licences.previous": "11"},
            previous=_LAST,
        ),
        Valid(
            "the list was revised",
            standard="gkbg-2019",
            year=2020,
            cells={"proactive.licences.previous": "30"},
            sections={"other": "2020年权责清单作了动态调整，项目数量相应变化。"},
            previous=_LAST,
        ),
        Invalid(
            "30 items came from nowhere",
            standard="gkbg-2019",
            year=2020,
            cells={"proactive.licences.previous": "41", "proactive.licences.change": "0"},
            previous=_LAST,
            keys=("differs",),
            at=("proactive/proactive/licences/previous",),
        ),
    ),
)
