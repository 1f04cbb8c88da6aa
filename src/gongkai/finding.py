"""What rules yield (`Finding`), and what a run makes of it (`Diagnostic`, `Incident`, `Run`)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from gongkai.bilingual import Arg, Text
from gongkai.instrument import Cite
from gongkai.place import Place

__all__ = [
    "EXIT_CODES",
    "SEVERITIES",
    "Addend",
    "Checked",
    "Diagnostic",
    "Finding",
    "Incident",
    "Outcome",
    "Run",
    "Severity",
    "Sum",
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


class Finding(Struct, frozen=True):
    """What a rule yields: which of its messages, filled with what, at which places. Nothing else.

    `key` names one of the rule's messages; `args` fill its fields. `related` are further places that belong to
    the fault, `sums` the arithmetic behind it.
    """

    key: str
    place: Place
    args: Mapping[str, Arg] = {}
    related: tuple[Place, ...] = ()
    sums: tuple[Sum, ...] = ()


class Diagnostic(Struct, frozen=True, kw_only=True):
    """A finding with all that its reader needs: rule, severity, words, law, file and places."""

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
    key: str = ""


class Incident(Struct, frozen=True, kw_only=True):
    """Something that was not checked, and why. `code` is a GK9xx id."""

    code: str
    message: Text
    advice: Text | None = None
    path: str | None = None
    rule: str | None = None
    plugin: str | None = None


class Checked(Struct, frozen=True, kw_only=True):
    """One document of a run. Fields are None where the document could not be understood."""

    path: str
    format: str | None = None
    standard: str | None = None
    fiscal_year: int | None = None
    agency: str | None = None
    fidelity: float | None = None
    rules_applied: int = 0


class Run(Struct, frozen=True, kw_only=True):
    """Everything one run produced, sorted by path, position and rule."""

    documents: tuple[Checked, ...]
    diagnostics: tuple[Diagnostic, ...]
    incidents: tuple[Incident, ...]
    fail_level: Severity = "error"

    @property
    def outcome(self) -> Outcome:
        """What was not checked is louder than what was found wrong."""
        if self.incidents:
            return "incomplete" if any(i.code != "GK907" for i in self.incidents) else "empty"
        if not any(document.rules_applied for document in self.documents):
            return "empty"
        failing = SEVERITIES[SEVERITIES.index(self.fail_level) :]
        return "findings" if any(d.severity in failing for d in self.diagnostics) else "ok"

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.outcome]

    def count(self, severity: Severity) -> int:
        return sum(1 for diagnostic in self.diagnostics if diagnostic.severity == severity)
