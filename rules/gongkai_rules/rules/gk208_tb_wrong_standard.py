"""The tables have the layout of the format for their fiscal year: that of 2019 for 2019 and 2020, that of 2021 since.

The two formats differ in table two (other columns, one block less) and in （六）其他处理 of table three (one row, or
three). All tables in the wrong layout are one finding; rules about rows and columns judge such a table by the layout
that it has.

Silent when the report states years that ask for different formats: then the year is probably what is wrong. Table
four is the same in both formats. A table two that mixes the headers of both formats is GK222.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._examples import OLD_TABLE_TWO


def check(view: View) -> Iterator[Finding]:
    report = view.report
    others = [table for table in report.tables if table.standard != report.standard.id]
    fitting = {int(year.value) in report.standard.years for year in report.years if year.value.isdigit()}
    if not others or len(fitting) > 1:
        return
    names = tuple(dict.fromkeys(table.spec.name for table in others))
    yield Finding(
        "layout",
        others[0].place(),
        {"tables": names, "standard": report.standard.name},
        related=tuple(table.place() for table in others[1:]),
    )


RULE = Rule(
    id="GK208",
    name="tb-wrong-standard",
    severity="error",
    summary=Text(
        zh="表格使用报告年度对应的格式", en="Tables follow the format that is in force for their fiscal year"
    ),
    advice=Text(
        zh="换用报告年度对应的格式重新填写：2019、2020年度用2019年格式，2021年度起用2021年格式",
        en="Fill in the tables of the right format: that of 2019 for 2019 and 2020, that of 2021 from 2021 on",
    ),
    messages={
        "layout": Text(zh="{tables}没有使用{standard}", en="Not in the {standard}: {tables}"),
    },
    why=Text(
        zh="2021年起使用新格式，表二、表三与2019年格式不同，填错格式的数字无法汇总。",
        en="The format changed in 2021, and figures in the wrong layout cannot be added up.",
    ),
    basis=(Cite("format-2021", "attachment"), Cite("format-2019", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "a title of the wrong year, everything else right",
            replace={"云川县人民政府2025年政府信息公开工作年度报告": "云川县人民政府2020年政府信息公开工作年度报告"},
        ),
        Invalid(
            "an old file filled in again",
            source=OLD_TABLE_TWO,
            keys=("layout",),
            at=("proactive/proactive",),
        ),
        Invalid(
            "the newer table two in a late report of 2020",
            source="云川县某局2020年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n第二十条第（一）项\n"
            "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t6\n\n"
            "六、其他需要报告的事项\n\n无。\n",
            keys=("layout",),
            at=("proactive/proactive",),
        ),
    ),
)
