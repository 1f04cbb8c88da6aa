"""`--format summary`: a run of many documents at a glance. Every document that was not checked whole, with the reason,
then counts by rule, year, region and kind, and each body with its most frequent rules."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.finding import Run
from gongkai.formatter import Rendering
from gongkai.formatters.cells import visible
from gongkai.formatters.records import DocumentRecord, FindingRecord, records
from gongkai.formatters.statistics.tables import NOT_CHECKED, headline, tables
from gongkai.formatters.statistics.text import lines_of
from gongkai.formatters.text import Line, printed
from gongkai.statistics import Accepted, Dimension, Document, Found, Opened, Result, tally

__all__ = ["render"]

_BY: tuple[Dimension, ...] = ("rule", "year", "region", "kind", "body")


def render(run: Run, rendering: Rendering) -> str:
    return printed(_lines(run, rendering), rendering)


def _lines(run: Run, rendering: Rendering) -> Iterator[Line]:
    lang = rendering.lang
    for incident in run.incidents:
        words = f"{incident.code} {incident.message.of(lang)}"
        yield (
            (f" {NOT_CHECKED.of(lang)} ", "incomplete"), (f" {visible(incident.path or '')}", "path"),
            (f"  {visible(words)}", ""),
        )  # fmt: skip
    if run.incidents:
        yield ()
    found = tally(_results(run, rendering), crossed=True)
    yield ((headline(found, lang), "rule"),)
    for table in tables(found, _BY, 0, lang):
        if len(table.rows) > 1 or table.dimension in ("rule", "body"):
            yield ()
            yield from lines_of(table, rendering)


def _results(run: Run, rendering: Rendering) -> Iterator[Result]:
    """The run as its results would be read."""
    yield Opened()
    for each in records(run, rendering):
        if isinstance(each, DocumentRecord):
            yield Document(
                path=each.path, agency=each.agency, body=each.body, fiscal_year=each.fiscal_year, complete=each.complete,
                rules=each.rules, errors=each.errors, warnings=each.warnings, infos=each.infos, accepted=each.accepted,
            )  # fmt: skip
        elif isinstance(each, FindingRecord):
            yield Found(
                path=each.path,
                rule=each.rule,
                name=each.name,
                severity=each.severity,
                suppressed=Accepted(each.suppressed.by) if each.suppressed else None,
                agency=each.agency,
            )
