"""A statement that no applications came in agrees with table three, and a number stands beside no empty table.

未收到申请, 收到0件 or 无申请 while table three has new applications; or a number of applications received while all three of new,
carried in and results are zero in every column.

Silent for what others sent or did not send (未收到上级转办的申请), for parts of a year, and where table three is blank or unread.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stated import against, printed, printed_kind, stated

_ROWS = ("received", "carried_in", "total")
_COLUMNS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_service",
    "other_organization",
    "total",
)
# 春节期间, 机构改革期间: not all of the year.
_WHILE = regex(r"(?<!报告|统计|年度)(?<!31日)期间")


def check(view: View) -> Iterator[Finding]:
    new = printed_kind(view, "applications.received")
    if new is None:
        return
    for claim in stated(view, "applications.received", "applications.new"):
        if claim.value == 0 and claim.form != "all" and not claim.part and Decimal(0) not in new.also:
            if not _WHILE.search(claim.passage.text, claim.sentence[0], claim.start):
                yield against(claim, new, "none")
        elif claim.value and claim.confidence == "certain" and not new.value:
            every = printed(view.report, "applications", _ROWS, _COLUMNS)
            if every and not every.value:
                yield against(claim, new, "some")


RULE = Rule(
    id="GK410",
    name="cn-zero-claim",
    severity="error",
    summary=Text(
        zh="未收到申请的表述与表三一致",
        en="A statement of no applications agrees with table 3",
    ),
    advice=Text(
        zh="核对台账，改正正文或表格中有误的一处",
        en="Check the records and correct the wrong place, the words or the table",
    ),
    messages={
        "none": Text(
            zh="正文说“{words}”，而{cell}是{printed}",
            en="The text says “{words}”, but {cell} has {printed}",
        ),
        "some": Text(
            zh="正文说“{words}”，而表三的新收、结转和办结全是0",
            en="The text says “{words}”, but table 3 has none received, carried in or concluded",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "none, and none in the table",
            sections={"overview": "全年未收到政府信息公开申请。"},
            cells={
                "applications.received.natural_person": "0",
                "applications.received.business": "0",
                "applications.received.legal_service": "0",
                "applications.received.total": "0",
            },
        ),
        Valid("what superiors sent", sections={"overview": "未收到上级转办的政府信息公开申请。"}),
        Valid("of one kind only", sections={"overview": "未收到涉及商业秘密的政府信息公开申请。"}),
        Valid(
            "one thing not received, another received",
            sections={"overview": "未收到群众投诉和申诉，也收到政府信息公开申请36件。"},
        ),
        Valid("a part of the year", sections={"overview": "春节期间未收到政府信息公开申请，全年收到36件。"}),
        Invalid(
            "all of the year",
            sections={"overview": "2025年1月1日至12月31日期间未收到政府信息公开申请。"},
            keys=("none",),
        ),
        Valid("another year", sections={"overview": "2024年未收到政府信息公开申请，2025年收到36件。"}),
        Valid("documents, not applications", sections={"overview": "公文中依申请公开0件，不予公开信息数0条。"}),
        Valid(
            "the cell is blank",
            sections={"overview": "全年未收到政府信息公开申请。"},
            cells={"applications.received.total": ""},
        ),
        Valid(
            "most of the bodies",
            sections={"overview": "多数乡镇全年未收到政府信息公开申请，少数部门没有收到政府信息公开申请。"},
        ),
        Valid("one level", sections={"overview": "（二）依申请公开。村级收到申请0件，镇级收到申请36件。"}),
        Invalid(
            "none, but the table has some",
            sections={"overview": "全年未收到依申请公开。"},
            at=("overview",),
            keys=("none",),
        ),
        Invalid("zero in other words", sections={"overview": "本年度收到政府信息公开申请0件。"}, keys=("none",)),
        Invalid("no applications", sections={"overview": "2025年，我县没有依申请公开申请。"}, keys=("none",)),
        Invalid(
            "some, but the table has none",
            sections={"overview": "全年收到政府信息公开申请2件。"},
            cells={
                "applications.received.natural_person": "0",
                "applications.received.business": "0",
                "applications.received.legal_service": "0",
                "applications.received.total": "0",
                "applications.carried_in.natural_person": "0",
                "applications.carried_in.business": "0",
                "applications.carried_in.legal_service": "0",
                "applications.carried_in.total": "0",
                "applications.total.natural_person": "0",
                "applications.total.business": "0",
                "applications.total.legal_service": "0",
                "applications.total.total": "0",
            },
            keys=("some",),
        ),
        Invalid(
            "from anyone",
            sections={"overview": "全年没有收到公民、法人和其他组织的政府信息公开申请。"},
            keys=("none",),
        ),
    ),
)
