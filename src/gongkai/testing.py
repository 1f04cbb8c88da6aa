"""For authors of rules: run a rule on its examples, or on reports made in a line, without files."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace as changed

from gongkai.engine import diagnose
from gongkai.finding import Diagnostic
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.rule import Example, Rule, Valid, View
from gongkai.specimen import example_standard, write_example

__all__ = ["example_fault", "report", "run_rule"]


def report(
    example: Example | None = None,
    *,
    catalogue: Catalogue | None = None,
    standard: str = "",
    year: int | None = None,
    agency: str | None = None,
    cells: Mapping[str, str] | None = None,
    sections: Mapping[str, str] | None = None,
    replace: Mapping[str, str] | None = None,
    source: str | None = None,
) -> Report:
    """A report made from an example, or from the arguments of `Valid`, through the real reader and recognizer."""
    every = catalogue or collect()
    example = example or Valid(
        standard=standard, year=year, agency=agency, cells=cells, sections=sections, replace=replace, source=source
    )
    spec = example_standard(example, every.standards)
    data = write_example(example, spec).encode()
    loader = Loader(
        readers=every.readers, standards=every.standards, format="text", standard=example.standard or None
    )
    about = loader.load(Source("example.txt", data))
    if example.file_format or example.readings:
        about = changed(about, format=example.file_format or about.format, readings=example.readings)
    return about


def run_rule(rule: Rule, about: Report, **options: bool | float | str | tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """What one rule finds in a report, with its default options and those given."""
    defaults = {option.name: option.default for option in rule.options}
    view = View(about, {**defaults, **options})
    return tuple(diagnose(finding, rule, rule.severity, about.path) for finding in rule.check(view))


def example_fault(rule: Rule, example: Example, catalogue: Catalogue) -> str | None:
    """Why an example does not show what it says; None when it does.

    A Valid example must give no finding; an Invalid one must give some, with the message keys and at the logical
    paths it names, no more and no fewer.
    """
    about = report(example, catalogue=catalogue)
    if not rule.applies.to(about):
        return None if example.valid else "the rule does not apply to this report"
    found = run_rule(rule, about)
    told = "; ".join(f"{d.key} at {d.place.where.path or '(report)'}: {d.message.en}" for d in found)
    if example.valid:
        return f"found what it should not: {told}" if found else None
    if not found:
        return "found nothing"
    if example.keys and sorted(d.key for d in found) != sorted(example.keys):
        return f"expected messages {sorted(example.keys)}, found: {told}"
    if example.at and sorted(d.place.where.path for d in found) != sorted(example.at):
        return f"expected places {sorted(example.at)}, found: {told}"
    return None
