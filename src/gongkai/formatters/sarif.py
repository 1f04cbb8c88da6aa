"""`--format sarif`: SARIF 2.1.0, with law as taxonomies, equations as related locations and accepted findings as
suppressions.

`--format sarif-github` leaves the accepted ones out, because GitHub opens alerts for suppressed results. Columns are
code points. GitHub wants a file and a line at every result: what has none (a DOCX, a missing section) gets line 1,
with its real position in the properties and its logical location. Where the command line writes such a document as
text (`Rendering.artifacts`), its findings point at the lines of that text, and `properties.source` names the document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from msgspec import Struct

from gongkai.finding import Diagnostic, Incident, Run, Severity
from gongkai.formatter import Rendering, cite
from gongkai.formatters.rendered import Rendered, rendered
from gongkai.formatters.words import acceptance, details, incident_mark, incident_words, sentence
from gongkai.incidents import INCIDENTS
from gongkai.instrument import Cite
from gongkai.place import At, Place
from gongkai.rule import Rule

__all__ = ["render", "render_for_github"]

JSON = dict[str, object]
_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_MIME = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".pdf": "application/pdf",
    ".html": "text/html", ".htm": "text/html", ".json": "application/json", ".txt": "text/plain",
}  # fmt: skip


class _Text(Struct, frozen=True):
    """A document as text: where that is written, and its lines."""

    path: str
    lines: Rendered


def render(run: Run, rendering: Rendering) -> str:
    return _rendered(run, run.everything, rendering)


def render_for_github(run: Run, rendering: Rendering) -> str:
    return _rendered(run, run.diagnostics, rendering)


def _rendered(run: Run, findings: tuple[Diagnostic, ...], rendering: Rendering) -> str:
    rules = _rules(run, findings, rendering)
    index = {str(rule["id"]): n for n, rule in enumerate(rules)}
    results = [_missed(incident, index, rendering) for incident in run.incidents]
    texts = _texts(rendering)
    results += [_result(diagnostic, index, rendering, texts) for diagnostic in findings]
    whole: JSON = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Gongkai",
                        "semanticVersion": rendering.version or "0.0.0",
                        "language": "zh-CN" if rendering.lang == "zh" else "en",
                        "rules": rules,
                    }
                },
                "columnKind": "unicodeCodePoints",
                "taxonomies": list(_taxonomies(findings, rendering)),
                "invocations": [_invocation(run, rendering)],
                "artifacts": [
                    _artifact(path) for path in (*(d.path for d in run.documents), *(t.path for t in texts.values()))
                ],
                "results": results,
            }
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _texts(rendering: Rendering) -> dict[str, _Text]:
    """The documents that are written as text, by path."""
    found = {}
    for path, place in rendering.artifacts.items():
        material = rendering.materials.get(path)
        if material and (lines := rendered(material)):
            found[path] = _Text(place, lines)
    return found


def _rules(run: Run, findings: tuple[Diagnostic, ...], rendering: Rendering) -> list[JSON]:
    """The rules that ran, those that found something, and the GK9xx ids that occur."""
    described = {rule.id: _rule(rule, rendering) for rule in rendering.rules.values()}
    codes = {incident.code for incident in run.incidents}
    for kind in INCIDENTS:
        if kind.id in codes or any(d.rule == kind.id for d in findings):
            summary = kind.summary.of(rendering.lang)
            described[kind.id] = {"id": kind.id, "name": kind.name, "shortDescription": {"text": summary}}
    for name in (*codes, *(d.rule for d in findings)):
        described.setdefault(name, {"id": name})
    return [described[name] for name in sorted(described)]


def _rule(rule: Rule, rendering: Rendering) -> JSON:
    lang = rendering.lang
    summary = rule.summary.of(lang).strip() or rule.name
    advice = rule.advice.of(lang)
    law = cite(rule.basis, rendering)
    help_text = "\n\n".join(part for part in (summary, advice, law) if part)
    told: JSON = {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": help_text},
        "help": {"text": help_text, "markdown": help_text},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "precision": "very-high" if rule.severity == "error" else "high",
            "problem.severity": _problem(rule.severity),
        },
    }
    if rule.basis:
        told["relationships"] = [
            {"target": {"id": _taxon(c), "toolComponent": {"name": c.instrument}}, "kinds": ["relevant"]}
            for c in dict.fromkeys(rule.basis)
        ]
    return told


def _problem(severity: Severity) -> str:
    return "recommendation" if severity == "info" else severity


def _taxon(each: Cite) -> str:
    return each.article or "-"


def _taxonomies(findings: tuple[Diagnostic, ...], rendering: Rendering) -> Iterator[JSON]:
    """The instruments of law that rules and findings cite, each with its cited articles."""
    cites = {c for rule in rendering.rules.values() for c in rule.basis} | {c for d in findings for c in d.basis}
    for name in sorted({c.instrument for c in cites}):
        articles = sorted({c for c in cites if c.instrument == name}, key=_taxon)
        instrument = rendering.instruments.get(name)
        yield {
            "name": name,
            "shortDescription": {"text": instrument.title.of(rendering.lang) if instrument else name},
            "taxa": [{"id": _taxon(c), "shortDescription": {"text": cite((c,), rendering)}} for c in articles],
        }


def _invocation(run: Run, rendering: Rendering) -> JSON:
    told: JSON = {
        "executionSuccessful": not run.incidents,
        "exitCode": run.exit_code,
        "exitCodeDescription": run.outcome,
    }
    if run.incidents:
        told["toolExecutionNotifications"] = [
            {
                "descriptor": {"id": incident.code},
                "level": "error",
                "message": {"text": incident_words(incident, rendering.lang)},
                **({"locations": [_fallback(incident.path)]} if incident.path else {}),
                **({"associatedRule": {"id": incident.rule}} if incident.rule else {}),
            }
            for incident in run.incidents
        ]
    return told


def _missed(incident: Incident, index: dict[str, int], rendering: Rendering) -> JSON:
    """What was not checked is a result as well: hosts show results only, and an unread file must not look clean."""
    return {
        "ruleId": incident.code,
        "ruleIndex": index[incident.code],
        "level": "error",
        "message": {"text": _plain(incident_words(incident, rendering.lang))},
        "locations": [_fallback(incident.path or incident.plugin or "gongkai")],
        "partialFingerprints": {"gongkai/v1": incident_mark(incident)},
    }


def _result(diagnostic: Diagnostic, index: dict[str, int], rendering: Rendering, texts: dict[str, _Text]) -> JSON:
    lang = rendering.lang
    location = _location(diagnostic.path, diagnostic.place, rendering, texts)
    told: JSON = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index[diagnostic.rule],
        "level": _LEVEL[diagnostic.severity],
        "message": {"text": _plain("\n".join([sentence(diagnostic, lang), *details(diagnostic, rendering)]))},
        "locations": [location],
        "partialFingerprints": {"gongkai/v1": diagnostic.fingerprint},
    }
    places = [*diagnostic.related, *(a.place for s in diagnostic.sums for a in (*s.left, *s.right))]
    related = {(p.path, p.where.path, p.at): p for p in places if p != diagnostic.place}
    if related:
        told["relatedLocations"] = [
            {
                "id": n,
                "message": {"text": place.where.label.of(lang)},
                **_location(diagnostic.path, place, rendering, texts),
            }
            for n, place in enumerate(related.values(), 1)
        ]
    if diagnostic.accepted:
        told["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": acceptance(diagnostic, lang)}
        ]
        if diagnostic.accepted.by == "baseline":
            told["baselineState"] = "unchanged"
    return told


def _location(document: str, place: Place, rendering: Rendering, texts: dict[str, _Text]) -> JSON:
    """A place of a finding about `document`, which may stand in another one."""
    at, path = place.at, place.path or document
    text = texts.get(path)
    location = _fallback(path)
    if text:
        location = _in_text(text, place)
    elif at.line:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(path)}, "region": _region(at)}
    label = place.where.label.of(rendering.lang)
    if place.where.path or label:
        logical: list[JSON] = [
            {
                "name": place.where.path.rsplit("/", 1)[-1] or label,
                "fullyQualifiedName": place.where.path or label,
                "kind": "value" if place.where.column else "element",
                **({"decoratedName": label} if label else {}),
            }
        ]
        location["logicalLocations"] = logical
    position: JSON = {"source": path} if text else {}
    position |= {
        name: value
        for name in ("page", "box", "paragraph", "table", "row", "cell", "part", "pointer")
        if (value := getattr(at, name)) is not None
    }
    if position:
        location["properties"] = position
    return location


def _in_text(text: _Text, place: Place) -> JSON:
    location = _fallback(text.path)
    if spot := text.lines.find(place):
        region: JSON = {
            "startLine": spot.line,
            "startColumn": spot.start + 1,
            "endLine": spot.line,
            "endColumn": spot.end + 1,
        }
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(text.path)}, "region": region}
    return location


def _fallback(path: str) -> JSON:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": {"startLine": 1}}}


def _region(at: At) -> JSON:
    region: JSON = {"startLine": at.line}
    if at.column:
        region["startColumn"] = at.column
    if at.end_line:
        region["endLine"] = at.end_line
    if at.end_column and at.column:
        region["endColumn"] = at.end_column
    return region


def _artifact(path: str) -> JSON:
    suffix = "." + path.rsplit(".", 1)[-1].lower() if "." in path else ""
    told: JSON = {"location": {"uri": _uri(path)}}
    if suffix in _MIME:
        told["mimeType"] = _MIME[suffix]
    return told


def _uri(path: str) -> str:
    return quote(path, safe="/")


def _plain(text: str) -> str:
    """Words of a report are no links: SARIF reads [text](1) in messages as one."""
    return text.replace("](", "] (")
