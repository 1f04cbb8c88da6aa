"""The terminal's format: findings by file, severity and place, with the words or the sum they are about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from gongkai.bilingual import Text, plain_number
from gongkai.bodies import body_name
from gongkai.finding import SEVERITIES, Addend, Checked, Diagnostic, Incident, Run, Severity, Sum
from gongkai.formatter import Rendering, cite
from gongkai.formatters.cells import fold, visible, width, window
from gongkai.lang import Lang
from gongkai.place import At, Excerpt

__all__ = ["STYLES", "Line", "lines", "render", "styled"]

Style = Literal["", "path", "dim", "error", "warning", "info", "rule", "mark", "incomplete", "ok"]
Line: TypeAlias = tuple[tuple[str, Style], ...]

# Terminal styles by their meaning; plain output has none.
STYLES: dict[Style, str] = {
    "path": "bold", "dim": "dim", "error": "bold red", "warning": "bold yellow", "info": "cyan",
    "rule": "bold", "mark": "bold magenta", "incomplete": "bold white on red", "ok": "green", "": "",
}  # fmt: skip
_SEVERITY: dict[Severity, Text] = {
    "error": Text("错误", "error"), "warning": Text("警告", "warning"), "info": Text("提示", "info"),
}  # fmt: skip
_ADVICE, _BASIS, _MISSED = Text("改法", "advice"), Text("依据", "basis"), Text("没有查完", "not checked")
_SHORTEST = 40
# In a sum with more addends than this, zeros are left out (table three has 21 results).
_MANY = 8


def lines(run: Run, rendering: Rendering) -> Iterator[Line]:
    """The output as lines of styled pieces. A complete run without findings has none but the summary."""
    for document in run.documents:
        found = [d for d in run.diagnostics if d.path == document.path]
        missed = [i for i in run.incidents if i.path == document.path]
        if not found and not missed:
            continue
        yield from _head(document, rendering.lang)
        for severity in reversed(SEVERITIES):
            for diagnostic in found:
                if diagnostic.severity == severity:
                    yield from _diagnostic(diagnostic, rendering)
        for incident in missed:
            yield from _incident(incident, rendering)
        yield ()
    paths = {document.path for document in run.documents}
    for incident in run.incidents:
        if incident.path not in paths:
            yield from _incident(incident, rendering)
            yield ()
    yield _summary(run, rendering.lang)


def _head(document: Checked, lang: Lang) -> Iterator[Line]:
    zh = lang == "zh"
    known = [document.agency, body_name(document.body).of(lang)]
    if document.fiscal_year:
        known.append(f"{document.fiscal_year}年度" if zh else f"fiscal year {document.fiscal_year}")
    known.append(document.standard)
    if document.fidelity is not None and document.fidelity < 1:
        known.append(f"读懂 {document.fidelity:.0%}" if zh else f"{document.fidelity:.0%} understood")
    facts = " · ".join(visible(fact) for fact in known if fact)
    yield (visible(document.path), "path"), (f"  {facts}" if facts else "", "dim")


def _diagnostic(diagnostic: Diagnostic, rendering: Rendering) -> Iterator[Line]:
    lang = rendering.lang
    severity = diagnostic.severity
    place = diagnostic.place
    at = _at(place.at, lang)
    label = visible(place.where.label.of(lang))
    yield (
        ("  ", ""),
        (_SEVERITY[severity].of(lang), severity),
        (f" {diagnostic.rule} {diagnostic.name}", "rule"),
        (f"  {label}" if label else "", ""),
        (f"  ({at})" if at else "", "dim"),
    )
    yield from _folded(diagnostic.message.of(lang), "", rendering)
    if place.excerpt:
        yield from _excerpt(place.excerpt, rendering)
    for done in diagnostic.sums:
        for line in _sum(done, lang):
            yield from _folded(line, "", rendering, lead="  = ")
    yield from _folded(f"{_ADVICE.of(lang)}{_colon(lang)}{diagnostic.advice.of(lang)}", "dim", rendering)
    if diagnostic.basis:
        law = cite(diagnostic.basis, rendering)
        yield from _folded(f"{_BASIS.of(lang)}{_colon(lang)}{law}", "dim", rendering)


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "


def _folded(text: str, style: Style, rendering: Rendering, lead: str = "") -> Iterator[Line]:
    room = max(rendering.width - 5 - width(lead), _SHORTEST) if rendering.width else 1 << 30
    for n, part in enumerate(fold(visible(text), room)):
        yield ("     ", ""), (lead if n == 0 else " " * width(lead), "dim"), (part, style)


def _excerpt(excerpt: Excerpt, rendering: Rendering) -> Iterator[Line]:
    room = max((rendering.width or 100) - 9, _SHORTEST)
    text, start, end = window(visible(excerpt.text), excerpt.start, excerpt.end, room)
    yield ("     │ ", "dim"), (text[:start], ""), (text[start:end], "mark"), (text[end:], "")
    if text[start:end].strip() and (start, end) != (0, len(text)):
        yield ("     │ ", "dim"), (" " * width(text[:start]) + "^" * width(text[start:end]), "mark")


def _sum(done: Sum, lang: Lang) -> Iterator[str]:
    yield done.name.of(lang)
    left, right = _side(done.left, lang), _side(done.right, lang)
    sign = "＝" if done.left_total == done.right_total else "≠"
    totals = f"{plain_number(done.left_total)} {sign} {plain_number(done.right_total)}"
    difference = plain_number(done.right_total - done.left_total)
    apart = f"，相差 {difference}" if lang == "zh" else f", difference {difference}"
    yield f"{left} {sign} {right}" + ("" if done.left_total == done.right_total else f"   [{totals}{apart}]")


def _side(addends: tuple[Addend, ...], lang: Lang) -> str:
    shown = [a for a in addends if a.value or len(addends) <= _MANY] or list(addends[:1])
    parts = [f"{_short(a, lang)} {'?' if a.value is None else plain_number(a.value)}" for a in shown]
    rest = len(addends) - len(shown)
    if rest:
        parts.append(f"其余{rest}项为 0" if lang == "zh" else f"{rest} more: 0")
    return " + ".join(parts)


def _short(addend: Addend, lang: Lang) -> str:
    """The last part of the label, which tells the terms of one sum apart."""
    return addend.place.where.label.of(lang).split(" " if lang == "zh" else ", ")[-1]


def _at(at: At, lang: Lang) -> str:
    zh = lang == "zh"
    parts = []
    if at.page:
        parts.append(f"第{at.page}页" if zh else f"page {at.page}")
    if at.line:
        parts.append(f"第{at.line}行" if zh else f"line {at.line}")
        if at.column:
            parts.append(f"第{at.column}字" if zh else f"column {at.column}")
    elif at.table:
        parts.append(f"第{at.table}个表格" if zh else f"table {at.table}")
        if at.row and at.cell:
            parts.append(f"第{at.row}行第{at.cell}格" if zh else f"row {at.row}, cell {at.cell}")
    elif at.paragraph:
        parts.append(f"第{at.paragraph}段" if zh else f"paragraph {at.paragraph}")
    return "".join(parts) if zh else ", ".join(parts)


def _incident(incident: Incident, rendering: Rendering) -> Iterator[Line]:
    lang = rendering.lang
    yield ("  ", ""), (f" {_MISSED.of(lang)} ", "incomplete"), (f" {incident.code}", "rule")
    for part in incident.message.of(lang).splitlines():
        yield from _folded(part, "", rendering)
    if incident.advice:
        yield from _folded(f"{_ADVICE.of(lang)}{_colon(lang)}{incident.advice.of(lang)}", "dim", rendering)


def _summary(run: Run, lang: Lang) -> Line:
    errors, warnings, infos = (run.count(severity) for severity in reversed(SEVERITIES))
    documents, missed = len(run.documents), len(run.incidents)
    style: Style = "incomplete" if missed else "error" if run.exit_code else "ok"
    if lang == "zh":
        words = f"{documents} 个文件：{errors} 个错误，{warnings} 个警告，{infos} 条提示"
        tail = f"；{missed} 处没有查完" if missed else ""
    else:
        words = f"{documents} file(s): {errors} error(s), {warnings} warning(s), {infos} info(s)"
        tail = f"; {missed} thing(s) not checked" if missed else ""
    return (words + tail, style), (f"  [exit {run.exit_code}]" if run.exit_code else "", "dim")


def render(run: Run, rendering: Rendering) -> str:
    clean = not run.diagnostics and not run.incidents and run.exit_code == 0
    if clean and not rendering.color:
        return ""
    if not rendering.color:
        return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines(run, rendering))
    import io

    from rich.console import Console

    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=rendering.width or 100, highlight=False, markup=False)
    for line in lines(run, rendering):
        console.print(styled(line), soft_wrap=True)
    return file.getvalue()


def styled(line: Line) -> object:
    """A line as rich's text. What it holds is never read as markup."""
    from rich.text import Text as Rich

    return Rich.assemble(*((text, STYLES[style]) for text, style in line))
