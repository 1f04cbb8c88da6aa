"""The number of lawsuits in the words is the one in table four, both groups together; so are 未经复议直接起诉 and 复议后起诉.

Only lawsuits about disclosure: the sentence names 政府信息公开 or applications, and no unknown words stand before the number.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import differing


def check(view: View) -> Iterator[Finding]:
    yield from differing(view, "disputes.lawsuits", "disputes.direct", "disputes.after")


RULE = Rule(
    id="GK413",
    name="cn-litigation-count",
    severity="warning",
    summary=Text(
        zh="正文中行政诉讼的件数与表四一致",
        en="Lawsuits: the words agree with table 4",
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
            "cases of all matters",
            sections={
                "overview": "被复议案件15件，其中涉及政府信息公开3件；应诉行政诉讼案件11件，其中涉及政府信息公开1件。"
            },
        ),
        Valid(
            "the same", sections={"overview": "因政府信息公开被申请行政复议3件，提起行政诉讼1件，其中复议后起诉1件。"}
        ),
        Valid("not about disclosure", sections={"overview": "因具体行政行为被提起行政诉讼2起。"}),
        Valid("both in one number", sections={"overview": "政府信息公开行政复议、行政诉讼共4件。"}),
        Valid(
            "the cell is blank",
            sections={"overview": "因政府信息公开被提起行政诉讼2起。"},
            cells={"disputes.cases.after_total": ""},
        ),
        Invalid(
            "another number",
            sections={"overview": "因政府信息公开被申请行政复议3件，提起行政诉讼4件。"},
            keys=("differs",),
        ),
        Invalid(
            "after a review", sections={"overview": "政府信息公开行政复议3件，复议后起诉2件。"}, keys=("differs",)
        ),
    ),
)
