"""Numbers are written plainly: digits, a point, and nothing else.

Thousands separators, full-width digits, spaces inside a number and leading zeros are understood here, but programs
that add up reports may read them as text or as two numbers. All such cells of a table are one finding. Signs, words of
change and units are in order where the older form has them; what is no number at all is GK212.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._cells import Datum, cells_named, common_place, odd_data

_PLAIN = regex(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_CHANGE = regex(r"[+＋－−–-]?(?:0|[1-9]\d*)|持平|[增减][加少]?[1-9]?\d+", re.ASCII)
_MONEY = regex(r"(?:0|[1-9]\d*)(?:\.\d+)?\s*(?:亿元|万元|元)?", re.ASCII)
_BY_KIND = {"change": _CHANGE, "money": _MONEY}


def check(view: View) -> Iterator[Finding]:
    for table, unusual in view.derive(odd_data):
        odd = [d for d in unusual if d.cell.state == "number" and not _plain(d)]
        if not odd:
            continue
        texts = tuple(dict.fromkeys(f"“{datum.cell.text}”" for datum in odd))
        place = common_place(table, odd)
        if len(odd) == 1:
            yield Finding("cell", place, {"texts": texts})
        else:
            args: dict[str, Arg] = {"cells": cells_named(table, odd), "count": len(odd), "texts": texts[:3]}
            yield Finding("cells", place, args, related=tuple(table.place(d.row, d.column.id) for d in odd))


def _plain(datum: Datum) -> bool:
    return bool(_BY_KIND.get(datum.column.kind, _PLAIN).fullmatch(datum.cell.text.strip()))


RULE = Rule(
    id="GK215",
    name="tb-number-style",
    severity="info",
    summary=Text(zh="数字直接写，不加逗号、空格", en="Numbers are written plainly, without commas or spaces"),
    advice=Text(zh="写成普通的阿拉伯数字，如1234", en="Write plain digits, as in 1234"),
    messages={
        "cell": Text(zh="数字写法不统一：{texts}", en="Not a plain number: {texts}"),
        "cells": Text(
            zh="{cells}共有{count}格数字写法不统一，如{texts}",
            en="{count} cells are not plain numbers, such as {texts}: {cells}",
        ),
    },
    why=Text(
        zh="千位逗号、全角数字、数字中间的空格和前面多余的0，汇总程序可能读错。这是建议，数值本身没有问题。",
        en="Separators, full-width digits, spaces and leading zeros may be misread by programs. This is advice.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("signs, words of change, units", standard="gkbg-2019", cells={
            "proactive.licences.change": "增加5", "proactive.penalties.change": "－2", "proactive.procurement.amount": "152.3万元"
        }),
        Valid("no number at all is told by another rule", cells={"proactive.licences.decisions": "12件"}),
        Invalid(
            "a thousands separator",
            cells={"proactive.licences.decisions": "1,214"},
            keys=("cell",),
            at=("proactive/proactive/licences/decisions",),
        ),
        Invalid(
            "full width, leading zeros",
            cells={"proactive.licences.decisions": "２１４", "proactive.penalties.decisions": "037"},
            keys=("cells",),
            at=("proactive/proactive",),
        ),
    ),
)  # fmt: skip
