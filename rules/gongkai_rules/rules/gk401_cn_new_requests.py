"""The number of applications received that the words state is the one in table three.

收到N件 may count only the new applications of the year or those carried in as well: both are in honest use, so either
is right. 新收 means the new ones, unless the sentence itself includes those carried in. Statements of none, and
numbers beside an empty table, are told by GK410.

Not taken for applications: 依申请公开N件 without a verb (an attribute of documents), other kinds of applications, petitions and
calls, other years and parts of a year, other bodies, numbers with a comparison. 余 is no less than, 约 is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import against, is_share, printed_kind, stated


def check(view: View) -> Iterator[Finding]:
    claims = [c for c in stated(view, "applications.received", "applications.new") if c.form == "count" and c.value]
    new = printed_kind(view, "applications.received") if claims else None
    before = printed_kind(view, "applications.carried_in") if new else None
    if new is None or not (new.value or (before and before.value)):  # an empty table is told by GK410
        return
    claims = [claim for claim in claims if not claim.fits(new.value)]
    if not claims:
        return
    including = {c.sentence for c in stated(view, "applications.carried_in") if c.part}
    both = {value + old for value in new.also for old in before.also} if before else set()
    for claim in claims:
        fitting = (
            new.also if claim.kind == "applications.new" and claim.sentence not in including else new.also | both
        )
        if not any(claim.fits(value) for value in fitting) and not is_share(
            view, claim, fitting, "applicants.organizations"
        ):
            yield against(claim, new)


RULE = Rule(
    id="GK401",
    name="cn-new-requests",
    severity="warning",
    summary=Text(
        zh="正文中收到申请的件数与表三一致",
        en="Applications received: the words agree with table 3",
    ),
    advice=Text(
        zh="核对台账，改正正文或表格中有误的一处",
        en="Check the records and correct the wrong place, the words or the table",
    ),
    messages={
        "differs": Text(
            zh="正文说“{words}”，而{cell}是{printed}",
            en="The text says “{words}”, but {cell} has {printed}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("new, or new and carried in", sections={"overview": "全年收到政府信息公开申请38件。"}),
        Valid("in Chinese numerals", sections={"overview": "全年受理依申请公开申请三十六件。"}),
        Valid("not less than", sections={"overview": "全年收到政府信息公开申请30余件。"}),
        Valid(
            "with those carried in, in brackets",
            sections={"overview": "全年新收政府信息公开申请38件（含上年结转2件）。"},
        ),
        Valid(
            "an attribute of documents, not applications",
            sections={"overview": "全年主动公开36件、依申请公开436件、不予公开43件。"},
        ),
        Valid("another year", sections={"overview": "2024年收到政府信息公开申请14件，2025年有所增加。"}),
        Valid("a difference", sections={"overview": "收到政府信息公开申请较2024年增加22件。"}),
        Valid(
            "calls and petitions",
            sections={"overview": "受理各类群众诉求259起，受理12345工单22050件，处理依申请办理3次。"},
        ),
        Valid("another kind of application", sections={"overview": "受理行政许可申请300件，收到救助申请12件。"}),
        Valid("half a year", sections={"overview": "2025年上半年收到政府信息公开申请19件。"}),
        Valid(
            "other bodies", sections={"overview": "各乡镇收到政府信息公开申请8件，县教育局收到政府信息公开申请5件。"}
        ),
        Valid(
            "withdrawn and accepted", sections={"overview": "收到政府信息公开申请36件，沟通后撤件18件，受理18件。"}
        ),
        Valid("told in shares", sections={"overview": "县政府受理申请12件，部门和乡镇受理24件，合计36件。"}),
        Valid("told by applicants", sections={"overview": "受理公民政府信息公开申请30件、法人或其他组织申请6件。"}),
        Valid(
            "the cell is blank",
            sections={"overview": "全年收到政府信息公开申请35件。"},
            cells={"applications.received.total": ""},
        ),
        Valid(
            "an organ's own",
            sections={"overview": "县政府信息公开工作机构收到政府信息公开申请12件，县政务公开办受理依申请公开5件。"},
        ),
        Valid("what another body took in", sections={"overview": "全年办理县政府收到的政府信息公开申请12件。"}),
        Valid(
            "the government's own beside its departments'",
            sections={"overview": "县政府共收到政府信息公开申请16件，均已答复。各部门收到19件。"},
        ),
        Valid(
            "bodies whose names hold common words",
            sections={"overview": "（二）依申请公开。县统计局收到申请2件，县发展改革委收到5件，我县公安局收到9件。"},
        ),
        Valid(
            "places for their bodies",
            sections={
                "overview": "（二）依申请公开。临江市收到申请9件，山阳区收到申请7件。申请最多的是自然资源局，受理6件。"
            },
        ),
        Valid(
            "averages and quarters",
            sections={
                "overview": "平均每月受理政府信息公开申请3件。第四季度收到政府信息公开申请11件。前年收到政府信息公开申请30件。"
            },
        ),
        Valid(
            "by way",
            sections={
                "overview": "（二）依申请公开。线上平台收到26件，线下受理8件。县政府门户网站依申请公开系统收到申请26件。"
            },
        ),
        Valid("other matters first", sections={"overview": "（二）依申请公开。收到行政许可申请231件，受理225件。"}),
        Valid("from anyone", sections={"overview": "（二）依申请公开。收到公民、法人和其他组织申请36件。"}),
        Invalid(
            "another number",
            sections={"overview": "全年收到政府信息公开申请63件。"},
            at=("overview",),
            keys=("differs",),
        ),
        Invalid(
            "some, but there are only those carried in",
            sections={"overview": "全年收到政府信息公开申请3件。"},
            cells={"applications.received.total": "0"}
            | {f"applications.received.{column}": "0" for column in ("natural_person", "business", "legal_service")},
            keys=("differs",),
        ),
        Invalid(
            "digits exchanged in full width",
            sections={"overview": "我县共收到信息公开申请６３件。"},
            keys=("differs",),
        ),
        Invalid(
            "new applications only",
            sections={"overview": "全年新收政府信息公开申请38件，上年结转2件。"},
            keys=("differs",),
        ),
        Invalid(
            "the whole government's, by its name",
            sections={"overview": "县政府共收到政府信息公开申请63件。"},
            keys=("differs",),
        ),
        Invalid(
            "from anyone",
            sections={"overview": "全年共受理公民、法人和其他组织提出的政府信息公开申请63件。"},
            keys=("differs",),
        ),
        Invalid("as a quantity", sections={"overview": "全年政府信息公开申请受理量63件。"}, keys=("differs",)),
    ),
)
