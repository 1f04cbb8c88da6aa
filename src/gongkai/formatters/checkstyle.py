"""`--format checkstyle`: what Jenkins, SonarQube and many others read. Accepted findings have severity `ignore`."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from gongkai.finding import Diagnostic, Run
from gongkai.formatter import Rendering
from gongkai.formatters.words import acceptance, compared, incident_words, sentence, xml_safe

__all__ = ["render"]


def render(run: Run, rendering: Rendering) -> str:
    return "\n".join(_lines(run, rendering)) + "\n"


def _lines(run: Run, rendering: Rendering) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<checkstyle version="4.3">'
    found: dict[str, list[str]] = {document.path: [] for document in run.documents}
    for incident in run.incidents:
        path = incident.path or f"gongkai:{incident.plugin or ''}"
        message = _attribute(incident_words(incident, rendering.lang))
        source = _attribute(f"gongkai.{incident.code}")
        found.setdefault(path, []).append(f'    <error line="1" severity="error" message={message} source={source}/>')
    for diagnostic in run.everything:
        found.setdefault(diagnostic.path, []).append(_error(diagnostic, rendering))
    for path, errors in sorted(found.items()):
        yield f"  <file name={_attribute(path)}>"
        yield from errors
        yield "  </file>"
    yield "</checkstyle>"


def _error(diagnostic: Diagnostic, rendering: Rendering) -> str:
    at, why = diagnostic.place.at, acceptance(diagnostic, rendering.lang)
    column = f' column="{at.column}"' if at.line and at.column else ""
    severity = "ignore" if why else diagnostic.severity
    message = _attribute(
        sentence(diagnostic, rendering.lang) + compared(diagnostic, rendering.lang) + (f" [{why}]" if why else "")
    )
    source = _attribute(f"gongkai.{diagnostic.rule}")
    return f'    <error line="{at.line or 1}"{column} severity="{severity}" message={message} source={source}/>'


def _attribute(text: str) -> str:
    return quoteattr(xml_safe(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
