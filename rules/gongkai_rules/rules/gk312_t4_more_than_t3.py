"""There are more reviews and direct suits than applications were answered.

Last year's answers and complaints about what was published by itself explain some; this is a question, and off by
default, because last year's report is not looked at.

Silent: cells that are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    disputes, applications = view.report.table("disputes"), view.report.table("applications")
    if disputes is None or applications is None:
        return
    reviews, suits = (disputes.value("cases", column) for column in ("review_total", "direct_total"))
    answered = applications.value("total", "total")
    if reviews is not None and suits is not None and answered is not None and reviews + suits > answered:
        args: dict[str, Arg] = {"cases": reviews + suits, "answered": answered}
        related = (disputes.place("cases", "direct_total"), applications.place("total", "total"))
        yield Finding("more", disputes.place("cases", "review_total"), args, related=related)


RULE = Rule(
    id="GK312",
    name="t4-more-than-t3",
    severity="info",
    summary=Text(
        zh="行政复议和直接起诉的件数一般不多于办结的申请", en="Reviews and direct suits are seldom more than answers"
    ),
    advice=Text(zh="核对表四各组的总计和表三的（七）总计", en="Check the totals of table 4 and of table 3"),
    messages={
        "more": Text(
            zh="行政复议和直接起诉共{cases}件，多于表三办结的{answered}件，请核对",
            en="{cases} reviews and direct suits, but only {answered} applications answered: please check",
        ),
    },
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    preview=True,
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Invalid(
            "forty reviews, thirty-five answers",
            cells={"disputes.cases.review_upheld": "39", "disputes.cases.review_total": "40"},
            keys=("more",),
            at=("disputes/disputes/cases/review_total",),
        ),
    ),
)
