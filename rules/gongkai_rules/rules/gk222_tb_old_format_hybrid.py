"""From fiscal year 2021, table two does not mix headers of the format of 2019 with those of 2021.

Offices that edit last year's file by hand replace some blocks and forget others: 本年新制作数量 in one, 本年收费金额 in the next. The
numbers under an old header mean something else and cannot be added up with those of other offices. A table that is in
the older format as a whole is GK208.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Place, Rule, Text, Valid, View, Where
from gongkai_rules._examples import OLD_TABLE_TWO
from gongkai_rules._formats import older_columns
from gongkai_rules._rows import out_of_form


def check(view: View) -> Iterator[Finding]:
    for table in view.derive(out_of_form):
        older = older_columns(table) if table.standard == view.report.standard.id else ()
        if older:
            labels = tuple(dict.fromkeys(f"“{column.label}”" for column in older))
            place = Place(Where(table.section, table.id, label=table.spec.name), older[0].at)
            yield Finding("mixed", place, {"columns": labels, "standard": view.report.standard.name})


_HEADER, _ROWS = "本年制发件数\t本年废止件数\t现行有效件数", "规章\t0\t0\t0\n行政规范性文件\t3\t1\t28"

RULE = Rule(
    id="GK222",
    name="tb-old-format-hybrid",
    severity="error",
    summary=Text(zh="表二没有混用2019年格式的表头", en="Table two does not mix in headers of the format of 2019"),
    advice=Text(
        zh="这些栏换用{standard}的表头，并按新的含义重新填写数字",
        en="Use the headers of the {standard}, and fill in the figures anew",
    ),
    messages={
        "mixed": Text(
            zh="表头混用了2019年格式的列：{columns}",
            en="The header mixes in columns of the format of 2019: {columns}",
        )
    },
    why=Text(
        zh="2021年度起表二换了列（例如“本年新制作数量”改为“本年制发件数”）。新旧表头混用，数字的含义就不同，无法汇总。",
        en="Table two has other columns since 2021. Under an old header a figure means something else.",
    ),
    basis=(Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    applies=Applies(first_year=2021),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("all of it in the older format is told by another rule", source=OLD_TABLE_TWO),
        Valid("the older format in its own years", standard="gkbg-2019"),
        Valid("another strange column", replace={_HEADER: f"{_HEADER}\t备注", "规章\t0\t0\t0": "规章\t0\t0\t0\t略"}),
        Invalid(
            "the first block was forgotten",
            replace={
                _HEADER: "本年新制作数量\t本年新公开数量\t对外公开总数量",
                _ROWS: "规章\t0\t0\t0\n规范性文件\t1\t1\t6",
            },
            keys=("mixed",),
            at=("proactive/proactive",),
        ),
        Invalid(
            "only the block of licences",
            replace={
                "信息内容\t本年处理决定数量\n行政许可\t214": "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t3\t0\t214"
            },
            keys=("mixed",),
        ),
    ),
)
