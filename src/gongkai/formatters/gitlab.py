"""`--format gitlab`: GitLab's code quality report, a JSON array in Code Climate's terms.

The fields are those of https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. GitLab does not
show `check_name`, so the rule stands in the description, too.
"""

from __future__ import annotations

import json

from gongkai.finding import Diagnostic, Incident, Run, Severity
from gongkai.formatter import Rendering
from gongkai.formatters.words import acceptance, compared, incident_mark, incident_words, sentence

__all__ = ["render"]

_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(run: Run, rendering: Rendering) -> str:
    issues = [_incident(incident, rendering) for incident in run.incidents]
    issues += [_issue(diagnostic, rendering) for diagnostic in run.everything]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(diagnostic: Diagnostic, rendering: Rendering) -> dict[str, object]:
    why = acceptance(diagnostic, rendering.lang)
    at = diagnostic.place.at
    return {
        "description": f"{diagnostic.rule} {sentence(diagnostic, rendering.lang)}{compared(diagnostic, rendering.lang)}"
        + (f" [{why}]" if why else ""),
        "check_name": diagnostic.rule,
        "fingerprint": diagnostic.fingerprint,
        "severity": "info" if why else _SEVERITY[diagnostic.severity],
        "location": {"path": diagnostic.path, "lines": {"begin": at.line or 1, "end": at.end_line or at.line or 1}},
    }


def _incident(incident: Incident, rendering: Rendering) -> dict[str, object]:
    return {
        "description": f"{incident.code} {incident_words(incident, rendering.lang)}",
        "check_name": incident.code,
        "fingerprint": incident_mark(incident),
        "severity": "blocker",
        "location": {"path": incident.path or incident.plugin or "gongkai", "lines": {"begin": 1}},
    }
