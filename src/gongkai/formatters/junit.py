"""`--format junit`: one suite a document, one test case a rule, so that passes show as well.

Several findings of a rule are one failure, told whole in its content (GitLab does not show the `message`). Findings
below the fail level pass with their words in `system-out`; accepted ones are skipped; what was not checked is an
error. Times are 0: the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from xml.sax.saxutils import escape, quoteattr

from gongkai.finding import SEVERITIES, Diagnostic, Incident, Run, Severity, by_path
from gongkai.formatter import Rendering
from gongkai.formatters.words import SEVERITY, details, incident_words, sentence, xml_safe

__all__ = ["render"]


def render(run: Run, rendering: Rendering) -> str:
    found, missed = by_path(run.everything), by_path(run.incidents)
    rules: dict[str, set[str]] = {}
    for document in run.documents:
        rules.setdefault(document.path, set()).update(document.rules)
    # At least one, or Jenkins finds no results.
    paths = sorted(found.keys() | missed.keys() | rules.keys()) or [""]
    failing = SEVERITIES[SEVERITIES.index(run.fail_level) :]
    suites = [
        _Suite(path, rules.get(path, set()), found.get(path, ()), missed.get(path, ()), failing, rendering)
        for path in paths
    ]
    tests, failures, errors, skipped = (sum(getattr(s, name) for s in suites) for name in _COUNTS)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        f'<testsuites name="gongkai" tests="{tests}" failures="{failures}" errors="{errors}" '
        f'skipped="{skipped}" time="0">'
    )
    for suite in suites:
        lines += suite.lines()
    return "\n".join([*lines, "</testsuites>"]) + "\n"


_COUNTS = ("tests", "failures", "errors", "skipped")


class _Suite:
    """One document's test cases, counted as they are written."""

    def __init__(
        self,
        path: str,
        rules: AbstractSet[str],
        found: Sequence[Diagnostic],
        missed: Sequence[Incident],
        failing: Sequence[Severity],
        rendering: Rendering,
    ) -> None:
        self.tests = self.failures = self.errors = self.skipped = 0
        self._path = path or "gongkai"
        self._rendering = rendering
        self._failing = failing
        self._cases: list[str] = []
        for rule in sorted(rules | {d.rule for d in found}):
            self._rule(rule, [d for d in found if d.rule == rule], [i for i in missed if i.rule == rule])
        for incident in missed:
            if incident.rule not in rules:
                self._incident(incident)
        if not self._cases:
            self._case("gongkai", ())

    def lines(self) -> Iterator[str]:
        yield (
            f'  <testsuite name={_attribute(self._path)} tests="{self.tests}" failures="{self.failures}" '
            f'errors="{self.errors}" skipped="{self.skipped}" time="0">'
        )
        yield from self._cases
        yield "  </testsuite>"

    def _rule(self, rule: str, found: Sequence[Diagnostic], crashed: Sequence[Incident]) -> None:
        known = self._rendering.rules.get(rule)
        name = f"{rule} {known.name if known else found[0].name if found else ''}".strip()
        lang = self._rendering.lang
        counting = [d for d in found if not d.accepted]
        failing = [d for d in counting if d.severity in self._failing]
        parts: list[str] = []
        if crashed:
            self.errors += 1
            parts.append(self._told("error", incident_words(crashed[0], lang), rule, ""))
        elif failing:
            self.failures += 1
            first = sentence(failing[0], lang)
            parts.append(self._told("failure", first, rule, "\n\n".join(self._words(d) for d in counting)))
        elif found and not counting:
            self.skipped += 1
            parts.append(f"      <skipped message={_attribute(details(found[0], self._rendering)[-1])}/>")
        rest = [d for d in found if d.accepted or crashed or not failing]
        if rest:
            words = "\n\n".join(self._words(d) for d in rest)
            parts.append(f"      <system-out>{_content(words)}</system-out>")
        self._case(name, parts)

    def _incident(self, incident: Incident) -> None:
        self.errors += 1
        words = incident_words(incident, self._rendering.lang)
        name = " ".join(part for part in (incident.code, incident.plugin, incident.rule) if part)
        self._case(name, (self._told("error", words, incident.code, ""),))

    def _told(self, tag: str, message: str, kind: str, content: str) -> str:
        return f"      <{tag} message={_attribute(message)} type={_attribute(kind)}>{_content(content or message)}</{tag}>"

    def _words(self, diagnostic: Diagnostic) -> str:
        severity = SEVERITY[diagnostic.severity].of(self._rendering.lang)
        head = f"[{severity}] {sentence(diagnostic, self._rendering.lang)}"
        return "\n  ".join([head, *details(diagnostic, self._rendering)])

    def _case(self, name: str, parts: Sequence[str]) -> None:
        self.tests += 1
        head = f'    <testcase classname={_attribute(self._path)} name={_attribute(name)} file={_attribute(self._path)} time="0"'
        self._cases += [head + ">", *parts, "    </testcase>"] if parts else [head + "/>"]


def _attribute(text: str) -> str:
    return quoteattr(xml_safe(" ".join(text.split())))


def _content(text: str) -> str:
    return escape(xml_safe(text), {"\r": "&#13;"})
