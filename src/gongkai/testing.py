"""For authors of rules: run a rule on its examples, or on reports made in a line, without files."""

from __future__ import annotations

from typing import Unpack

from msgspec.structs import replace as changed

from gongkai.bilingual import Text
from gongkai.engine import diagnose
from gongkai.finding import Diagnostic
from gongkai.kin import NO_KIN, Kin, ReportSet
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.rule import Changes, Example, Rule, Valid, View
from gongkai.specimen import example_standard, write_example

__all__ = ["example_fault", "kin", "report", "run_rule"]

_NOT_JUDGED = Text(
    zh="这条规则不适用于这份报告，或者缺少它要对照的别的报告",
    en="the rule does not apply to this report, or asks for others beside it",
)


def report(
    example: Example | None = None, *, catalogue: Catalogue | None = None, **changes: Unpack[Changes]
) -> Report:
    """A report made from an example, or from the arguments of `Valid`, through the real reader and recognizer."""
    return _made(example or Valid(**changes), catalogue or collect(), "example.txt")


def kin(example: Example, *, catalogue: Catalogue | None = None) -> Kin:
    """The reports beside an example. Without a year of their own they are of the year that fits: last year's report
    is of the year before the example's."""
    every = catalogue or collect()
    year = _year(example, every)

    def beside(other: Example, name: str, back: int = 0) -> Report:
        dated = other if other.year or other.source else changed(other, year=year - back)
        # What is last year's is the same body's.
        if back and not other.agency and name == "previous":
            dated = changed(dated, agency=example.agency)
        return _made(dated, every, f"{name}.txt")

    def several(others: tuple[Example, ...], name: str, back: int = 0) -> list[Report]:
        return [beside(other, f"{name}-{n}", back) for n, other in enumerate(others, 1)]

    siblings = several(example.siblings, "sibling")
    return Kin(
        previous=beside(example.previous, "previous", 1) if example.previous else None,
        parent=beside(example.parent, "parent") if example.parent else None,
        children=ReportSet.of(several(example.children, "child")),
        children_before=ReportSet.of(several(example.children_before, "child-before", 1)),
        siblings=ReportSet.of([_made(example, every, "example.txt"), *siblings] if siblings else []),
        missing=example.missing,
        complete=example.complete,
    )


def _year(example: Example, every: Catalogue) -> int:
    return example.year or _made(example, every, "example.txt").fiscal_year or 0


def _made(example: Example, every: Catalogue, path: str) -> Report:
    spec = example_standard(example, every.standards)
    data = write_example(example, spec).encode()
    named = example.form.id if example.form else example.standard or None
    known = {**every.standards, spec.id: spec}
    loader = Loader(readers=every.readers, standards=known, format="text", standard=named)
    about = loader.load(Source(path, data))
    if example.file_format or example.readings:
        about = changed(about, format=example.file_format or about.format, readings=example.readings)
    return about


def run_rule(
    rule: Rule, about: Report, beside: Kin = NO_KIN, **options: bool | float | str | tuple[str, ...]
) -> tuple[Diagnostic, ...]:
    """What one rule finds in a report beside others, with its default options and those given."""
    defaults = {option.name: option.default for option in rule.options}
    view = View(about, {**defaults, **options}, kin=beside)
    return tuple(diagnose(finding, rule, rule.severity, about.path) for finding in rule.check(view))


def example_fault(rule: Rule, example: Example, catalogue: Catalogue) -> Text | None:
    """Why an example does not show what it says; None when it does.

    A Valid example must give no finding; an Invalid one must give some, with the message keys and at the logical
    paths it names, no more and no fewer.
    """
    about, beside = report(example, catalogue=catalogue), kin(example, catalogue=catalogue)
    if not rule.judges(about, beside):
        return None if example.valid else _NOT_JUDGED
    found = run_rule(rule, about, beside)
    zh = "；".join(f"{d.key}（{d.place.where.path or '整份报告'}）{d.message.zh}" for d in found)
    en = "; ".join(f"{d.key} at {d.place.where.path or '(report)'}: {d.message.en}" for d in found)
    if example.valid:
        return Text(zh=f"不该有的发现：{zh}", en=f"found what it should not: {en}") if found else None
    if not found:
        return Text(zh="什么也没有发现", en="found nothing")
    for what, given, own in (
        (Text("信息", "messages"), example.keys, [d.key for d in found]),
        (Text("位置", "places"), example.at, [d.place.where.path for d in found]),
    ):
        if given and sorted(own) != sorted(given):
            wanted = sorted(given)
            return Text(zh=f"{what.zh}应为 {wanted}，发现：{zh}", en=f"expected {what.en} {wanted}, found: {en}")
    return None
