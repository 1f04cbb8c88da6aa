"""A data cell holds one plain number: no measure word, no 约, no letter O for 0, no sentence, no second number.

Cells of a table that read alike but for their digits (such as 件 behind every number) have one cause and are one
finding.

Silent, because it is in legal use: full-width digits, spaces and thousands separators (GK215); in the form of 2019 the
words 增, 减 and 持平 under 本年增/减, and a unit behind the amount of 政府集中采购. Blank cells are GK210, signs for
"none" GK211.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._cells import Datum, cells_named, common_place, odd_data

_DIGITS = regex(r"[\d.,]+")
# An amount of money with a unit that the cell's reader does not convert, such as "5.2万" or "人民币3405820元整".
_MONEY = regex(r"(?:人民币)?[\d.,]+(?:亿|万|千|百)?(?:元整|元|圆)?(?:人民币)?")


def check(view: View) -> Iterator[Finding]:
    for table, odd in view.derive(odd_data):
        alike: dict[str, list[Datum]] = {}
        for datum in odd:
            text = "".join(datum.cell.text.split())
            if datum.cell.state == "text" and not (datum.column.kind == "money" and _MONEY.fullmatch(text)):
                alike.setdefault(_DIGITS.sub("0", text), []).append(datum)
        for found in alike.values():
            place = common_place(table, found)
            text = found[0].cell.text
            if len(found) == 1:
                yield Finding("cell", place, {"text": text})
            else:
                args: dict[str, Arg] = {"cells": cells_named(table, found), "count": len(found), "text": text}
                related = tuple(table.place(datum.row, datum.column.id) for datum in found)
                yield Finding("cells", place, args, related=related)


RULE = Rule(
    id="GK212",
    name="tb-cell-not-number",
    severity="error",
    summary=Text(zh="每个数据格只填一个数字", en="Each data cell holds one plain number"),
    advice=Text(
        zh="只填数字，去掉单位、文字和符号；没有的填0",
        en="Write the number alone, without unit, words or signs; where there is none, 0",
    ),
    messages={
        "cell": Text(zh="“{text}”不是一个数字", en="“{text}” is not a number"),
        "cells": Text(
            zh="{cells}共有{count}格不是数字，如“{text}”",
            en="{count} cells are no numbers, such as “{text}”: {cells}",
        ),
    },
    why=Text(
        zh="单位、约数、字母和两个数写在一格里，都无法汇总，也可能是转换出错。",
        en="Units, estimates, letters or two numbers in a cell cannot be added up; or the conversion went wrong.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("full-width digits and separators are numbers", cells={"proactive.licences.decisions": "1，214"}),
        Valid("a dash is told by another rule", cells={"proactive.licences.decisions": "－"}),
        Valid(
            "words and units that the form of 2019 allows",
            standard="gkbg-2019",
            cells={
                "proactive.licences.change": "增3",
                "proactive.penalties.change": "持平",
                "proactive.procurement.amount": "3405820元",
            },
        ),
        Valid("an amount in 万", standard="gkbg-2019", cells={"proactive.procurement.amount": "34.5万"}),
        Invalid(
            "about so many",
            cells={"proactive.penalties.decisions": "约30"},
            keys=("cell",),
            at=("proactive/proactive/penalties/decisions",),
        ),
        Invalid(
            "a letter for a digit, and words, are two faults",
            cells={"applications.granted.research": "O", "applications.granted.total": "15（含撤回）"},
            keys=("cell", "cell"),
            at=("applications/applications/granted/research", "applications/applications/granted/total"),
        ),
        Invalid(
            "a measure word behind each number is one fault",
            cells={
                "proactive.licences.decisions": "214件",
                "proactive.penalties.decisions": "37件",
                "proactive.coercion.decisions": "0件",
            },
            keys=("cells",),
            at=("proactive/proactive",),
        ),
        Invalid(
            "a direction without a number",
            standard="gkbg-2019",
            cells={"proactive.licences.change": "增"},
            keys=("cell",),
            at=("proactive/proactive/licences/change",),
        ),
    ),
)
