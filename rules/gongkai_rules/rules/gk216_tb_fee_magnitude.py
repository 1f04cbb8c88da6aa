"""The amount of fees is in units of 10,000 yuan (万元), as its header says, and not in yuan.

Told where the report's own words give the same figure in yuan (行政事业性收费125000元, cell 125000), or where a township,
or a department of a county or township, states `limit` or more: 100,000 万元 is a billion yuan. Cities and provinces
have such sums, so they are not judged by size; nor is a body whose level its name does not tell. Comparing with the
year before is for the rules across years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai import Applies, Body, Cite, Finding, Invalid, Option, Rule, Text, Valid, View, regex
from gongkai_rules._prose import prose
from gongkai_rules._stretch import all_words

_YUAN = "元"
_IN_YUAN = regex(r"行政事业性收费[^。；]{0,30}?(?<![\d.,〔])(\d[\d,]*(?:\.\d+)?)元")


def check(view: View) -> Iterator[Finding]:
    table = view.report.table("proactive")
    amount = table.value("fees", "amount") if table else None
    if table is None or not amount or amount <= 0:
        return
    if _YUAN in view.derive(all_words).text and amount in _stated_in_yuan(view.derive(prose)):
        yield Finding("yuan", table.place("fees", "amount"), {"amount": amount})
    elif _small(view.report.body) and amount >= Decimal(str(view.number("limit"))):
        yield Finding("large", table.place("fees", "amount"), {"amount": amount, "yi": amount / 10000})


def _small(body: Body) -> bool:
    return body.level == "township" or (body.level == "county" and body.kind == "department")


def _stated_in_yuan(texts: Sequence[str]) -> frozenset[Decimal]:
    stated = _IN_YUAN.findall("。".join(texts))
    return frozenset(Decimal(number.replace(",", "")) for number in stated)


RULE = Rule(
    id="GK216",
    name="tb-fee-magnitude",
    severity="warning",
    summary=Text(zh="收费金额以万元为单位，没有误填成元", en="The amount of fees is in 10,000 yuan, not in yuan"),
    advice=Text(zh="核对单位：表中以万元为单位，1元写0.0001", en="Check the unit: the table asks for 10,000 yuan"),
    messages={
        "yuan": Text(
            zh="收费金额填的是{amount}万元，文中写的是{amount}元，可能把元当成了万元",
            en="The cell says {amount} (10,000 yuan); the text says {amount} yuan: probably filled in in yuan",
        ),
        "large": Text(
            zh="收费金额填的是{amount}万元，即{yi}亿元，可能把元当成了万元",
            en="The cell says {amount} (10,000 yuan), which is {yi} hundred million: probably filled in in yuan",
        ),
    },
    why=Text(
        zh="表二的收费金额以万元为单位，按元填写就大了一万倍。只在数字与文中的元数相同，或者乡镇、县级部门超过十亿元时提示。",
        en="In yuan the figure is ten thousand times too large. Told only where the text has the same figure in yuan, or "
        "where a township or county department exceeds a billion yuan.",
    ),
    basis=(Cite("format-2021", "attachment"), Cite("format-2021", "part-4")),
    applies=Applies(standards=("gkbg-2021",)),
    options=(
        Option(
            "limit",
            100000,
            Text(
                zh="乡镇和县级部门的收费金额从多少万元起提示",
                en="From how many 10,000 yuan on a township or county department is told",
            ),
            1,
        ),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("a large sum of a county's government", cells={"proactive.fees.amount": "316441"}),
        Valid("both are right", sections={"other": "行政事业性收费125000元。未收取信息处理费。"}),
        Invalid(
            "the same figure in yuan",
            cells={"proactive.fees.amount": "125000"},
            sections={"other": "全年行政事业性收费共计125,000元。未收取信息处理费。"},
            keys=("yuan",),
            at=("proactive/proactive/fees/amount",),
        ),
        Invalid(
            "a township with billions",
            agency="云川县青禾镇人民政府",
            cells={"proactive.fees.amount": "251000"},
            keys=("large",),
        ),
    ),
)
