"""Running other people's rules in a process of their own, which is killed when a rule hangs and started again.

The report goes over as normalized JSON, what was found comes back as JSON: nothing that the rules do to their
process, not even ending it, reaches this one. It protects against accidents, not against malice.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import MappingProxyType, TracebackType
from typing import Self

import msgspec

from gongkai.bilingual import Text
from gongkai.engine import Outcome, check_report
from gongkai.errors import PluginError
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
        """Run the rules over the report, in order; one that hangs or ends the process becomes an incident. Raises
        PluginError when the process does not start."""
        text = encode(report).decode()
        waiting = [_Order(c.rule.id, c.severity, dict(c.options)) for c in chosen]
        diagnostics: list[Diagnostic] = []
        incidents: list[Incident] = []
        applied: list[str] = []
        private: list[str] = []
        while waiting:
            connection = self._start()
            with suppress(OSError):  # the process has ended: there will be no answer
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
            _start_deaf(self._process)
            theirs.close()
            try:
                started = self._connection.poll(START_SECONDS) and bool(self._connection.recv_bytes())
            except (EOFError, OSError):
                started = False
            if not started:
                self._stop()
                raise PluginError(
                    Text(
                        zh="第三方规则的进程没有启动，没有检查",
                        en="The process for third-party rules did not start: nothing was checked",
                    ),
                    Text(
                        zh="用 gongkai plugins doctor 检验插件，或者不用 --isolate",
                        en="Examine the plugins with gongkai plugins doctor, or leave out --isolate",
                    ),
                )
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
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def _start_deaf(process: BaseProcess) -> None:
    """Start a process that Ctrl-C does not reach, where the system can do so: it is for the one that waits for it."""
    if sys.platform == "win32":
        process.start()
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # the process's start would start it, and starting it lets Ctrl-C through
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


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
    """The other process: load plugins once, then answer rule by rule. What rules print goes nowhere. It ends with the one
    that waits for it, whatever a rule is doing then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
    catalogue = collect(files=files)
    standards = worded(catalogue.standards, words)
    rules = {rule.id: rule for rule in catalogue.rules}
    connection.send_bytes(b"ready")
    with suppress(EOFError, ConnectionError):  # nobody waits for answers any more
        while True:
            job = msgspec.json.decode(connection.recv_bytes(), type=_Job)
            report = decode(job.report.encode(), standards)
            for order in job.orders:
                chosen = Chosen(rules[order.rule], order.severity, order.options)
                outcome = check_report(report, [chosen], 0.0, catalogue.instruments)
                answer = _Answer(outcome.diagnostics, outcome.incidents, outcome.checked.rules, outcome.private)
                connection.send_bytes(msgspec.json.encode(answer))


def _follow() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
