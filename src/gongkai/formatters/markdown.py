"""`--format markdown`: for step summaries ($GITHUB_STEP_SUMMARY), merge requests and mail.

GitHub refuses a step summary of more than 1 MiB as a whole, so the output stops before, at the end of a row, and
says how much is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.bilingual import Text
from gongkai.finding import SEVERITIES, Diagnostic, Run, Severity, by_path
from gongkai.formatter import Rendering, cite
from gongkai.formatters.evidence import evidence
from gongkai.formatters.words import SEVERITY, acceptance, incident_words, position

__all__ = ["LIMIT", "render"]

LIMIT = 1_000_000  # bytes
_MARK: dict[Severity, str] = {"error": "🔴", "warning": "🟡", "info": "🔵"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$@])")


def render(run: Run, rendering: Rendering) -> str:
    lines, size, left = [], 0, 0
    for line in _lines(run, rendering):
        size += len(line.encode("utf-8", "replace")) + 1
        if size > LIMIT:
            left += 1
        else:
            lines.append(line)
    if left:
        words = Text(zh=f"（太长，后面 {left} 行略去）", en=f"(too long: {left} more lines left out)")
        lines += ["", words.of(rendering.lang)]
    return "\n".join(lines) + "\n"


def _lines(run: Run, rendering: Rendering) -> Iterator[str]:
    zh = rendering.lang == "zh"
    yield "## " + Text("政府信息公开年报检查", "Disclosure report check").of(rendering.lang)
    yield ""
    errors, warnings, infos = (run.count(severity) for severity in reversed(SEVERITIES))
    counts = (
        f"{len(run.documents)} 个文件：{errors} 个错误，{warnings} 个警告，{infos} 条提示，{len(run.accepted)} 处已接受"
        if zh
        else f"{len(run.documents)} file(s): {errors} error(s), {warnings} warning(s), {infos} info(s), "
        f"{len(run.accepted)} accepted"
    )
    yield f"**{counts}**" + (f" · exit {run.exit_code}" if run.exit_code else "")
    if run.incidents:
        yield ""
        yield "### " + Text("没有查完", "Not checked").of(rendering.lang)
        yield ""
        for incident in run.incidents:
            where = f"{_code(incident.path)} " if incident.path else ""
            yield f"- **{incident.code}** {where}{_escaped(incident_words(incident, rendering.lang))}"
    for path, found in by_path(run.everything).items():
        yield ""
        yield f"### {_code(path)}"
        yield ""
        yield Text("| 级别 | 规则 | 位置 | 问题 | 依据 |", "| level | rule | place | problem | basis |").of(
            rendering.lang
        )
        yield "|---|---|---|---|---|"
        for severity in reversed(SEVERITIES):
            yield from (_row(d, rendering) for d in found if d.severity == severity)


def _row(diagnostic: Diagnostic, rendering: Rendering) -> str:
    lang = rendering.lang
    place = " ".join(p for p in (diagnostic.place.where.label.of(lang), position(diagnostic.place.at, lang)) if p)
    told = [diagnostic.message.of(lang), *evidence(diagnostic, lang), "→ " + diagnostic.advice.of(lang)]
    if why := acceptance(diagnostic, lang):
        told.append(why)
    problem = "<br>".join(_escaped(line) for line in told)
    level = "⚪" if diagnostic.accepted else _MARK[diagnostic.severity]
    cells = (
        f"{level} {SEVERITY[diagnostic.severity].of(lang)}",
        f"{diagnostic.rule} {diagnostic.name}",
        _escaped(place),
        problem,
        _escaped(cite(diagnostic.basis, rendering)),
    )
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    """Words of a report as plain words: no markup, no line breaks, no mentions."""
    flat = " ".join(text.split())
    return _SPECIAL.sub(r"\\\1", flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _code(text: str) -> str:
    """A name as code, with enough backticks around it."""
    flat = " ".join(text.split())
    runs = re.findall("`+", flat)
    fence = "`" * (max(map(len, runs), default=0) + 1)
    pad = " " if runs else ""
    return f"{fence}{pad}{flat}{pad}{fence}"
