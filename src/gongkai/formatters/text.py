"""The terminal's format: findings by file, severity and place, with the words or the sum they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeAlias

from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.bodies import body_name
from gongkai.finding import SEVERITIES, Checked, Diagnostic, Incident, Run, Tally, by_path, exit_code
from gongkai.formatter import Rendering, cite
from gongkai.formatters.cells import fold, visible, width, window
from gongkai.formatters.evidence import evidence
from gongkai.formatters.words import SEVERITY, acceptance, position
from gongkai.lang import Lang
from gongkai.place import Excerpt

__all__ = ["STYLES", "Line", "Parts", "Style", "lines", "printed", "render", "stream", "styled"]

Style = Literal["", "path", "dim", "error", "warning", "info", "rule", "mark", "incomplete", "ok"]
Line: TypeAlias = tuple[tuple[str, Style], ...]

# Terminal styles by their meaning; plain output has none.
STYLES: dict[Style, str] = {
    "path": "bold", "dim": "dim", "error": "bold red", "warning": "bold yellow", "info": "cyan",
    "rule": "bold", "mark": "bold magenta", "incomplete": "bold white on red", "ok": "green", "": "",
}  # fmt: skip
_ADVICE, _BASIS, _MISSED = Text("改法", "advice"), Text("依据", "basis"), Text("没有查完", "not checked")
# Lines are folded to the terminal, but not to fewer cells than this.
_SHORTEST = 12


def lines(run: Run, rendering: Rendering, tally: Tally | None = None) -> Iterator[Line]:
    """The output as lines of styled pieces. A complete run without findings has none but the summary. With a `tally`,
    the run is the rest of a larger one, which has these counts."""
    if rendering.group_by == "file":
        yield from _by_file(run, rendering)
    else:
        yield from _by_other(run, rendering)
    paths = {document.path for document in run.documents}
    for incident in run.incidents:
        if rendering.group_by != "file" or incident.path not in paths:
            if incident.path:
                yield ((visible(incident.path), "path"),)
            yield from _incident(incident, rendering)
            yield ()
    if run.accepted:
        yield from _accepted(run, rendering)
        yield ()
    if rendering.statistics:
        yield from _statistics(run, rendering)
        yield ()
    yield _summary(run, tally or run.tally, rendering.lang)


def _by_file(run: Run, rendering: Rendering) -> Iterator[Line]:
    found, missed = by_path(run.diagnostics), by_path(run.incidents)
    for document in run.documents:
        here, gaps = found.pop(document.path, []), missed.pop(document.path, [])
        if not here and not gaps:
            continue
        yield from _head(document, rendering.lang)
        yield from _strongest_first(here, rendering)
        for incident in gaps:
            yield from _incident(incident, rendering)
        yield ()
    # Notices about the suppressions file, which is no document.
    for path, here in found.items():
        yield ((visible(path), "path"),)
        yield from _strongest_first(here, rendering)
        yield ()


def _by_other(run: Run, rendering: Rendering) -> Iterator[Line]:
    """Findings by rule or by reporting body, each with its file."""
    bodies = {document.path: document.agency or document.path for document in run.documents}
    groups: dict[str, list[Diagnostic]] = {}
    for diagnostic in run.diagnostics:
        rule = f"{diagnostic.rule} {diagnostic.name}"
        name = rule if rendering.group_by == "rule" else bodies.get(diagnostic.path, diagnostic.path)
        groups.setdefault(name, []).append(diagnostic)
    for name, found in sorted(groups.items()):
        yield (visible(name), "path"), (f"  {len(found)}", "dim")
        path = ""
        for diagnostic in found:
            if diagnostic.path != path:
                path = diagnostic.path
                yield ("  ", ""), (visible(path), "path")
            yield from _diagnostic(diagnostic, rendering)
        yield ()


def _strongest_first(found: list[Diagnostic], rendering: Rendering) -> Iterator[Line]:
    for severity in reversed(SEVERITIES):
        for diagnostic in found:
            if diagnostic.severity == severity:
                yield from _diagnostic(diagnostic, rendering)


def _accepted(run: Run, rendering: Rendering) -> Iterator[Line]:
    """What does not count: suppressed findings with who answers for them, and how many are in the baseline."""
    suppressed = [d for d in run.accepted if d.accepted and d.accepted.by == "suppression"]
    for diagnostic in suppressed:
        yield (f"  {diagnostic.rule} ", "dim"), (visible(diagnostic.path), "dim")
        yield from _folded(acceptance(diagnostic, rendering.lang), "dim", rendering)
    if old := len(run.accepted) - len(suppressed):
        words = Text(
            zh=f"  基线中已有的问题：{old} 处，不计入", en=f"  {old} finding(s) in the baseline, not counted"
        )
        yield ((words.of(rendering.lang), "dim"),)


def _statistics(run: Run, rendering: Rendering) -> Iterator[Line]:
    """Findings by rule, the most frequent first, each with in how many files."""
    counts: dict[str, int] = {}
    files: dict[str, set[str]] = {}
    for diagnostic in run.diagnostics:
        rule = f"{diagnostic.rule} {diagnostic.name}"
        counts[rule] = counts.get(rule, 0) + 1
        files.setdefault(rule, set()).add(diagnostic.path)
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        words = Text(
            zh=f"{count:>5} 处 {len(files[rule]):>4} 个文件", en=f"{count:>5} in {len(files[rule]):>4} file(s)"
        )
        yield (words.of(rendering.lang), ""), (f"  {rule}", "rule")


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
    at = position(place.at, lang)
    label = visible(place.where.label.of(lang))
    yield (
        ("  ", ""),
        (SEVERITY[severity].of(lang), severity),
        (f" {diagnostic.rule} {diagnostic.name}", "rule"),
        (f"  {label}" if label else "", ""),
        (f"  ({at})" if at else "", "dim"),
    )
    yield from _folded(diagnostic.message.of(lang), "", rendering)
    if place.excerpt:
        yield from _excerpt(place.excerpt, rendering)
    for line in evidence(diagnostic, lang):
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


def _incident(incident: Incident, rendering: Rendering) -> Iterator[Line]:
    lang = rendering.lang
    yield ("  ", ""), (f" {_MISSED.of(lang)} ", "incomplete"), (f" {incident.code}", "rule")
    for part in incident.message.of(lang).splitlines():
        yield from _folded(part, "", rendering)
    if incident.advice:
        yield from _folded(f"{_ADVICE.of(lang)}{_colon(lang)}{incident.advice.of(lang)}", "dim", rendering)


def _summary(run: Run, tally: Tally, lang: Lang) -> Line:
    missed, code = tally.missed + tally.nothing, _exit_code(run, tally)
    style: Style = "incomplete" if missed else "error" if code else "ok"
    if lang == "zh":
        words = f"{tally.documents} 个文件：{tally.errors} 个错误，{tally.warnings} 个警告，{tally.infos} 条提示"
        tail = (f"，{tally.accepted} 处已接受" if tally.accepted else "") + (
            f"；{missed} 处没有查完" if missed else ""
        )
    else:
        words = (
            f"{tally.documents} file(s): {tally.errors} error(s), {tally.warnings} warning(s), {tally.infos} info(s)"
        )
        tail = (f", {tally.accepted} accepted" if tally.accepted else "") + (
            f"; {missed} thing(s) not checked" if missed else ""
        )
    return (words + tail, style), (f"  [exit {code}]" if code else "", "dim")


def _exit_code(run: Run, tally: Tally) -> int:
    return exit_code(tally.outcome(run.fail_level, run.max_warnings), exit_zero=run.exit_zero)


def _silent(run: Run, tally: Tally) -> bool:
    """Whether there is nothing to tell."""
    found = tally.errors or tally.warnings or tally.infos or tally.accepted
    return not (found or tally.missed or tally.nothing or _exit_code(run, tally))


def render(run: Run, rendering: Rendering) -> str:
    if _silent(run, run.tally) and not rendering.statistics and not rendering.color:
        return ""
    return printed(lines(run, rendering), rendering)


def stream(rendering: Rendering) -> Parts | None:
    """The same as documents come; None where what is told first rests on all of them, and for terminals, which show
    meanwhile how far the run is."""
    whole = rendering.group_by != "file" or rendering.statistics or rendering.color
    return None if whole else Parts(rendering)


class Parts:
    """The text document by document."""

    def __init__(self, rendering: Rendering) -> None:
        self._rendering = rendering
        self._accepted: list[Diagnostic] = []

    def begin(self) -> str:
        return ""

    def document(self, run: Run) -> str:
        self._accepted += run.accepted
        return printed(_by_file(run, self._rendering), self._rendering)

    def end(self, rest: Run, tally: Tally) -> str:
        if _silent(rest, tally):
            return ""
        rest = replace(rest, accepted=(*self._accepted, *rest.accepted))
        return printed(lines(rest, self._rendering, tally), self._rendering)


def printed(told: Iterable[Line], rendering: Rendering) -> str:
    """The lines as they are printed: with colours, or plain."""
    if not rendering.color:
        return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in told)
    import io

    from rich.console import Console

    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=rendering.width or 100, highlight=False, markup=False)
    for line in told:
        console.print(styled(line, rendering.link), soft_wrap=True)
    return file.getvalue()


def styled(line: Line, link: Callable[[str], str] | None = None) -> object:
    """A line as rich's text. What it holds is never read as markup. Paths become links where `link` makes them."""
    from rich.style import Style as RichStyle
    from rich.text import Text as Rich

    whole = Rich()
    for text, style in line:
        look = RichStyle.parse(STYLES[style])
        if link and style == "path":
            look += RichStyle(link=link(text))
        whole.append(text, look)
    return whole
