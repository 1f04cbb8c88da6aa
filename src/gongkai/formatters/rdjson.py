"""`--format rdjson`: the Reviewdog Diagnostic Format. Its columns are UTF-8 bytes, from 1, the end exclusive.

https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto
"""

from __future__ import annotations

import json
from functools import lru_cache

from gongkai.finding import Diagnostic, Run, Severity
from gongkai.formatter import Material, Rendering
from gongkai.formatters.words import acceptance, details, incident_words, sentence
from gongkai.place import At, Place

__all__ = ["render"]

_SEVERITY: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(run: Run, rendering: Rendering) -> str:
    diagnostics: list[dict[str, object]] = [
        {
            "message": incident_words(incident, rendering.lang),
            "location": {"path": incident.path or ""},
            "severity": "ERROR",
            "code": {"value": incident.code},
        }
        for incident in run.incidents
    ]
    diagnostics += [_diagnostic(diagnostic, rendering) for diagnostic in run.everything]
    whole = {"source": {"name": "gongkai"}, "diagnostics": diagnostics}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(diagnostic: Diagnostic, rendering: Rendering) -> dict[str, object]:
    why = acceptance(diagnostic, rendering.lang)
    told: dict[str, object] = {
        "message": "\n".join([sentence(diagnostic, rendering.lang), *details(diagnostic, rendering)]),
        "location": _location(diagnostic.path, diagnostic.place, rendering),
        "severity": "INFO" if why else _SEVERITY[diagnostic.severity],
        "code": {"value": f"{diagnostic.rule} {diagnostic.name}"},
    }
    related = [
        {
            "message": place.where.label.of(rendering.lang),
            "location": _location(place.path or diagnostic.path, place, rendering),
        }
        for place in diagnostic.related
    ]
    if related:
        told["related_locations"] = related
    return told


def _location(path: str, place: Place, rendering: Rendering) -> dict[str, object]:
    area = _range(place.at, rendering.materials.get(path))
    return {"path": path, "range": area} if area else {"path": path}


def _range(at: At, material: Material | None) -> dict[str, object] | None:
    """None where the format has no lines. Columns only where the file's bytes are the UTF-8 that they count."""
    if not at.line:
        return None
    start = {"line": at.line}
    line = _line(material, at.line)
    if not at.column or line is None or at.column > len(line) + 1:
        return {"start": start}
    start["column"] = _bytes(line, at.column)
    if at.end_line not in (None, at.line) or not at.end_column or at.end_column > len(line) + 1:
        return {"start": start}
    return {"start": start, "end": {"line": at.line, "column": _bytes(line, at.end_column)}}


def _line(material: Material | None, number: int) -> str | None:
    if material is None:
        return None
    lines = _lines(material.source.data)
    if number > len(lines):
        return None
    try:
        return lines[number - 1].decode()
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=4)
def _lines(data: bytes) -> list[bytes]:
    """A file's lines: the findings of a document ask for them one after the other."""
    return data.removeprefix(b"\xef\xbb\xbf").splitlines()


def _bytes(line: str, column: int) -> int:
    return len(line[: column - 1].encode()) + 1
