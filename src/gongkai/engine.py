"""Running rules over reports. Rules are called here and nowhere else, each in its own try."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.errors import GongkaiError, PluginError, ReadError
from gongkai.finding import SEVERITIES, Checked, Diagnostic, Finding, Incident, Run, Severity
from gongkai.fingerprint import fingerprints
from gongkai.guard import Overtime, caught_output, turns
from gongkai.instrument import Cite, Instrument, due
from gongkai.kin import NO_KIN, Kin
from gongkai.load import Loader
from gongkai.privacy import conceal
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.rule import Facts, Rule, View
from gongkai.selection import Chosen
from gongkai.unchecked import blank_form, crashed, not_understood, nothing, printing, reader_failed, too_slow

__all__ = ["Outcome", "check_report", "check_source", "diagnose", "finish", "joined", "relate"]


# A rule takes a few milliseconds for a report; one that takes this long hangs.
RULE_SECONDS = 20.0
# What a rule that asks for sets of reports may take besides for each report in them: it is loaded and looked at.
SET_SECONDS = 0.2


class Outcome(Struct, frozen=True):
    """What came of one document. `report` is None where it could not be understood; `private` are values in it that
    no output may show."""

    checked: Checked
    diagnostics: tuple[Diagnostic, ...] = ()
    incidents: tuple[Incident, ...] = ()
    report: Report | None = None
    private: tuple[str, ...] = ()


def check_source(
    source: Source,
    loader: Loader,
    chosen: Sequence[Chosen],
    min_fidelity: float = 0.0,
    instruments: Mapping[str, Instrument] = MappingProxyType({}),
) -> Outcome:
    """Read one source and run the rules over it. A source that cannot be read becomes an incident."""
    try:
        report = loader.load(source)
    except ReadError as error:
        incident = Incident(code=error.code, message=error.message, advice=error.advice, path=source.path)
        return Outcome(Checked(path=source.path), incidents=(incident,))
    except GongkaiError:
        raise
    except Exception as error:  # a reader's bug must not stop the other files
        return Outcome(Checked(path=source.path), incidents=(reader_failed(source.path, error),))
    return check_report(report, chosen, min_fidelity, instruments)


def check_report(
    report: Report,
    chosen: Sequence[Chosen],
    min_fidelity: float = 0.0,
    instruments: Mapping[str, Instrument] = MappingProxyType({}),
) -> Outcome:
    """Run the rules over one report. Of what they cite, `instruments` not in force for its year are left out.

    An empty form is no report: every rule would find fault with it, so it is said to be one and nothing else.
    """
    if report.is_blank_form:
        checked = Checked(path=report.path, format=report.format, standard=report.standard.id)
        return Outcome(checked, incidents=(blank_form(report),))
    outcome = relate(report, chosen, NO_KIN, instruments)
    if report.fidelity.score < min_fidelity:
        return replace(outcome, incidents=(*outcome.incidents, not_understood(report)))
    return outcome


def relate(
    report: Report,
    chosen: Sequence[Chosen],
    kin: Kin,
    instruments: Mapping[str, Instrument] = MappingProxyType({}),
    private: Iterable[str] = (),
) -> Outcome:
    """Run the rules that have what they need: the report, and of the reports beside it those that they ask for.

    `private` are values of the other reports that no output may show.
    """
    diagnostics: list[Diagnostic] = []
    incidents: list[Incident] = []
    hidden = set(private)
    facts = Facts(report)
    applied: list[str] = []
    with caught_output() as output, turns(RULE_SECONDS) as turn:
        for each in chosen:
            rule = each.rule
            if not rule.judges(report, kin):
                continue
            applied.append(rule.id)
            try:
                turn.seconds = _seconds(rule, kin)
                turn.running = each
                for finding in rule.check(View(report, each.options, facts, kin)):
                    hidden.update(finding.private)
                    told = diagnose(finding, rule, each.severity, report.path)
                    diagnostics.append(replace(told, basis=_in_force(told.basis, report, instruments)))
                turn.running = None
            except Overtime:
                incidents.append(too_slow(rule, report.path, _seconds(rule, kin)))
            except (Exception, SystemExit) as error:
                turn.running = None
                incidents.append(crashed(rule, report.path, error))
            if output.text:
                incidents.append(printing(rule, report.path, output.take()))
    checked = Checked(
        path=report.path,
        format=report.format,
        standard=report.standard.id,
        fiscal_year=report.fiscal_year,
        agency=report.agency.value if report.agency else None,
        body=report.body,
        fidelity=report.fidelity.score,
        rules=tuple(applied),
    )
    # A private value stands in the excerpts of other rules' findings as well.
    return Outcome(checked, conceal(diagnostics, hidden), tuple(incidents), report, tuple(sorted(hidden)))


def joined(first: Outcome, second: Outcome) -> Outcome:
    """What came of one document in two parts: its own rules here, others elsewhere or beside other reports."""
    private = (*first.private, *second.private)
    return replace(
        first,
        checked=replace(first.checked, rules=tuple(sorted((*first.checked.rules, *second.checked.rules)))),
        diagnostics=conceal((*first.diagnostics, *second.diagnostics), private),
        incidents=(*first.incidents, *second.incidents),
        private=private,
    )


def diagnose(finding: Finding, rule: Rule, severity: Severity, path: str) -> Diagnostic:
    """A finding with its rule's words, its private values masked.

    Raises PluginError for a message or argument that the rule does not have.
    """
    if finding.key not in rule.messages:
        raise PluginError(
            Text(
                zh=f"没有“{finding.key}”这条信息，可用：{'、'.join(rule.messages)}",
                en=f"no message “{finding.key}”; there are {', '.join(rule.messages)}",
            )
        )
    try:
        message = rule.messages[finding.key].fill(finding.args)
    except KeyError as error:
        field = f"{{{error.args[0]}}}"
        raise PluginError(
            Text(
                zh=f"信息“{finding.key}”里有 {field}，Finding 的参数里没有",
                en=f"message “{finding.key}” asks for {field}, which the finding does not give",
            )
        ) from error
    told = Diagnostic(
        rule=rule.id,
        name=rule.name,
        severity=min(severity, finding.at_most, key=SEVERITIES.index),
        key=finding.key,
        message=message,
        advice=rule.advice.fill(finding.args),
        basis=rule.basis,
        path=path,
        place=finding.place,
        related=finding.related,
        sums=finding.sums,
        candidates=finding.candidates,
    )
    return conceal((told,), finding.private)[0]


def _in_force(basis: tuple[Cite, ...], report: Report, instruments: Mapping[str, Instrument]) -> tuple[Cite, ...]:
    """The citations that hold for the report: of instruments in force when reports of its year are due."""
    if report.fiscal_year is None:
        return basis
    day = due(report.fiscal_year)
    return tuple(c for c in basis if c.instrument not in instruments or instruments[c.instrument].in_force(day))


def finish(outcomes: Iterable[Outcome], incidents: Sequence[Incident], fail_level: Severity) -> Run:
    """Put outcomes together in an order that does not depend on how they came."""
    every = sorted(outcomes, key=lambda outcome: outcome.checked.path)
    found = [diagnostic for outcome in every for diagnostic in outcome.diagnostics]
    found.sort(key=lambda d: d.sort_key)
    named = (replace(d, fingerprint=mark) for d, mark in zip(found, fingerprints(found), strict=True))
    missed = [*incidents, *(incident for outcome in every for incident in outcome.incidents)]
    if not every and not missed:
        missed = [nothing()]
    missed.sort(key=lambda i: (i.path or "", i.plugin or "", i.code, i.rule or ""))
    return Run(
        documents=tuple(outcome.checked for outcome in every),
        diagnostics=tuple(named),
        incidents=tuple(missed),
        fail_level=fail_level,
    )


def _seconds(rule: Rule, kin: Kin) -> float:
    """How many seconds a rule may take."""
    if not rule.asks:
        return RULE_SECONDS
    beside = len(kin.children) + len(kin.children_before) if "children" in rule.asks else 0
    beside += len(kin.siblings) if "siblings" in rule.asks else 0
    return RULE_SECONDS + SET_SECONDS * beside
