"""Claims: the figures that the words of a report state, read once per report for all rules.

`claimed` reads them with the words that the report's standard gives (`Standard.vocabulary`).
"""

from __future__ import annotations

from gongkai.claims.claim import CONFIDENCES, Claim, Confidence, Form, When, Who
from gongkai.claims.parts import PartList, Share, exceeding_lists, part_lists, shares
from gongkai.claims.prose import prose
from gongkai.claims.scan import Reader
from gongkai.report import Report

__all__ = [
    "CONFIDENCES",
    "Claim",
    "Confidence",
    "Form",
    "PartList",
    "Share",
    "When",
    "Who",
    "claimed",
    "exceeding_lists",
    "part_lists",
    "shares",
]


def claimed(report: Report) -> tuple[Claim, ...]:
    """Every claim of the report's prose, in reading order. Ask for it by `view.derive(claimed)`."""
    vocabulary = report.standard.vocabulary
    if not vocabulary.kinds:
        return ()
    agency = report.agency.value if report.agency else ""
    reader = Reader(vocabulary, report.fiscal_year, agency, leads=report.body.kind == "government")
    return tuple(reader.read(prose(report)))
