"""An amount is stated in the unit of the form: 本年收费金额（单位：万元）.

A header that says 单位：元 makes the figure ten thousand times as large when reports are added up. The value is never
divided silently: whether the header or the figure is right, only the office knows. Silent where the header gives no
unit, or the form gives none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from gongkai import Cite, Finding, Invalid, Place, Rule, Text, Valid, View, Where, regex
from gongkai_rules._columns import relabelled

_UNIT = regex(r"(?:单位[:,]?|\()\s*(?:人民币)?\s*(亿元|千万元|百万元|万元|千元|百元|元)")


def check(view: View) -> Iterator[Finding]:
    for table, columns in view.derive(relabelled):
        for column, spec in columns:
            printed, official = _unit(column.label), _unit(spec.label)
            if printed and official and printed != official:
                zh, en = f"{table.spec.name.zh} “{column.label}”列", f"{table.spec.name.en}, column “{column.label}”"
                where = Where(table.section, table.id, None, column.id, Text(zh=zh, en=en))
                yield Finding("unit", Place(where, column.at), {"printed": printed, "official": official})


@lru_cache(maxsize=1024)
def _unit(label: str) -> str | None:
    found = _UNIT.search("".join(unicodedata.normalize("NFKC", label).split()))
    return found[1] if found else None


RULE = Rule(
    id="GK209",
    name="tb-unit-altered",
    severity="error",
    summary=Text(zh="金额的单位与规定一致", en="Amounts are in the unit of the form"),
    advice=Text(
        zh="把单位改回{official}，并核对数字是否按{official}填写",
        en="Restore the unit {official}, and check that the figure is in it",
    ),
    messages={
        "unit": Text(
            zh="单位写的是{printed}，规定的单位是{official}", en="The unit is {printed}; the form has {official}"
        )
    },
    why=Text(
        zh="格式规定收费金额以万元为单位。改成元，汇总时就差一万倍。",
        en="The form asks for units of 10,000 yuan. In yuan the sum of many reports is ten thousand times too large.",
    ),
    basis=(Cite("format-2021", "attachment"),),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("other brackets and words", replace={"本年收费金额（单位：万元）": "本年度收费金额(万元)"}),
        Valid("no unit", replace={"本年收费金额（单位：万元）": "本年收费金额"}),
        Invalid(
            "in yuan",
            replace={"（单位：万元）": "（单位：元）"},
            keys=("unit",),
            at=("proactive/proactive//amount",),
        ),
    ),
)
