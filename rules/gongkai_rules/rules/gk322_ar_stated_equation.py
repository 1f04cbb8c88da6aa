"""Every equation that a format states holds, also in the tables of formats that other packs bring.

The equations of the national tables have rules of their own (GK301, GK302, GK303, GK309, GK313, GK316). A format from
a plugin or a YAML pack only has to state its equations in its data; it then gets the same judgement: one finding for
each root cause, at the likely wrong cell, with a proposal. An equation whose data name a `rule` is left to that rule.

Silent: equations with a cell that is no number, if some number in it would do; formats that state no equation.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import (
    Applies,
    Arg,
    BlockSpec,
    Cite,
    ColumnSpec,
    EquationSpec,
    Finding,
    Invalid,
    RowSpec,
    Rule,
    SectionSpec,
    Specimen,
    Standard,
    TableSpec,
    Text,
    Valid,
    View,
    Years,
    balance_messages,
    unmet,
)
from gongkai_rules._sums import judged


def check(view: View) -> Iterator[Finding]:
    yield from judged(view, "")
    for each in view.derive(unmet):
        if not each.sum.equation.rule:
            done = each.worked
            place, *related = (addend.place for addend in (*done.left, *done.right))
            args: dict[str, Arg] = {"name": done.name, "left": done.left_total, "right": done.right_total}
            yield Finding("less", place, args, related=tuple(related), sums=(done,))


# A format as another pack may bring it: visitors by half-year, and how many of them were answered.
_VISITS = Standard(
    id="visits-2030",
    name=Text("接待情况格式", "visits format"),
    basis=Cite("regulation-2019"),
    years=Years(2030, 2030),
    title_term="接待情况年度报告",
    sections=(SectionSpec(id="visits", ordinal="一", heading="接待情况", content="table"),),
    tables=(
        TableSpec(
            id="visits",
            section="visits",
            name=Text("接待表", "Visits"),
            blocks=(
                BlockSpec(
                    id="visits",
                    corner="地点",
                    columns=(
                        ColumnSpec(id="first", label="上半年"),
                        ColumnSpec(id="second", label="下半年"),
                        ColumnSpec(id="year", label="全年"),
                        ColumnSpec(id="answered", label="其中当场答复"),
                    ),
                    rows=(
                        RowSpec(id="hall", label="大厅"),
                        RowSpec(id="desk", label="窗口"),
                        RowSpec(id="all", label="两处合计"),
                    ),
                ),
            ),
            equations=(
                EquationSpec(
                    id="halves",
                    name=Text("上半年＋下半年＝全年", "halves = year"),
                    along="rows",
                    left=("first", "second"),
                    right=("year",),
                ),
                EquationSpec(
                    id="places",
                    name=Text("大厅＋窗口＝合计", "hall + desk = both"),
                    along="columns",
                    left=("hall", "desk"),
                    right=("all",),
                ),
                EquationSpec(
                    id="answered",
                    name=Text("全年不少于当场答复", "year is at least answered"),
                    along="rows",
                    left=("year",),
                    right=("answered",),
                    relation=">=",
                ),
            ),
        ),
    ),
    specimen=Specimen(
        agency="云川县",
        year=2030,
        title="云川县2030年接待情况年度报告",
        preamble="",
        sections={},
        cells={
            "visits": {
                "hall": {"first": "12", "second": "20", "year": "32", "answered": "30"},
                "desk": {"first": "3", "second": "4", "year": "7", "answered": "7"},
                "all": {"first": "15", "second": "24", "year": "39", "answered": "37"},
            }
        },
    ),
)

RULE = Rule(
    id="GK322",
    name="ar-stated-equation",
    severity="error",
    summary=Text(zh="格式标准中写明的等式全部成立", en="Every equation that the format states holds"),
    advice=Text(zh="对照台账核对有关各格，改正有误的一格", en="Check the cells concerned and correct the wrong one"),
    messages={
        **balance_messages(),
        "less": Text(zh="{name}：{left}小于{right}", en="{name}: {left} is less than {right}"),
    },
    basis=(Cite("regulation-2019", "50"),),
    check=check,
    applies=Applies(kinds=()),
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("the equations of table three have their own rules", cells={"applications.granted.total": "51"}),
        Valid("another pack's format", form=_VISITS),
        Invalid(
            "a wrong number in it is found where its row and column meet",
            form=_VISITS,
            cells={"visits.hall.first": "21"},
            keys=("cell",),
            at=("visits/visits/hall/first",),
        ),
        Invalid(
            "more answered than came",
            form=_VISITS,
            cells={"visits.hall.answered": "40", "visits.all.answered": "47"},
            keys=("less", "less"),
            at=("visits/visits/hall/year", "visits/visits/all/year"),
        ),
    ),
)
