"""Running other people's rules in a process of their own, which is killed when a rule hangs and started again.

The report goes over as normalized JSON, what was found comes back as JSON: nothing that the rules do to their
process, not even ending it, reaches this one. It protects against accidents, not against malice.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import MappingProxyType, TracebackType
from typing import Self

import msgspec

from gongkai.bilingual import Text
from gongkai.engine import Outcome, check_report
from gongkai.finding import Checked, Diagnostic, Incident, Severity
from gongkai.load import worded
from gongkai.plugins import Catalogue, RuleFile, collect
from gongkai.report import Report
from gongkai.report_json import decode, encode
from gongkai.rule import OptionValue
from gongkai.selection import Chosen

__all__ = ["Isolated", "foreign_rules"]

# Starting the process and loading plugins takes a second or two; a rule takes milliseconds.
START_SECONDS, RULE_SECONDS = 60.0, 10.0


class _Order(msgspec.Struct, frozen=True):
    """One rule to run: its id, severity and options."""

    rule: str
    severity: Severity
    options: dict[str, OptionValue]


class _Job(msgspec.Struct, frozen=True):
    """One report, as JSON text, and the rules to run over it."""

    report: str
    orders: tuple[_Order, ...]


class _Answer(msgspec.Struct, frozen=True):
    """What one rule came to."""

    diagnostics: tuple[Diagnostic, ...]
    incidents: tuple[Incident, ...]
    applied: tuple[str, ...]
    private: tuple[str, ...] = ()


def foreign_rules(catalogue: Catalogue) -> frozenset[str]:
    """The ids of rules that did not come with Gongkai itself."""
    return frozenset(rule for p in catalogue.plugins if p.distribution != "gongkai" for rule in p.rules)


class Isolated:
    """The process for other people's rules. Use it as a context manager; it starts on first need.

    `words` are those that the configuration adds to the vocabularies.
    """

    def __init__(
        self,
        files: Sequence[RuleFile] = (),
        words: Mapping[str, Sequence[str]] = MappingProxyType({}),
        *,
        seconds: float = RULE_SECONDS,
    ) -> None:
        self._files = tuple(files)
        self._words = dict(words)
        self._seconds = seconds
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def check(self, report: Report, chosen: Sequence[Chosen]) -> Outcome:
        """Run the rules over the report, in order; one that hangs or ends the process becomes an incident."""
        text = encode(report).decode()
        waiting = [_Order(c.rule.id, c.severity, dict(c.options)) for c in chosen]
        diagnostics: list[Diagnostic] = []
        incidents: list[Incident] = []
        applied: list[str] = []
        private: list[str] = []
        while waiting:
            connection = self._start()
            connection.send_bytes(msgspec.json.encode(_Job(text, tuple(waiting))))
            while waiting:
                answer = self._receive(connection)
                order = waiting.pop(0)
                if isinstance(answer, str):
                    self._stop()
                    incidents.append(_lost(order.rule, report.path, answer))
                    break
                diagnostics += answer.diagnostics
                incidents += answer.incidents
                applied += answer.applied
                private += answer.private
        checked = Checked(path=report.path, rules=tuple(applied))
        return Outcome(checked, tuple(diagnostics), tuple(incidents), private=tuple(private))

    def _start(self) -> Connection:
        if self._connection is None or self._process is None or not self._process.is_alive():
            self._stop()
            context = get_context("spawn")
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._files, self._words), daemon=True)
            self._process.start()
            theirs.close()
            if not self._connection.poll(START_SECONDS):
                self._stop()
                raise TimeoutError("the process for other people's rules did not start")
            self._connection.recv_bytes()
        return self._connection

    def _receive(self, connection: Connection) -> _Answer | str:
        """The next rule's answer, or why there is none."""
        try:
            if not connection.poll(self._seconds):
                return "slow"
            return msgspec.json.decode(connection.recv_bytes(), type=_Answer)
        except (EOFError, OSError, msgspec.MsgspecError):
            return "ended"

    def _stop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = self._connection = None


def _lost(rule: str, path: str, cause: str) -> Incident:
    zh, en = (
        ("超时，已中止", "took too long and was stopped")
        if cause == "slow"
        else ("使它所在的进程意外结束", "ended the process it ran in")
    )
    return Incident(
        code="GK902",
        path=path,
        rule=rule,
        message=Text(zh=f"规则 {rule} {zh}，没有查完", en=f"Rule {rule} {en} and did not finish"),
        advice=Text(zh="请把此信息告知规则的作者", en="Tell the rule's author"),
    )


def _serve(connection: Connection, files: Sequence[RuleFile], words: Mapping[str, Sequence[str]]) -> None:
    """The other process: load plugins once, then answer rule by rule. What rules print goes nowhere."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
    catalogue = collect(files=files)
    standards = worded(catalogue.standards, words)
    rules = {rule.id: rule for rule in catalogue.rules}
    connection.send_bytes(b"ready")
    while True:
        try:
            job = msgspec.json.decode(connection.recv_bytes(), type=_Job)
        except EOFError:
            return
        report = decode(job.report.encode(), standards)
        for order in job.orders:
            options: Mapping[str, OptionValue] = order.options
            outcome = check_report(
                report, [Chosen(rules[order.rule], order.severity, options)], 0.0, catalogue.instruments
            )
            answer = _Answer(outcome.diagnostics, outcome.incidents, outcome.checked.rules, outcome.private)
            connection.send_bytes(msgspec.json.encode(answer))
