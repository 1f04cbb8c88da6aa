"""`--format json`: everything a run produced, for programs. Its schema is `urn:gongkai:schema:output:1`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from gongkai.bilingual import Text
from gongkai.finding import Checked, Incident, Outcome, Run, Tally
from gongkai.formatter import Rendering
from gongkai.formatters.finding_json import FindingWire, Wire, finding
from gongkai.lang import Lang
from gongkai.report import Body

__all__ = [
    "DocumentWire",
    "IncompleteWire",
    "OutputWire",
    "SummaryWire",
    "document",
    "incidents",
    "output",
    "render",
    "summary",
]


class DocumentWire(Wire, frozen=True, kw_only=True):
    """A document of the run; fields are null where it could not be understood."""

    path: str
    format: str | None
    standard: str | None
    fiscal_year: int | None
    agency: str | None
    body: Body
    fidelity: float | None


class IncompleteWire(Wire, frozen=True, kw_only=True):
    """Something that was not checked."""

    code: str
    path: str | None
    rule: str | None
    plugin: str | None
    message: str


class SummaryWire(Wire, frozen=True, kw_only=True):
    """Counts of the run."""

    documents: int
    errors: int
    warnings: int
    infos: int
    suppressed: int


class OutputWire(Wire, frozen=True, kw_only=True):
    """The whole output."""

    version: Literal[1]
    exit_code: int
    outcome: Outcome
    documents: tuple[DocumentWire, ...]
    findings: tuple[FindingWire, ...]
    incomplete: tuple[IncompleteWire, ...]
    summary: SummaryWire


def output(run: Run, lang: Lang) -> OutputWire:
    """The run as the JSON output's types."""
    return OutputWire(
        version=1,
        exit_code=run.exit_code,
        outcome=run.outcome,
        documents=tuple(map(document, run.documents)),
        findings=tuple(finding(d, lang) for d in run.everything),
        incomplete=incidents(run.incidents, lang),
        summary=summary(run.tally),
    )


def summary(tally: Tally) -> SummaryWire:
    """The counts as the JSON output's type."""
    return SummaryWire(
        documents=tally.documents, errors=tally.errors, warnings=tally.warnings, infos=tally.infos,
        suppressed=tally.accepted,
    )  # fmt: skip


def document(checked: Checked) -> DocumentWire:
    """A document as the JSON output's type."""
    return DocumentWire(
        path=checked.path, format=checked.format, standard=checked.standard,
        fiscal_year=checked.fiscal_year, agency=checked.agency, body=checked.body, fidelity=checked.fidelity,
    )  # fmt: skip


def incidents(missed: Iterable[Incident], lang: Lang) -> tuple[IncompleteWire, ...]:
    """What was not checked, as the JSON output's types."""
    return tuple(_incident(incident, lang) for incident in missed)


def _incident(incident: Incident, lang: Lang) -> IncompleteWire:
    parts: list[Text] = [incident.message] + ([incident.advice] if incident.advice else [])
    return IncompleteWire(
        code=incident.code,
        path=incident.path,
        rule=incident.rule,
        plugin=incident.plugin,
        message=("。" if lang == "zh" else ". ").join(part.of(lang) for part in parts),
    )


def render(run: Run, rendering: Rendering) -> str:
    data = msgspec.json.encode(output(run, rendering.lang))
    return msgspec.json.format(data, indent=2).decode() + "\n"
