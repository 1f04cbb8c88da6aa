"""From fiscal year 2021 the report says how it was with information-processing fees (信息处理费).

The fee exists since 2021 (Measures on Information-Processing Fees). That the yearly report tells of it is general
practice in part six; the clause was not seen in the original, so this is a warning.

The whole report is searched, not part six alone, and any wording counts: 未收取信息处理费, 未发出收费通知, 没有收取任何费用,
收费0元. The name of the Measures alone, a label of a table and 行政事业性收费 are no statement. Silent where part six is
missing (GK101) or empty (GK504): then that is the fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._prose import prose

_NOT_IT = regex(r"《[^《》]*处理费[^《》]*》|逾期未按收费通知要求缴纳费用|行政事业性?收费|本年度?收费金额")
_STATED = regex(
    r"处理费|收费通知|[未没无零免不][^。；]{0,24}?(?:收费|收取|费用|缴费)"
    r"|(?:收费|收取|费用|缴费)[^。；]{0,16}?(?:零|无|减免|情况|\d元|\d万元)"
)

_SIGN = regex("费|收取")


def check(view: View) -> Iterator[Finding]:
    section = view.report.section("other")
    if section is None or not section.blocks:
        return
    # It is mostly told in this part.
    here = ("".join(passage.text.split()) for passage in section.passages)
    if not any(map(_tells, here)) and not any(map(_tells, view.derive(prose))):
        yield Finding("absent", section.place())


def _tells(text: str) -> bool:
    return _SIGN.search(text) is not None and _STATED.search(_NOT_IT.sub("", text)) is not None


RULE = Rule(
    id="GK501",
    name="ms-fee-statement",
    severity="warning",
    summary=Text(zh="写明收取信息处理费的情况", en="The report tells of information-processing fees"),
    advice=Text(
        zh="在第六部分写明发出收费通知的件数、总金额和实际收取的总金额；没有收取的也要写明",
        en="State in part six the notices sent, their amount and the amount collected, or that there were none",
    ),
    messages={
        "absent": Text(
            zh="全文没有写明本年度收取信息处理费的情况", en="Nothing is said about information-processing fees"
        )
    },
    why=Text(
        zh="信息处理费2021年起实行，通行做法是在第六部分写明收费情况，没有收取的也写明。条文原文未见到，所以只作警告。",
        en="The fee exists since 2021, and reports tell of it in part six, also when there was none. The clause itself was not seen: a warning.",
    ),
    basis=(Cite("fee-measures-2020", "report"), Cite("format-2021", "other"), Cite("regulation-2019", "42")),
    check=check,
    explanation=__doc__,
    applies=Applies(first_year=2021),
    examples=(
        Valid(),
        Valid("not asked before fiscal year 2021", year=2020, sections={"other": "无。"}),
        Valid("notices were sent", sections={"other": "全年发出收费通知2件，金额300元，实际收取100元。"}),
        Valid("said in part one", sections={"overview": "全年办理申请3件，没有收取任何费用。", "other": "无。"}),
        Valid("other words for none", sections={"other": "（一）依申请公开收费情况：0元。\n（二）无其他事项。"}),
        Valid("part six is empty: GK504", sections={"other": ""}),
        Invalid("nothing but 无", sections={"other": "无其他需要报告的事项。"}, keys=("absent",), at=("other",)),
        Invalid(
            "the Measures are named, and another fee",
            sections={"other": "组织学习《政府信息公开信息处理费管理办法》，公布行政事业性收费目录。"},
            keys=("absent",),
            at=("other",),
        ),
    ),
)
