"""What was carried over from last year is the same for each kind of applicant, too.

Judged where the totals agree (GK601 tells where they do not): then applications were counted under another kind of
applicant in one of the two years. Both reports' equations are judged together, as GK601 says.

Silent: cells that are no numbers; a report that speaks of a reorganization, of transferred duties, of corrected figures
or of another way of counting.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._years import CARRY_MESSAGES, carried


def check(view: View) -> Iterator[Finding]:
    yield from carried(view, total=False)


_TWO = {
    "applications.carried_out.legal_service": "0",
    "applications.carried_out.total": "2",
    "applications.received.legal_service": "1",
    "applications.received.total": "35",
}

RULE = Rule(
    id="GK602",
    name="cy-carry-by-applicant",
    severity="warning",
    summary=Text(
        zh="各类申请人的上年结转数与上年报告的结转下年度数相等",
        en="For each kind of applicant, as many are carried in as last year's report carried out",
    ),
    advice=Text(
        zh="核对结转的申请在两年里归入哪一类申请人",
        en="Check under which kind of applicant they were counted in each year",
    ),
    messages=CARRY_MESSAGES,
    basis=(Cite("format-2021", "part-4"), Cite("format-2019", "attachment"), Cite("regulation-2019", "50")),
    asks=("previous",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("the same", previous=Valid(cells=_TWO)),
        Valid("the totals differ as well: GK601 tells of it", previous=Valid()),
        Valid(
            "the office says that it counted again",
            sections={"other": "经核对，上年报告中申请人类别统计有误，本年已更正。未收取信息处理费。"},
            previous=Valid(
                cells={
                    "applications.carried_out.natural_person": "1",
                    "applications.carried_out.total": "2",
                    "applications.received.natural_person": "29",
                    "applications.received.total": "35",
                }
            ),
        ),
        Invalid(
            "two natural persons carried in, one of them a company last year",
            previous=Valid(
                cells={
                    "applications.carried_out.natural_person": "1",
                    "applications.carried_out.total": "2",
                    "applications.received.natural_person": "29",
                    "applications.received.total": "35",
                }
            ),
            keys=("differs",),
            at=("applications/applications/carried_in/natural_person",),
        ),
        Invalid(
            "a slip in one cell of last year's report",
            previous=Valid(cells={**_TWO, "applications.carried_out.natural_person": "12"}),
            keys=("there",),
        ),
    ),
)
