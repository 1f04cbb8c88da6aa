"""What the words state against what the tables print: the cells behind each kind of claim, and how they compare.

A cell that is missing, blank or no number settles nothing: then these functions say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal
from functools import cache, cached_property
from typing import Literal

from msgspec import Struct

from gongkai import Arg, Claim, Finding, Place, Report, Table, Text, View, claimed, regex

__all__ = [
    "CELLS",
    "Kind",
    "Printed",
    "against",
    "differing",
    "group",
    "is_share",
    "printed",
    "printed_in",
    "printed_kind",
    "stated",
]

Kind = Literal[
    "applications.received", "applications.new", "applications.carried_in", "applications.carried_out",
    "applications.concluded", "applications.answered", "applications.concluded_rate",
    "applications.granted", "applications.partially_granted", "applications.denied", "applications.unavailable",
    "applications.rejected", "applications.closed",
    "applicants.natural_person", "applicants.organizations", "applicants.business", "applicants.research",
    "applicants.public_interest", "applicants.legal_service",
    "channels.in_person", "channels.letter", "channels.online", "channels.fax", "channels.email",
    "disputes.reviews", "disputes.lawsuits", "disputes.direct", "disputes.after", "disputes.upheld", "disputes.corrected",
    "documents.regulations_issued", "documents.regulations_repealed", "documents.regulations_in_force",
    "documents.normative_issued", "documents.normative_repealed", "documents.normative_in_force",
    "decisions.licences", "decisions.penalties", "decisions.coercion", "fees.administrative",
    "processing_fee.notices", "processing_fee.billed", "processing_fee.collected", "processing_fee.involved",
    "attributes.on_request", "attributes.proactive",
]  # fmt: skip
"""Every kind of claim that the words of `vocabularies/disclosure.json` make."""

# Kind of claim → table, rows (by the beginning of their ids) and columns whose sum it states.
CELLS: dict[Kind, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "applications.received": ("applications", ("received",), ("total",)),
    "applications.new": ("applications", ("received",), ("total",)),
    "applications.carried_in": ("applications", ("carried_in",), ("total",)),
    "applications.carried_out": ("applications", ("carried_out",), ("total",)),
    "applications.concluded": ("applications", ("total",), ("total",)),
    "applications.answered": ("applications", ("total",), ("total",)),
    "applications.granted": ("applications", ("granted",), ("total",)),
    "applications.partially_granted": ("applications", ("partially_granted",), ("total",)),
    "applications.denied": ("applications", ("denied_",), ("total",)),
    "applications.unavailable": ("applications", ("unavailable_",), ("total",)),
    "applications.rejected": ("applications", ("rejected_",), ("total",)),
    "applications.closed": ("applications", ("closed_",), ("total",)),
    "disputes.reviews": ("disputes", ("cases",), ("review_total",)),
    "disputes.lawsuits": ("disputes", ("cases",), ("direct_total", "after_total")),
    "disputes.direct": ("disputes", ("cases",), ("direct_total",)),
    "disputes.after": ("disputes", ("cases",), ("after_total",)),
    "documents.regulations_issued": ("proactive", ("regulations",), ("issued",)),
    "documents.regulations_repealed": ("proactive", ("regulations",), ("repealed",)),
    "documents.regulations_in_force": ("proactive", ("regulations",), ("in_force",)),
    "documents.normative_issued": ("proactive", ("normative_documents",), ("issued",)),
    "documents.normative_repealed": ("proactive", ("normative_documents",), ("repealed",)),
    "documents.normative_in_force": ("proactive", ("normative_documents",), ("in_force",)),
    "decisions.licences": ("proactive", ("licences",), ("decisions",)),
    "decisions.penalties": ("proactive", ("penalties",), ("decisions",)),
    "decisions.coercion": ("proactive", ("coercion",), ("decisions",)),
    "fees.administrative": ("proactive", ("fees",), ("amount",)),
}  # fmt: skip
_CELLS = {str(kind): where for kind, where in CELLS.items()}
# 行政诉讼案件11件，其中涉及政府信息公开3件: the eleven are of all matters.
_ALL_MATTERS = regex(r"[，,（(]\s?(?:其中|含|包括|涉及)[^，。；\d]{0,6}信息公开")
# Cases, proposals and letters are carried over as well.
_APPLICATIONS, _OTHERS = "申请", regex(r"复议|诉讼|起诉|建议|提案|来信|信访|文件")
_PARTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organization")


class Printed(Struct, frozen=True, dict=True):
    """What a table prints for a claim: the value and its cells."""

    value: Decimal
    table: Table
    cells: tuple[tuple[str, str], ...]

    @cached_property
    def also(self) -> frozenset[Decimal]:
        """The value, and the sum of the rows' parts: where it differs from the printed totals, the table's own sums are
        at fault."""
        parts = Decimal(0)
        for row, column in self.cells:
            six = self.table.total([(row, part) for part in _PARTS]) if column == "total" else None
            parts += self.table.numbers[row, column] if six is None else six
        return frozenset((self.value, parts))

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(self.table.place(row, column) for row, column in self.cells)

    @property
    def name(self) -> Text:
        table, (row, column) = self.table, self.cells[0]
        if len(self.cells) == 1:
            return table.place(row, column).where.label
        first = table.spec.rows[row][2]
        if not first.label:  # table four: its columns tell
            names = [table.place(*cell).where.label for cell in self.cells]
            return Text(zh="与".join(n.zh for n in names) + "之和", en="sum of " + " and ".join(n.en for n in names))
        zh = f"{table.spec.name.zh} “{first.path[-1] if first.path else first.label}”各格之和"
        return Text(zh=zh, en=f"{table.spec.name.en}, sum of {len(self.cells)} cells")


def stated(view: View, *kinds: Kind) -> list[Claim]:
    """The claims of these kinds about the reporting body and year, without those in doubt and those of all matters."""
    return [
        claim
        for claim in view.derive(claimed)
        if claim.kind in kinds and claim.comparable and not _ALL_MATTERS.match(claim.passage.text, claim.end)
    ]


def printed_kind(view: View, kind: str) -> Printed | None:
    """What the tables print for a kind of claim; None where they do not settle it."""
    return view.derive(_printed_kind(kind))


def printed_in(report: Report, kind: str) -> Printed | None:
    """The same for a report beside the one that is looked at."""
    return _printed_kind(kind)(report)


@cache
def _printed_kind(kind: str) -> Callable[[Report], Printed | None]:
    """One function for each kind, so that many rules share what it finds."""
    where = _CELLS.get(kind)
    return lambda report: printed(report, *where) if where else None


def group(table: Table, beginnings: Collection[str]) -> list[str]:
    """Ids of the table's rows that are one of these, or begin with one that ends in _."""
    rows = table.spec.rows
    begins = tuple([each for each in beginnings if each[-1] == "_"])
    if not begins and len(beginnings) == 1:
        return [row for row in beginnings if row in rows]
    return [row for row in rows if row in beginnings or (begins and row.startswith(begins))]


def printed(report: Report, table_id: str, rows: Collection[str], columns: Iterable[str]) -> Printed | None:
    """The sum of cells of a table that was found once; None where a cell is missing, blank or no number."""
    found = [table for table in report.tables if table.id == table_id]
    if len(found) != 1:
        return None
    (table,) = found
    cells = tuple([(row, column) for row in group(table, rows) for column in columns])
    value = table.total(cells) if cells else None
    return None if value is None else Printed(value, table, cells)


def differing(
    view: View,
    *kinds: Kind,
    more: Iterable[Decimal] = (),
    none: bool = False,
    but: Callable[[Claim], bool] = lambda _: False,
) -> Iterator[Finding]:
    """A finding `differs` for every number of these kinds that is not what its cells print, nor one of `more`.

    Zeros and statements of none are compared only if `none`, for what other matters than applications have as well; for
    other kinds rules of their own do it. Nor are claims of which `but` is true told.
    """
    for claim in stated(view, *kinds):
        asked = (claim.form == "count" and claim.value) or (
            none and claim.value == 0 and claim.confidence == "certain" and _is_of_applications(claim)
        )
        if none and _is_of_others(claim):
            continue
        cells = printed_kind(view, claim.kind) if asked else None
        if cells is None:
            continue
        if claim.fits(cells.value) or any(claim.fits(value) for value in (*cells.also, *more)):
            continue
        if not (is_share(view, claim, cells.also) or but(claim)):
            yield against(claim, cells)


def is_share(view: View, claim: Claim, whole: Collection[Decimal], *more: Kind) -> bool:
    """Whether a claim is a share of the whole: its sentence tells the whole as well, or others of its kind that may be
    parts of it too (抽查作出处罚12件，专项整治作出处罚9件), or what its paragraph tells of its kind, or of `more`, adds up to that,
    whoever it is said of (区政府制定1件，部门制定1件)."""
    told = [
        each
        for each in view.derive(claimed)
        if each.passage is claim.passage and each.form == "count" and each.when == "this_year"
    ]
    alike = [each for each in told if each.kind == claim.kind and each.value in whole]
    if any(each.sentence == claim.sentence and (each.value or 0) > (claim.value or 0) for each in alike):
        return True
    beside = [
        each.value or Decimal(0) for each in told if each.kind == claim.kind and each.sentence == claim.sentence
    ]
    if len(set(beside)) > 1 and sum(beside) <= max(whole, default=Decimal(0)):
        return True
    shares = [each.value or Decimal(0) for each in told if each.kind in (claim.kind, *more) and each not in alike]
    return len(shares) > 1 and sum(shares, Decimal(0)) in whole


def _is_of_applications(claim: Claim) -> bool:
    sentence = claim.passage.text[slice(*claim.sentence)]
    return _APPLICATIONS in sentence and not _OTHERS.search(sentence)


def _is_of_others(claim: Claim) -> bool:
    """Whether its sentence has named other matters before it, and no applications: 行政复议5件，其中上年结转1件."""
    before = claim.passage.text[claim.sentence[0] : claim.start]
    return _APPLICATIONS not in before and _OTHERS.search(before) is not None


def against(claim: Claim, cells: Printed, key: str = "differs") -> Finding:
    """A finding that a claim and its cells do not agree."""
    args: dict[str, Arg] = {"words": claim.words, "cell": cells.name, "printed": cells.value}
    return Finding(key, claim.place(), args, related=cells.places)
