"""Since 2024 a refusal to disclose goes to administrative review first; a direct suit against it is the exception.

The revised Administrative Reconsideration Law, article 23, is in force since 2024-01-01. Suits from before, suits of
third parties against a disclosure, and suits that the court rejects are still direct. Off by default.

Silent: reports before fiscal year 2024; cells that are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    table = view.report.table("disputes")
    suits = table.value("cases", "direct_total") if table else None
    if table is not None and suits:
        yield Finding("direct", table.place("cases", "direct_total"), {"suits": suits})


RULE = Rule(
    id="GK311",
    name="t4-direct-suit-2024",
    severity="info",
    summary=Text(
        zh="2024年起不予公开等案件应先申请行政复议，直接起诉的请核对",
        en="From 2024 on, suits against refusals come after a review",
    ),
    advice=Text(
        zh="核对这些案件是否确属未经复议直接起诉", en="Check that these suits were really brought without a review"
    ),
    messages={
        "direct": Text(
            zh="有{suits}件未经复议直接起诉；2024年起对不予公开不服的应先申请行政复议，请核对",
            en="{suits} direct suits, though refusals have to go to review first since 2024: please check",
        ),
    },
    basis=(Cite("review-law-2023", "23"),),
    applies=Applies(first_year=2024),
    preview=True,
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("before the law changed", year=2023, cells={"disputes.cases.direct_total": "2"}),
        Invalid(
            "a direct suit in 2025",
            cells={"disputes.cases.direct_upheld": "2", "disputes.cases.direct_total": "2"},
            keys=("direct",),
            at=("disputes/disputes/cases/direct_total",),
        ),
    ),
)
