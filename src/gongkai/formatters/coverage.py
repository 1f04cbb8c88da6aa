"""The coverage of duties for terminals and as JSON (`urn:gongkai:schema:coverage:1`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Literal

import msgspec
from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.coverage import STATUSES, Coverage, Covered, RuleUse, Status
from gongkai.finding import Outcome
from gongkai.formatter import Rendering, cite
from gongkai.formatters.json import DocumentWire, IncompleteWire, document, incidents
from gongkai.kin import RELATIONS
from gongkai.lang import Lang

__all__ = ["CoverageWire", "as_json", "as_text"]

WORDS: dict[Status, Text] = {
    "failed": Text("不合格", "failed"),
    "not_checked": Text("没有查完", "not checked"),
    "no_rule": Text("没有规则", "no rule"),
    "person": Text("需要人工", "needs a person"),
    "passed": Text("通过", "passed"),
    "not_applicable": Text("不适用", "not applicable"),
}
_MARKS: dict[Status, str] = {
    "failed": "✗", "not_checked": "!", "no_rule": "○", "person": "?", "passed": "✓", "not_applicable": "–",
}  # fmt: skip
_USES = {
    "found": Text("发现{n}处", "{n} found"),
    "advised": Text("提示{n}条", "{n} hint(s)"),
    "crashed": Text("运行出错", "crashed"),
    "not_applicable": Text("不适用", "not applicable"),
    "switched_off": Text("已关闭", "switched off"),
    "preview": Text("预览，未运行", "preview, not run"),
}
_MOST_NAMED = 4


class _Wire(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class DutyWire(_Wire, frozen=True, kw_only=True):
    """One duty and what became of it. `note` says what a person has to do."""

    id: str
    instrument: str
    article: str
    citation: str
    what: str
    status: Status
    rules: tuple[RuleUse, ...]
    note: str | None


class CountsWire(_Wire, frozen=True, kw_only=True):
    """How many duties have each status."""

    failed: int
    not_checked: int
    no_rule: int
    person: int
    passed: int
    not_applicable: int


class CoverageWire(_Wire, frozen=True, kw_only=True):
    """The whole output. `other_findings` counts errors and warnings that belong to none of the duties. Exit code and outcome are those of `gongkai check` on the same file."""

    version: Literal[1]
    exit_code: int
    outcome: Outcome
    document: DocumentWire
    duties: tuple[DutyWire, ...]
    incomplete: tuple[IncompleteWire, ...]
    summary: CountsWire
    other_findings: int


def as_json(coverage: Coverage, rendering: Rendering) -> str:
    lang = rendering.lang
    wire = CoverageWire(
        version=1,
        exit_code=coverage.exit_code,
        outcome=coverage.outcome,
        document=document(coverage.document),
        duties=tuple(_duty(covered, rendering) for covered in coverage.duties),
        incomplete=incidents(coverage.incidents, lang),
        summary=CountsWire(
            failed=coverage.count("failed"), not_checked=coverage.count("not_checked"),
            no_rule=coverage.count("no_rule"), person=coverage.count("person"),
            passed=coverage.count("passed"), not_applicable=coverage.count("not_applicable"),
        ),
        other_findings=coverage.elsewhere,
    )  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(wire), indent=2).decode() + "\n"


def _duty(covered: Covered, rendering: Rendering) -> DutyWire:
    duty = covered.duty
    return DutyWire(
        id=duty.id,
        instrument=duty.cite.instrument,
        article=duty.cite.article,
        citation=cite((duty.cite,), rendering),
        what=duty.what.of(rendering.lang),
        status=covered.status,
        rules=covered.rules,
        note=covered.note.of(rendering.lang) if covered.note else None,
    )


def as_text(coverage: Coverage, rendering: Rendering, paint: Callable[[str, Status], str]) -> str:
    """The duties article by article, then what was not checked, then the counts. `paint` colours a mark and its word."""
    return "\n".join(_lines(coverage, rendering, paint)) + "\n"


def _lines(coverage: Coverage, rendering: Rendering, paint: Callable[[str, Status], str]) -> Iterator[str]:
    lang, about = rendering.lang, coverage.document
    year = about.fiscal_year
    facts = [
        about.agency,
        Text(f"{year}年度", f"fiscal year {year}").of(lang) if year else None,
        about.standard,
    ]
    yield f"{about.path}  {' · '.join(fact for fact in facts if fact)}"
    for citation, group in groupby(coverage.duties, key=lambda covered: cite((covered.duty.cite,), rendering)):
        yield ""
        yield citation
        for covered in group:
            status = covered.status
            words = f"{_MARKS[status]} {WORDS[status].of(lang)}"
            yield f"  {paint(words, status)}  {covered.duty.what.of(lang)}{_rules(covered, lang)}"
            if covered.note:
                yield f"      → {covered.note.of(lang)}"
    yield ""
    for incident in coverage.incidents:
        yield paint(f"{WORDS['not_checked'].of(lang)}  {incident.code}  {incident.message.of(lang)}", "not_checked")
    counts = [(status, coverage.count(status)) for status in STATUSES]
    shown = [paint(f"{WORDS[status].of(lang)} {count}", status) for status, count in counts if count]
    total = Text(f"{len(coverage.duties)}项义务", f"{len(coverage.duties)} duties").of(lang)
    if coverage.elsewhere:
        number = coverage.elsewhere
        yield Text(
            f"另有{number}处错误或警告不属于这些义务，见 gongkai check",
            f"{number} more error(s) or warning(s) belong to none of these duties: see gongkai check",
        ).of(lang)
    yield f"{total}{Text('：', ': ').of(lang)}{Text('，', ', ').of(lang).join(shown)}"


def _rules(covered: Covered, lang: Lang) -> str:
    """The rules behind a status: each that found something or did not run; the others by their ids while they are few."""
    clean = [use.rule for use in covered.rules if use.use == "clean"]
    absent = [use.rule for use in covered.rules if use.use == "not_installed"]
    comma = Text("、", ", ").of(lang)
    parts = []
    for use in covered.rules:
        if use.lacks:
            what = comma.join(RELATIONS[relation].of(lang) for relation in use.lacks)
            parts.append(use.rule + Text(f"（不适用：没有{what}）", f" (not applicable: no {what})").of(lang))
        elif use.use in _USES:
            told = _USES[use.use].fill({"n": use.found}).of(lang)
            parts.append(use.rule + Text(f"（{told}）", f" ({told})").of(lang))
    if len(clean) > _MOST_NAMED:
        named = comma.join(clean[:_MOST_NAMED])
        parts.append(Text(f"{named}等{len(clean)}条规则", f"{named} and {len(clean) - _MOST_NAMED} more").of(lang))
    else:
        parts += clean
    if absent:
        number = len(absent)
        parts.append(Text(f"{number}条规则未安装", f"{number} rule{'s' * (number > 1)} not installed").of(lang))
    return f"  [{comma.join(parts)}]" if parts else ""
