"""What rules yield (`Finding`), and what a run makes of it (`Diagnostic`, `Incident`, `Run`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Arg, Text
from gongkai.instrument import Cite
from gongkai.place import Place
from gongkai.report import Body

__all__ = [
    "EXIT_CODES",
    "SEVERITIES",
    "Acceptance",
    "Addend",
    "Alternative",
    "Checked",
    "Diagnostic",
    "Finding",
    "Incident",
    "Outcome",
    "Proposal",
    "Run",
    "Severity",
    "Sum",
    "Tally",
    "by_document",
    "by_path",
    "exit_code",
]

Severity = Literal["info", "warning", "error"]
"""How sure a rule is: an error breaks format, law or arithmetic; a warning is probable; an info is advice."""
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""From weakest to strongest."""

Outcome = Literal["ok", "findings", "config-error", "incomplete", "empty"]
EXIT_CODES: dict[Outcome, int] = {"ok": 0, "findings": 1, "config-error": 2, "incomplete": 3, "empty": 4}


class Addend(Struct, frozen=True):
    """A term of a sum: its value (None where it is not a number) and its place."""

    value: Decimal | None
    place: Place


class Sum(Struct, frozen=True, kw_only=True):
    """An equation as it stands in the report: the two sides, and what they come to."""

    name: Text
    left: tuple[Addend, ...]
    right: tuple[Addend, ...]
    left_total: Decimal
    right_total: Decimal
    relation: Literal["=", ">="] = "="


class Proposal(Struct, frozen=True):
    """What one cell would have to be: never a fix, only for a person to check. `current` is what is printed;
    `reason` says how the mistake may have come about, where that can be seen."""

    place: Place
    current: str
    proposed: Decimal
    reason: Text | None = None


class Alternative(Struct, frozen=True):
    """Proposals that belong together: all of them, or none. `best` is true for those that nothing is better than."""

    proposals: tuple[Proposal, ...]
    best: bool = True


class Finding(Struct, frozen=True):
    """What a rule yields: which of its messages, filled with what, at which places. Nothing else.

    `key` names one of the rule's messages; `args` fill its fields. `related` are further places that belong to
    the fault, `sums` the arithmetic behind it, `candidates` what would mend it, the most plausible first. `private`
    are values of the report, such as an identity number, that no output may show: the engine masks them in every
    finding of the report. `at_most` is for a finding that is less sure than its rule usually is: it is told no louder
    than that.
    """

    key: str
    place: Place
    args: Mapping[str, Arg] = {}
    related: tuple[Place, ...] = ()
    sums: tuple[Sum, ...] = ()
    candidates: tuple[Alternative, ...] = ()
    private: tuple[str, ...] = ()
    at_most: Severity = "error"


class Acceptance(Struct, frozen=True, kw_only=True):
    """Why a finding does not count: someone answered for it (a suppression), or it is old (a baseline).

    Dates are as written, YYYY-MM-DD. `ground` is the legal ground, where one was given.
    """

    by: Literal["suppression", "baseline"]
    reason: str
    approver: str | None = None
    date: str | None = None
    expires: str | None = None
    ground: str | None = None


class Diagnostic(Struct, frozen=True, kw_only=True):
    """A finding with all that its reader needs: rule, severity, words, law, file and places.

    `fingerprint` is its stable name in a run; `accepted` says why it does not count, if so.
    """

    rule: str
    name: str
    severity: Severity
    message: Text
    advice: Text
    basis: tuple[Cite, ...]
    path: str
    place: Place
    related: tuple[Place, ...] = ()
    sums: tuple[Sum, ...] = ()
    candidates: tuple[Alternative, ...] = ()
    key: str = ""
    fingerprint: str = ""
    accepted: Acceptance | None = None

    @property
    def sort_key(self) -> tuple[str, tuple[int, ...], str, str, str]:
        """Path, position, rule: the order of every output."""
        return (self.path, self.place.at.sort_key(), self.rule, self.place.where.path, self.message.en)


class Incident(Struct, frozen=True, kw_only=True):
    """Something that was not checked, and why. `code` is a GK9xx id."""

    code: str
    message: Text
    advice: Text | None = None
    path: str | None = None
    rule: str | None = None
    plugin: str | None = None


class Checked(Struct, frozen=True, kw_only=True):
    """One document of a run. Fields are None where the document could not be understood; `rules` are the ids of
    those that applied to it."""

    path: str
    format: str | None = None
    standard: str | None = None
    fiscal_year: int | None = None
    agency: str | None = None
    body: Body = Body()
    fidelity: float | None = None
    rules: tuple[str, ...] = ()

    @property
    def rules_applied(self) -> int:
        return len(self.rules)


class Tally(Struct, frozen=True, kw_only=True):
    """The counts of a run or of a part of it, and what they come to. `applied` says whether any rule applied to any
    document, `missed` counts what was not checked, `nothing` that there was nothing to check."""

    documents: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    accepted: int = 0
    missed: int = 0
    nothing: int = 0
    applied: bool = False

    def plus(self, other: Tally) -> Tally:
        """The counts of both parts."""
        return Tally(
            documents=self.documents + other.documents, errors=self.errors + other.errors,
            warnings=self.warnings + other.warnings, infos=self.infos + other.infos,
            accepted=self.accepted + other.accepted, missed=self.missed + other.missed,
            nothing=self.nothing + other.nothing, applied=self.applied or other.applied,
        )  # fmt: skip

    def outcome(self, fail_level: Severity, max_warnings: int | None) -> Outcome:
        """What was not checked is louder than what was found wrong."""
        if self.missed or self.nothing:
            return "incomplete" if self.missed else "empty"
        if not self.applied:
            return "empty"
        counts = {"info": self.infos, "warning": self.warnings, "error": self.errors}
        failing = SEVERITIES[SEVERITIES.index(fail_level) :]
        fails = any(counts[level] for level in failing)
        return "findings" if fails or (max_warnings is not None and self.warnings > max_warnings) else "ok"


class Run(Struct, frozen=True, kw_only=True):
    """Everything one run produced, sorted by path, position and rule.

    `diagnostics` are the findings that count, `accepted` those that were suppressed or are in the baseline. More
    than `max_warnings` warnings fail the run; with `exit_zero`, findings do not.
    """

    documents: tuple[Checked, ...]
    diagnostics: tuple[Diagnostic, ...]
    incidents: tuple[Incident, ...]
    accepted: tuple[Diagnostic, ...] = ()
    fail_level: Severity = "error"
    max_warnings: int | None = None
    exit_zero: bool = False

    @property
    def tally(self) -> Tally:
        nothing = sum(1 for incident in self.incidents if incident.code == "GK907")
        return Tally(
            documents=len(self.documents),
            errors=self.count("error"),
            warnings=self.count("warning"),
            infos=self.count("info"),
            accepted=len(self.accepted),
            missed=len(self.incidents) - nothing,
            nothing=nothing,
            applied=any(document.rules_applied for document in self.documents),
        )

    @property
    def outcome(self) -> Outcome:
        return self.tally.outcome(self.fail_level, self.max_warnings)

    @property
    def exit_code(self) -> int:
        return exit_code(self.outcome, exit_zero=self.exit_zero)

    @property
    def everything(self) -> tuple[Diagnostic, ...]:
        """The findings that count and those that were accepted, in the order of every output."""
        return tuple(sorted((*self.diagnostics, *self.accepted), key=lambda d: d.sort_key))

    def count(self, severity: Severity) -> int:
        return sum(1 for diagnostic in self.diagnostics if diagnostic.severity == severity)


_Of = TypeVar("_Of", Diagnostic, Incident)


def by_path(values: Iterable[_Of]) -> dict[str, list[_Of]]:
    """Diagnostics or incidents by the path they are about ("": none), in their order: to be asked once, where a run
    has thousands of documents."""
    groups: dict[str, list[_Of]] = {}
    for value in values:
        groups.setdefault(value.path or "", []).append(value)
    return groups


def by_document(run: Run) -> Iterator[Run]:
    """A run for each document, and one for what belongs to none (the last)."""
    found, accepted, missed = by_path(run.diagnostics), by_path(run.accepted), by_path(run.incidents)
    for checked in run.documents:
        # Of two documents of one path the first takes all: which is whose cannot be told.
        yield replace(
            run,
            documents=(checked,),
            diagnostics=tuple(found.pop(checked.path, ())),
            accepted=tuple(accepted.pop(checked.path, ())),
            incidents=tuple(missed.pop(checked.path, ())),
        )
    paths = {checked.path for checked in run.documents}
    yield replace(
        run,
        documents=(),
        diagnostics=tuple(d for d in run.diagnostics if d.path not in paths),
        accepted=tuple(d for d in run.accepted if d.path not in paths),
        incidents=tuple(i for i in run.incidents if i.path not in paths),
    )


def exit_code(outcome: Outcome, *, exit_zero: bool = False) -> int:
    """The exit code of an outcome; with `exit_zero`, findings do not fail."""
    return 0 if outcome == "findings" and exit_zero else EXIT_CODES[outcome]
