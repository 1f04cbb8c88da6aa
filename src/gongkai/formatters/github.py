"""`--format github`: the plain text for the log, then workflow commands that annotate files.

GitHub keeps ten errors, ten warnings and ten notices of a step and drops the rest in silence. So equal rules on one
table are told once, the strongest come first, and the tenth says how many more there are.
https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.finding import Diagnostic, Run, Severity
from gongkai.formatter import Rendering
from gongkai.formatters.text import render as render_text
from gongkai.formatters.words import compared, incident_words, sentence

__all__ = ["render"]

_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_MOST = 10


class _Note(Struct, frozen=True):
    level: str
    title: str
    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    end_column: int | None = None


def render(run: Run, rendering: Rendering) -> str:
    notes = [_Note("error", i.code, incident_words(i, rendering.lang), i.path) for i in run.incidents]
    notes += _merged(run, rendering)
    commands = [
        _command(note) for level in ("error", "warning", "notice") for note in _first(notes, level, rendering)
    ]
    return _log(run, rendering) + "".join(f"{command}\n" for command in commands)


def _log(run: Run, rendering: Rendering) -> str:
    """The text output, between commands that keep words of a report from being read as commands."""
    log = render_text(run, replace(rendering, color=False, link=None))
    if "::" not in log and "##[" not in log:
        return log
    token = hashlib.sha256(log.encode("utf-8", "replace")).hexdigest()
    return f"::stop-commands::{token}\n{log}::{token}::\n"


def _merged(run: Run, rendering: Rendering) -> Iterator[_Note]:
    groups: dict[tuple[str, ...], list[Diagnostic]] = {}
    for n, diagnostic in enumerate(run.diagnostics):
        where = diagnostic.place.where
        same = (diagnostic.path, diagnostic.rule, where.table) if where.table else (diagnostic.path, str(n))
        groups.setdefault(same, []).append(diagnostic)
    for group in groups.values():
        first = group[0]
        message = "\n".join(sentence(d, rendering.lang) + compared(d, rendering.lang) for d in group)
        at = first.place.at
        one = at.line is not None and at.end_line in (None, at.line)
        yield _Note(
            _LEVEL[first.severity],
            f"{first.rule} {first.name}",
            f"{message}\n{first.advice.of(rendering.lang)}",
            first.path,
            at.line,
            at.column if one else None,
            at.end_column if one else None,
        )


def _first(notes: list[_Note], level: str, rendering: Rendering) -> list[_Note]:
    mine = [note for note in notes if note.level == level]
    if len(mine) <= _MOST:
        return mine
    rest = len(mine) - _MOST + 1
    words = Text(zh=f"另有 {rest} 处，见日志和步骤摘要", en=f"{rest} more: see the log and the step summary")
    return [*mine[: _MOST - 1], _Note(level, "gongkai", words.of(rendering.lang))]


def _command(note: _Note) -> str:
    given = {
        "file": note.path,
        "line": note.line if note.path else None,
        "col": note.column,
        "endColumn": note.end_column if note.column else None,
        "title": note.title,
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in given.items() if value is not None)
    return f"::{note.level} {properties}::{_data(note.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
