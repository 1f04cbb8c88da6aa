"""Numbers by kind of applicant in the words are those of table three.

They may count the new applications, those carried in as well, or the results: each is in honest use. 法人或其他组织 is the sum
of its five columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import Kind, against, printed, stated

_ROWS = ("received", "carried_in", "total")
_COLUMNS: dict[Kind, tuple[str, ...]] = {
    "applicants.natural_person": ("natural_person",),
    "applicants.organizations": ("business", "research", "public_interest", "legal_service", "other_organization"),
    "applicants.business": ("business",),
    "applicants.research": ("research",),
    "applicants.public_interest": ("public_interest",),
    "applicants.legal_service": ("legal_service",),
}


def check(view: View) -> Iterator[Finding]:
    for claim in stated(view, *_COLUMNS):
        if claim.form != "count" or not claim.value:
            continue
        columns = next(names for kind, names in _COLUMNS.items() if kind == claim.kind)
        new, old, done = (printed(view.report, "applications", (row,), columns) for row in _ROWS)
        if new and old and done and not any(claim.fits(v) for v in (new.value, new.value + old.value, done.value)):
            yield against(claim, new)


RULE = Rule(
    id="GK407",
    name="cn-applicant-split",
    severity="warning",
    summary=Text(
        zh="正文中各类申请人的件数与表三一致",
        en="Applicants: the words agree with table 3",
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
        Valid(
            "both kinds",
            sections={"overview": "收到政府信息公开申请36件，其中自然人申请30件，法人或其他组织申请6件。"},
        ),
        Valid(
            "with those carried in",
            sections={"overview": "收到政府信息公开申请38件，其中自然人32件、商业企业4件、法律服务机构2件。"},
        ),
        Valid("natural persons in other matters", sections={"overview": "为自然人办理登记300件。"}),
        Valid(
            "no number beside the word",
            sections={"overview": "收到政府信息公开申请0件，均为自然人提交，均已在法定期限内答复。"},
        ),
        Invalid(
            "another number",
            sections={"overview": "收到政府信息公开申请36件，其中自然人申请31件，法人或其他组织申请6件。"},
            keys=("differs",),
        ),
        Invalid(
            "organizations",
            sections={"overview": "收到政府信息公开申请36件，其中自然人30件，法人或其他组织7件。"},
            keys=("differs",),
        ),
    ),
)
