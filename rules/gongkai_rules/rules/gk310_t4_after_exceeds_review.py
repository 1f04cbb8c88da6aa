"""There are more suits after a review than reviews.

A suit after a review needs a review. It may have been decided in an earlier year, and several people may sue over one,
so that this is a question and no fault. Off by default, because last year's reviews are not looked at.

Silent: cells that are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    table = view.report.table("disputes")
    reviews = table.value("cases", "review_total") if table else None
    suits = table.value("cases", "after_total") if table else None
    if table is not None and reviews is not None and suits is not None and suits > reviews:
        related = (table.place("cases", "review_total"),)
        yield Finding(
            "more", table.place("cases", "after_total"), {"suits": suits, "reviews": reviews}, related=related
        )


RULE = Rule(
    id="GK310",
    name="t4-after-exceeds-review",
    severity="info",
    summary=Text(zh="复议后起诉的件数一般不多于行政复议件数", en="Suits after a review are seldom more than reviews"),
    advice=Text(
        zh="核对两组数字，是否把未经复议直接起诉的计入复议后起诉",
        en="Check both groups: direct suits may have been counted as suits after a review",
    ),
    messages={
        "more": Text(
            zh="复议后起诉{suits}件，多于行政复议{reviews}件，请核对",
            en="{suits} suits after a review, but only {reviews} reviews: please check",
        ),
    },
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    preview=True,
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Invalid(
            "suits without reviews",
            cells={"disputes.cases.after_upheld": "5", "disputes.cases.after_total": "5"},
            keys=("more",),
            at=("disputes/disputes/cases/after_total",),
        ),
    ),
)
