"""The number of administrative reviews in the words is the one in table four.

Only reviews of disclosure: the sentence names 政府信息公开 or applications, and no unknown words stand before the number. Reviews that
the body decided itself (办理行政复议案件30件) are none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import differing


def check(view: View) -> Iterator[Finding]:
    yield from differing(view, "disputes.reviews")


RULE = Rule(
    id="GK412",
    name="cn-review-count",
    severity="warning",
    summary=Text(
        zh="正文中行政复议的件数与表四一致",
        en="Reviews: the words agree with table 4",
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
                "overview": "全年办理行政诉讼案件11件，其中涉及政府信息公开1件；被复议案件15件，其中涉及政府信息公开3件。"
            },
        ),
        Valid("the same", sections={"overview": "因政府信息公开被申请行政复议3件，提起行政诉讼1件。"}),
        Valid(
            "reviews that the body decides", sections={"overview": "全年审理行政复议案件30件，办理行政复议案件25件。"}
        ),
        Valid("about something else", sections={"overview": "因具体行政行为被申请行政复议9件，已审结。"}),
        Valid(
            "in a sentence of its own, with no word of disclosure",
            sections={"overview": "做好法治政府建设工作。全年行政复议9件。"},
        ),
        Invalid(
            "another number",
            sections={"overview": "因政府信息公开被申请行政复议8件，提起行政诉讼1件。"},
            keys=("differs",),
        ),
    ),
)
