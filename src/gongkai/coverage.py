"""What became of each duty of law and format in one report: kept, broken, not checked, or left to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.duty import Duty
from gongkai.finding import Checked, Diagnostic, Incident, Outcome, Run
from gongkai.instrument import Instrument, due
from gongkai.kin import Relation
from gongkai.report import Report
from gongkai.rule import Rule

__all__ = ["STATUSES", "Coverage", "Covered", "RuleUse", "Status", "cover"]

Status = Literal["failed", "not_checked", "no_rule", "person", "passed", "not_applicable"]
STATUSES: tuple[Status, ...] = ("failed", "not_checked", "no_rule", "person", "passed", "not_applicable")
"""From loudest to quietest. `no_rule`: nothing checks the duty. `not_checked`: rules do, but they did not finish, were
switched off, or did not have the whole report."""

Use = Literal[
    "clean",
    "found",
    "advised",
    "crashed",
    "not_applicable",
    "no_counterpart",
    "switched_off",
    "preview",
    "not_installed",
]


class RuleUse(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one rule did for a duty: `found` so many warnings and errors, or else `advised` so many hints. Advice breaks
    no duty, but a person has to look at it. Findings that someone has accepted count: the duty is broken all the same.
    A rule with `no_counterpart` compares with other reports; `lacks` says which of them were not there.
    """

    rule: str
    use: Use
    found: int = 0
    lacks: tuple[Relation, ...] = ()


class Covered(Struct, frozen=True, kw_only=True):
    """One duty and what became of it; `note` says what a person has to do, or why it is not known."""

    duty: Duty
    status: Status
    rules: tuple[RuleUse, ...] = ()
    note: Text | None = None


class Coverage(Struct, frozen=True, kw_only=True):
    """All duties for one report, in the order of the data. `elsewhere` counts errors and warnings that concern none."""

    document: Checked
    duties: tuple[Covered, ...]
    incidents: tuple[Incident, ...]
    outcome: Outcome
    exit_code: int
    elsewhere: int = 0

    def count(self, status: Status) -> int:
        return sum(covered.status == status for covered in self.duties)


_UNKNOWN_BODY = Text(
    zh="从名称看不出报告单位的类型或级别，请判断是否适用",
    en="The name does not tell what kind of body reports: judge whether this applies",
)


_ADVISED = Text(zh="规则有提示，请核对", en="A rule has a hint: look at it")


def cover(
    report: Report | None,
    run: Run,
    duties: Sequence[Duty],
    rules: Mapping[str, Rule],
    selected: frozenset[str],
    instruments: Mapping[str, Instrument],
) -> Coverage:
    """Hold a finished run over one report against the duties. `rules` are all that are installed, `selected` the ids of
    those that were to run. Without a report (it could not be read) no duty was checked."""
    judged = [Covered(duty=duty, status="not_checked") for duty in duties]
    elsewhere = 0
    if report is not None:
        judge = _Judge(report, run, rules, selected, instruments)
        judged = [judge.covered(duty) for duty in duties]
        concerned = [duty for duty in duties if judge.applies(duty)]
        elsewhere = sum(
            d.severity != "info" and not any(d.rule in duty.rules and _within(d, duty) for duty in concerned)
            for d in run.everything
        )
    return Coverage(
        document=run.documents[0],
        duties=tuple(judged),
        elsewhere=elsewhere,
        incidents=run.incidents,
        outcome=run.outcome,
        exit_code=run.exit_code,
    )


class _Judge:
    def __init__(
        self,
        report: Report,
        run: Run,
        rules: Mapping[str, Rule],
        selected: frozenset[str],
        instruments: Mapping[str, Instrument],
    ) -> None:
        self.report, self.run, self.rules = report, run, rules
        self.selected, self.instruments = selected, instruments
        self.crashed = {incident.rule for incident in run.incidents if incident.rule}

    def covered(self, duty: Duty) -> Covered:
        applies = self.applies(duty)
        if applies is False:
            return Covered(duty=duty, status="not_applicable")
        if applies is None:
            return Covered(duty=duty, status="person", note=_UNKNOWN_BODY)
        uses = tuple(self._use(rule, duty) for rule in duty.rules)
        status = self._status(duty, {use.use for use in uses})
        note = (duty.person or _ADVISED) if status == "person" else None
        return Covered(duty=duty, status=status, rules=uses, note=note)

    def applies(self, duty: Duty) -> bool | None:
        """Whether the duty is for this report; None where the body's name does not tell."""
        year, body = self.report.fiscal_year, self.report.body
        instrument = self.instruments.get(duty.cite.instrument)
        if instrument and year is not None and not instrument.in_force(due(year)):
            return False
        asked = duty.applies
        if not replace(asked, bodies=()).to(self.report):
            return False
        if (asked.bodies and body.kind is None) or (duty.levels and body.level is None):
            return None
        return (not asked.bodies or body.kind in asked.bodies) and (not duty.levels or body.level in duty.levels)

    def _use(self, rule_id: str, duty: Duty) -> RuleUse:
        rule = self.rules.get(rule_id)
        if rule is None:
            return RuleUse(rule=rule_id, use="not_installed")
        if rule_id not in self.selected:
            return RuleUse(rule=rule_id, use="preview" if rule.preview else "switched_off")
        if rule_id in self.crashed:
            return RuleUse(rule=rule_id, use="crashed")
        if not rule.applies.to(self.report) or not rule.has_readings(self.report):
            return RuleUse(rule=rule_id, use="not_applicable")
        if lacks := self._lacks(rule):
            return RuleUse(rule=rule_id, use="no_counterpart", lacks=lacks)
        mine = [d for d in self.run.everything if d.rule == rule_id and _within(d, duty)]
        found = sum(diagnostic.severity != "info" for diagnostic in mine)
        use: Use = "found" if found else "advised" if mine else "clean"
        return RuleUse(rule=rule_id, use=use, found=found or len(mine))

    def _lacks(self, rule: Rule) -> tuple[Relation, ...]:
        """The reports beside this one that a rule asked for and did not get."""
        if not rule.asks or rule.id in self.run.documents[0].rules:
            return ()
        there = {r for name in self.run.documents[0].rules if name in self.rules for r in self.rules[name].asks}
        return tuple(relation for relation in rule.asks if relation not in there)

    def _status(self, duty: Duty, uses: set[Use]) -> Status:
        if "found" in uses:
            return "failed"
        if uses & {"crashed", "switched_off"} or (
            self.run.incidents and uses & {"clean", "advised", "no_counterpart"}
        ):
            return "not_checked"
        if duty.person and (duty.when == "always" or not self.report.published):
            return "person"
        if "advised" in uses:
            return "person"
        if "clean" in uses:
            return "passed"
        return "not_applicable" if uses & {"not_applicable", "no_counterpart"} else "no_rule"


def _within(diagnostic: Diagnostic, duty: Duty) -> bool:
    """Whether a finding concerns the duty's sections. One that stands nowhere in particular concerns all."""
    places = (diagnostic.place, *diagnostic.related)
    return not duty.sections or any(p.where.section is None or p.where.section in duty.sections for p in places)
