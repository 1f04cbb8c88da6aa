"""Statistics for programs: JSON (`urn:gongkai:schema:statistics:1`), and CSV for spreadsheets. Nothing is left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from gongkai.finding import Severity
from gongkai.formatters.statistics.tables import label
from gongkai.lang import Lang
from gongkai.statistics import Dimension, Frequency, Gap, Group, Statistics

__all__ = ["StatisticsWire", "as_csv", "as_json"]


class _Wire(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class GroupWire(_Wire, frozen=True, kw_only=True):
    """Reports that have a year, region, kind of body or body in common; `key` is null where it is not known. `unread`
    reports were not checked at all, `incomplete` ones (which hold them) not whole. `share` is reports with findings of
    those checked, `per_100` findings on 100 checked reports; null where none was checked."""

    key: str | None
    label: str
    documents: int
    checked: int
    incomplete: int
    unread: int
    with_findings: int
    findings: int
    errors: int
    warnings: int
    infos: int
    accepted: int
    share: float | None
    per_100: float | None


class FrequencyWire(_Wire, frozen=True, kw_only=True):
    """How often a rule or severity was found. `share` is of the checked reports, `of_findings` of all findings."""

    key: str
    name: str
    severity: Severity
    findings: int
    documents: int
    accepted: int
    share: float | None
    of_findings: float | None


class NotCheckedWire(_Wire, frozen=True, kw_only=True):
    """What is missing from the figures. `examples` are the first reports that were not checked whole, `general` what
    concerns whole runs; `faults` the first of `faulty` things in the results that could not be counted."""

    documents: int
    unread: int
    reasons: tuple[Gap, ...]
    examples: tuple[str, ...]
    general: tuple[str, ...]
    repeated: int
    faulty: int
    faults: tuple[str, ...]


class StatisticsWire(_Wire, frozen=True, kw_only=True):
    """The whole output. What was not asked for is empty."""

    version: Literal[1]
    results: int
    not_checked: NotCheckedWire
    total: GroupWire
    severity: tuple[FrequencyWire, ...]
    rule: tuple[FrequencyWire, ...]
    year: tuple[GroupWire, ...]
    region: tuple[GroupWire, ...]
    kind: tuple[GroupWire, ...]
    body: tuple[GroupWire, ...]


def wire(found: Statistics, by: Collection[Dimension], lang: Lang) -> StatisticsWire:
    """The statistics as the JSON output's types."""

    def groups(dimension: Dimension) -> tuple[GroupWire, ...]:
        every = found.groups[dimension] if dimension in by else ()
        return tuple(_group(each, label(dimension, each.key, lang)) for each in every)

    total = found.total
    count = total.findings
    return StatisticsWire(
        version=1,
        results=found.results,
        not_checked=NotCheckedWire(
            documents=total.incomplete, unread=total.unread, reasons=found.gaps, examples=found.unchecked,
            general=found.general, repeated=found.repeated, faulty=found.faulty,
            faults=tuple(
                f"{each.source}{f':{each.line}' if each.line else ''}: {each.message.of(lang)}" for each in found.faults
            ),
        ),
        total=_group(total, ""),
        severity=tuple(_frequency(each, total, count) for each in found.severities) if "severity" in by else (),
        rule=tuple(_frequency(each, total, count) for each in found.rules) if "rule" in by else (),
        year=groups("year"), region=groups("region"), kind=groups("kind"), body=groups("body"),
    )  # fmt: skip


def _group(group: Group, words: str) -> GroupWire:
    return GroupWire(
        key=group.key, label=words, documents=group.documents, checked=group.checked, incomplete=group.incomplete,
        unread=group.unread, with_findings=group.with_findings, findings=group.findings, errors=group.errors,
        warnings=group.warnings, infos=group.infos, accepted=group.accepted,
        share=_rounded(group.share), per_100=_rounded(group.rate),
    )  # fmt: skip


def _frequency(each: Frequency, total: Group, count: int) -> FrequencyWire:
    return FrequencyWire(
        key=each.key, name=each.name, severity=each.severity, findings=each.findings, documents=each.documents,
        accepted=each.accepted,
        share=_rounded(each.documents / total.checked if total.checked else None),
        of_findings=_rounded(each.findings / count if count else None),
    )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def as_json(found: Statistics, by: Collection[Dimension], lang: Lang) -> str:
    return msgspec.json.format(msgspec.json.encode(wire(found, by, lang)), indent=2).decode() + "\n"


_FIELDS = (
    "by", "key", "label", "severity", "documents", "checked", "incomplete", "unread", "with_findings", "findings",
    "errors", "warnings", "infos", "accepted", "share", "per_100", "of_findings",
)  # fmt: skip


def as_csv(found: Statistics, by: Collection[Dimension], lang: Lang) -> str:
    """One row a group, `by` says of what; the first rows are the total and what was not checked. It begins with a byte
    order mark, without which Excel takes Chinese for something else."""
    file = io.StringIO()
    table = csv.DictWriter(file, _FIELDS, restval="", lineterminator="\r\n")
    table.writeheader()
    for row in _rows(wire(found, by, lang)):
        table.writerow({key: _safe(value) for key, value in row.items() if key in _FIELDS})
    return "\ufeff" + file.getvalue()


def _rows(told: StatisticsWire) -> Iterator[dict[str, object]]:
    yield {"by": "total", **msgspec.to_builtins(told.total)}
    for reason in told.not_checked.reasons:
        yield {"by": "not_checked", "key": reason.code, "documents": reason.documents, "incomplete": reason.count}
    for dimension in ("severity", "rule", "year", "region", "kind", "body"):
        for each in getattr(told, dimension):
            row: dict[str, object] = msgspec.to_builtins(each)
            yield {"by": dimension, **row, "label": row.get("label", row.get("name"))}


def _safe(value: object) -> object:
    """A text that no spreadsheet takes for a formula: names come from reports."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
