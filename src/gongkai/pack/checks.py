"""What each kind of pack rule does: one function a kind, and the message fields it fills."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from gongkai.bilingual import Arg, Text, plain_number
from gongkai.claims import claimed
from gongkai.finding import Finding, Sum
from gongkai.pack.equations import cell_path, failing
from gongkai.pack.model import (
    CellCondition,
    Check,
    ClaimCount,
    CrossReference,
    DateLimit,
    Equation,
    ForbiddenText,
    RequiredSection,
    RequiredText,
    TextLength,
)
from gongkai.place import Place
from gongkai.recognize.labels import key
from gongkai.report import Passage, Report
from gongkai.rule import View

__all__ = ["FIELDS", "MESSAGE", "check_of"]

MESSAGE = "found"
"""The one message key of a pack rule."""

FIELDS: Mapping[type[Check], frozenset[str]] = {
    RequiredSection: frozenset({"heading"}),
    RequiredText: frozenset({"words"}),
    ForbiddenText: frozenset({"word", "count"}),
    TextLength: frozenset({"length", "least", "most"}),
    CellCondition: frozenset({"value", "least", "most"}),
    Equation: frozenset({"left", "right", "difference"}),
    DateLimit: frozenset({"date", "earliest", "latest"}),
    CrossReference: frozenset({"word", "value", "least", "most"}),
    ClaimCount: frozenset({"value", "least", "most"}),
}
C = TypeVar("C", bound=Check)


def check_of(spec: Check) -> Callable[[View], Iterator[Finding]]:
    """The check function of one rule."""
    run = _RUN[type(spec)]

    def check(view: View) -> Iterator[Finding]:
        return run(view, spec)

    return check


def _found(place: Place, related: tuple[Place, ...] = (), sums: tuple[Sum, ...] = (), **fields: Arg) -> Finding:
    return Finding(MESSAGE, place, fields, related=related, sums=sums)


def _passages(report: Report, scope: Sequence[str]) -> tuple[Passage, ...]:
    if not scope:
        return report.passages
    found: list[Passage] = list(report.preamble) if "preamble" in scope else []
    for section in report.sections:
        if section.id in scope:
            found += section.passages
    return tuple(found)


def _scope_place(report: Report, scope: Sequence[str]) -> Place:
    """Where something that is missing in a scope belongs: its first section, else the title."""
    section = next((s for s in report.sections if s.id in scope), None)
    return section.place() if section else report.place()


def _readable(report: Report, scope: Sequence[str]) -> bool:
    """Whether the scope is there at all: that a section is missing is another rule's finding."""
    if not scope or "preamble" in scope or "title" in scope:
        return True
    return any(section.id in scope for section in report.sections)


def _required_section(report: Report, spec: RequiredSection) -> Iterator[Finding]:
    wanted = key(spec.heading)
    if spec.inside is None:
        if not any(wanted in key(section.heading) for section in report.sections):
            yield _found(report.place(), heading=spec.heading)
        return
    section = report.section(spec.inside)
    # A subheading stands at the beginning of its paragraph, with or without a number.
    if section and not any(key(p.text).startswith(wanted) for p in section.passages):
        yield _found(section.place(), heading=spec.heading)


def _required_text(report: Report, spec: RequiredText) -> Iterator[Finding]:
    if not _readable(report, spec.scope):
        return
    text = "".join("".join(passage.text.split()) for passage in _passages(report, spec.scope))
    if "title" in spec.scope and report.title:
        text += report.title.value
    missing = [word for word in spec.all if word not in text]
    if spec.any and not any(word in text for word in spec.any):
        missing += spec.any
    if missing:
        yield _found(_scope_place(report, spec.scope), words=tuple(missing))


def _forbidden_text(report: Report, spec: ForbiddenText) -> Iterator[Finding]:
    for word in spec.words:
        places = [
            p.place(n, n + len(word))
            for p in _passages(report, spec.scope)
            for n in _at(p.text, word, spec.except_in)
        ]
        if len(places) > spec.most:
            yield _found(places[0], tuple(places[1:]), word=word, count=len(places))


def _at(text: str, word: str, longer: Sequence[str]) -> Iterator[int]:
    """Where a word stands, save inside one of the longer words."""
    if not longer:
        yield from _plain_at(text, word)
        return
    covered = {n for long in longer for start in _plain_at(text, long) for n in range(start, start + len(long))}
    yield from (n for n in _plain_at(text, word) if n not in covered)


def _plain_at(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0 and word:
        yield start
        start = text.find(word, start + len(word))


def _text_length(report: Report, spec: TextLength) -> Iterator[Finding]:
    if not _readable(report, spec.scope):
        return
    length = sum(len("".join(passage.text.split())) for passage in _passages(report, spec.scope))
    if (spec.least is not None and length < spec.least) or (spec.most is not None and length > spec.most):
        yield _found(
            _scope_place(report, spec.scope), length=length, least=_bound(spec.least), most=_bound(spec.most)
        )


def _bound(value: float | None) -> str:
    return "" if value is None else plain_number(Decimal(str(value)))


def _outside(value: Decimal, least: float | None, most: float | None) -> bool:
    return (least is not None and value < Decimal(str(least))) or (most is not None and value > Decimal(str(most)))


def _cell_condition(report: Report, spec: CellCondition) -> Iterator[Finding]:
    table = report.table(spec.table)
    if table is None:
        return
    for _, row, column in table.spec.places:
        if (spec.rows and row.id not in spec.rows) or (spec.columns and column.id not in spec.columns):
            continue
        cell = table.cell(row.id, column.id)
        if cell is None:
            continue
        wrong = bool(spec.states) and cell.state not in spec.states
        if wrong or (cell.value is not None and _outside(cell.value, spec.least, spec.most)):
            yield _found(
                table.place(row.id, column.id),
                value=cell.text or Text("（空）", "(blank)"),
                least=_bound(spec.least),
                most=_bound(spec.most),
            )


def _equation(report: Report, spec: Equation) -> Iterator[Finding]:
    for done in failing(report, spec):
        left, right = (done.left, done.left_total), (done.right, done.right_total)
        if spec.relation == "<=":  # a sum tells it the other way round
            left, right = right, left
        yield _found(
            right[0][0].place,
            tuple(addend.place for addend in left[0]),
            (done,),
            left=left[1],
            right=right[1],
            difference=abs(left[1] - right[1]),
        )


def _date_limit(report: Report, spec: DateLimit) -> Iterator[Finding]:
    if report.fiscal_year is None:
        return
    following = report.fiscal_year + 1
    earliest, latest = _day(following, spec.earliest), _day(following, spec.latest)
    for stated in report.published[:1]:
        day = date.fromisoformat(stated.value)
        if (earliest and day < earliest) or (latest and day > latest):
            yield _found(
                stated.place,
                date=stated.value,
                earliest=earliest.isoformat() if earliest else "",
                latest=latest.isoformat() if latest else "",
            )


def _day(year: int, text: str | None) -> date | None:
    return date.fromisoformat(f"{year}-{text}") if text else None


def _cross_reference(report: Report, spec: CrossReference) -> Iterator[Finding]:
    table, row, column = cell_path(spec.cell)
    found = report.table(table)
    value = found.value(row, column) if found else None
    if found is None or value is None or not _outside(value, spec.least, spec.most):
        return
    for passage in _passages(report, spec.scope):
        for word in spec.words:
            start = passage.text.find(word)
            if start >= 0:
                yield _found(
                    passage.place(start, start + len(word)),
                    (found.place(row, column),),
                    word=word,
                    value=value,
                    least=_bound(spec.least),
                    most=_bound(spec.most),
                )
                return


def _claim_count(view: View, spec: ClaimCount) -> Iterator[Finding]:
    found = [claim for claim in view.derive(claimed) if claim.kind == spec.claim and claim.comparable]
    least, most = _bound(spec.least), _bound(spec.most)
    if not found and not spec.optional:
        yield _found(view.report.place(), value=Text("（没有写）", "(not stated)"), least=least, most=most)
    for claim in found:
        if claim.value is not None and _outside(claim.value, spec.least, spec.most):
            yield _found(claim.place(), value=claim.value, least=least, most=most)


Run = Callable[[View, Check], Iterator[Finding]]


def _typed(kind: type[C], run: Callable[[Report, C], Iterator[Finding]]) -> Run:
    """The check of a kind that needs the report only."""
    return _viewed(kind, lambda view, spec: run(view.report, spec))


def _viewed(kind: type[C], run: Callable[[View, C], Iterator[Finding]]) -> Run:
    def checked(view: View, spec: Check) -> Iterator[Finding]:
        if not isinstance(spec, kind):
            raise TypeError(f"{kind.__name__} expected")
        return run(view, spec)

    return checked


_RUN: Mapping[type[Check], Run] = {
    RequiredSection: _typed(RequiredSection, _required_section),
    RequiredText: _typed(RequiredText, _required_text),
    ForbiddenText: _typed(ForbiddenText, _forbidden_text),
    TextLength: _typed(TextLength, _text_length),
    CellCondition: _typed(CellCondition, _cell_condition),
    Equation: _typed(Equation, _equation),
    DateLimit: _typed(DateLimit, _date_limit),
    CrossReference: _typed(CrossReference, _cross_reference),
    ClaimCount: _viewed(ClaimCount, _claim_count),
}
