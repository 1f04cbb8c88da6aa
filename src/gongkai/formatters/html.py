"""`--format html`: one page that needs nothing else, to look at on a screen, with a keyboard, aloud or on paper.

Each report stands as it was read, its findings beside it, each linked to its cell or sentence and back. Without
JavaScript everything is there but the filters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Literal, TypeAlias

from gongkai.bilingual import Text
from gongkai.finding import SEVERITIES, Checked, Diagnostic, Outcome, Run, Severity, by_document, by_path
from gongkai.formatter import Rendering, cite
from gongkai.formatters.evidence import evidence
from gongkai.formatters.marks import locate
from gongkai.formatters.page import framed
from gongkai.formatters.reading import reading
from gongkai.formatters.words import SEVERITY, acceptance, incident_words, position
from gongkai.privacy import hiding

__all__ = ["render"]

Kind: TypeAlias = Severity | Literal["accepted"]
KINDS: tuple[Kind, ...] = ("error", "warning", "info", "accepted")
_ACCEPTED = Text("已接受", "accepted")
_VERDICT: dict[Outcome, Text] = {
    "ok": Text("查完了，没有不合格的问题", "Checked; nothing fails"),
    "findings": Text("查完了，有不合格的问题", "Checked; there are failing findings"),
    "incomplete": Text("没有查完：有内容没能检查", "Not complete: something was not checked"),
    "empty": Text("什么也没检查", "Nothing was checked"),
    "config-error": Text("配置有误", "Configuration error"),
}
# More bars than this are not a picture any more.
_BARS = 20


def render(run: Run, rendering: Rendering) -> str:
    return "\n".join(_page(run, rendering)) + "\n"


def _page(run: Run, rendering: Rendering) -> Iterator[str]:
    lang = rendering.lang
    verdict = f"<p class='verdict {run.outcome}'>{_VERDICT[run.outcome].of(lang)}</p>"
    title = Text("政府信息公开年报检查报告", "Disclosure report check").of(lang)
    yield from framed(title, [verdict, f"<p>{_counts(run, rendering)}</p>"], _main(run, rendering), rendering)


def _main(run: Run, rendering: Rendering) -> Iterator[str]:
    yield from _incidents(run, rendering)
    if len(run.documents) > 1:
        yield from _overview(run, rendering)
    if run.everything:
        yield from _filters(run, rendering)
    found = by_path(run.everything)
    known = {document.path: document for document in run.documents}
    paths = [document.path for document in run.documents]
    for number, path in enumerate((*paths, *sorted(found.keys() - known.keys())), 1):
        yield from _document(f"d{number}", path, known.get(path), tuple(found.get(path, ())), rendering)


def _counts(run: Run, rendering: Rendering) -> str:
    errors, warnings, infos = (run.count(severity) for severity in reversed(SEVERITIES))
    return Text(
        zh=f"{len(run.documents)} 个文件：{errors} 个错误，{warnings} 个警告，{infos} 条提示，{len(run.accepted)} 处已接受，"
        f"{len(run.incidents)} 处没有查完",
        en=f"{len(run.documents)} file(s): {errors} error(s), {warnings} warning(s), {infos} info(s), "
        f"{len(run.accepted)} accepted, {len(run.incidents)} not checked",
    ).of(rendering.lang)


def _incidents(run: Run, rendering: Rendering) -> Iterator[str]:
    if run.incidents:
        heading = Text("没有查完", "Not checked").of(rendering.lang)
        yield f"<section class='card' aria-labelledby='missed'><h2 id='missed'>{heading}</h2><ul>"
        for incident in run.incidents:
            where = escape(incident.path) + Text("：", ": ").of(rendering.lang) if incident.path else ""
            words = escape(incident_words(incident, rendering.lang))
            yield f"<li><strong>{escape(incident.code)}</strong> {where}{words}</li>"
        yield "</ul></section>"


def _overview(run: Run, rendering: Rendering) -> Iterator[str]:
    """For many reports: each with its counts, and bars of findings by rule and by body."""
    lang = rendering.lang
    yield f"<section class='card' aria-labelledby='all'><h2 id='all'>{Text('汇总', 'Overview').of(lang)}</h2>"
    label = Text("各文件的问题数，可滚动", "findings by file, scrollable").of(lang)
    yield f"<div class='scroll' tabindex='0' role='region' aria-label='{label}'><table class='overview'><thead><tr>"
    heads = [Text("文件", "file"), Text("机关", "body"), Text("年度", "year"), *(SEVERITY[s] for s in reversed(SEVERITIES)), _ACCEPTED, Text("没有查完", "not checked")]  # fmt: skip
    yield "".join(f"<th scope='col'>{head.of(lang)}</th>" for head in heads) + "</tr></thead><tbody>"
    *apart, _ = by_document(run)
    for number, one in enumerate(apart, 1):
        (document,) = one.documents
        counts = [*(one.count(s) for s in reversed(SEVERITIES)), len(one.accepted), len(one.incidents)]
        yield (
            f"<tr><th scope='row'><a href='#d{number}'>{escape(document.path)}</a></th>"
            f"<td>{escape(document.agency or '')}</td><td class='n'>{document.fiscal_year or ''}</td>"
            + "".join(f"<td class='n'>{count}</td>" for count in counts)
            + "</tr>"
        )
    yield "</tbody></table></div><div class='charts'>"
    bodies = {document.path: document.agency or document.path for document in run.documents}
    by_rule = Counter(f"{d.rule} {d.name}" for d in run.diagnostics)
    by_body = Counter(bodies.get(d.path, d.path) for d in run.diagnostics)
    yield from _bars(Text("按规则", "By rule").of(lang), by_rule, lang == "zh")
    yield from _bars(Text("按机关", "By body").of(lang), by_body, lang == "zh")
    yield "</div></section>"


def _bars(caption: str, counts: Counter[str], zh: bool) -> Iterator[str]:  # noqa: FBT001 - private
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not most:
        return
    yield f"<table class='bars'><caption><strong>{caption}</strong></caption><tbody>"
    for name, count in most[:_BARS]:
        share = 100 * count / most[0][1]
        yield (
            f"<tr><th scope='row'>{escape(name)}</th><td><span class='bar' style='width:{share:.1f}%'></span></td>"
            f"<td class='n'>{count}</td></tr>"
        )
    if rest := most[_BARS:]:
        words = f"其余 {len(rest)} 项" if zh else f"{len(rest)} more"
        yield f"<tr><th scope='row'>{words}</th><td></td><td class='n'>{sum(c for _, c in rest)}</td></tr>"
    yield "</tbody></table>"


def _name(kind: Kind) -> Text:
    return _ACCEPTED if kind == "accepted" else SEVERITY[kind]


def _filters(run: Run, rendering: Rendering) -> Iterator[str]:
    lang = rendering.lang
    yield f"<form class='filters' hidden aria-label='{Text('筛选', 'Filters').of(lang)}'>"
    yield f"<fieldset><legend>{Text('级别', 'Severity').of(lang)}</legend>"
    for kind in KINDS:
        total = sum(_kind(d) == kind for d in run.everything)
        name = _name(kind).of(lang)
        yield f"<label><input type='checkbox' value='{kind}' checked> {name} {total}</label>"
    yield f"</fieldset><label>{Text('规则', 'Rule').of(lang)} <select><option value=''>{Text('全部', 'all').of(lang)}</option>"
    for rule, name in sorted({(d.rule, d.name) for d in run.everything}):
        yield f"<option value='{escape(rule)}'>{escape(rule)} {escape(name)}</option>"
    yield f"</select></label> <span>{Text('显示', 'Shown').of(lang)} <output id='shown' aria-live='polite'></output></span></form>"


def _kind(diagnostic: Diagnostic) -> Kind:
    return "accepted" if diagnostic.accepted else diagnostic.severity


def _document(
    key: str, path: str, document: Checked | None, found: tuple[Diagnostic, ...], rendering: Rendering
) -> Iterator[str]:
    lang = rendering.lang
    material = rendering.materials.get(path)
    report = material.report if material else None
    name = (document.agency if document else None) or path
    yield f"<article class='document' id='{key}' aria-labelledby='{key}-h'><h2 id='{key}-h'>{escape(name)}</h2>"
    yield f"<p class='soft'>{escape(_facts(path, document, rendering))}</p><div class='columns'>"
    label = escape(Text(zh=f"{key[1:]}. {name}：问题", en=f"{key[1:]}. {name}: findings").of(lang))
    yield f"<div class='findings' tabindex='0' role='region' aria-label='{label}'>"
    yield f"<h3>{Text('问题', 'Findings').of(lang)} {len(found)}</h3><ol>"
    hide = hiding(material.private if material else ())
    marks = locate(report, found, hide) if report else None
    for number, diagnostic in enumerate(found, 1):
        spot = f"#{key}-m{number}" if marks and number not in marks.loose else None
        yield from _finding(f"{key}-f{number}", number, diagnostic, spot, rendering)
    yield "</ol></div>"
    if report and marks:
        yield f"<div class='report'><h3>{Text('报告原文（按读到的内容）', 'The report as read').of(lang)}</h3>"
        yield from reading(report, found, marks, key, lang, hide)
        yield "</div>"
    yield "</div></article>"


def _facts(path: str, document: Checked | None, rendering: Rendering) -> str:
    facts = [path]
    if document:
        zh = rendering.lang == "zh"
        if document.fiscal_year:
            facts.append(f"{document.fiscal_year}年度" if zh else f"fiscal year {document.fiscal_year}")
        facts += [fact for fact in (document.standard, document.format) if fact]
        if document.fidelity is not None:
            facts.append(f"读懂 {document.fidelity:.0%}" if zh else f"{document.fidelity:.0%} understood")
        facts.append(f"用了 {document.rules_applied} 条规则" if zh else f"{document.rules_applied} rules applied")
    return " · ".join(facts)


def _finding(key: str, number: int, diagnostic: Diagnostic, spot: str | None, rendering: Rendering) -> Iterator[str]:
    lang, kind = rendering.lang, _kind(diagnostic)
    name = _name(kind).of(lang)
    label = escape(diagnostic.place.where.label.of(lang) or Text("全文", "whole report").of(lang))
    at = position(diagnostic.place.at, lang)
    yield f"<li class='finding {kind}' id='{key}' data-kind='{kind}' data-rule='{escape(diagnostic.rule)}'>"
    yield (
        f"<p class='head'>{number}. <span class='badge {kind}'>{name}</span> <strong>{escape(diagnostic.rule)}</strong> "
        f"{escape(diagnostic.name)}</p>"
    )
    place = f"<a href='{spot}'>{label}</a>" if spot else label
    there = Text(f"（{at}）", f"({at})").of(lang) if at else ""
    yield f"<p class='head'>{place}{f' <span class=soft>{escape(there)}</span>' if there else ''}</p>"
    yield f"<p class='message'>{escape(diagnostic.message.of(lang))}</p>"
    excerpt = diagnostic.place.excerpt
    if not spot and excerpt and excerpt.text.strip():
        yield f"<p class='text'>{escape(excerpt.text)}</p>"
    for line in evidence(diagnostic, lang):
        yield f"<p class='evidence'>{escape(line)}</p>"
    yield f"<p>{Text('改法：', 'Advice: ').of(lang)}{escape(diagnostic.advice.of(lang))}</p>"
    yield from _law(diagnostic, rendering)
    if why := acceptance(diagnostic, lang):
        yield f"<p><strong>{escape(why)}</strong></p>"
    yield f"<p class='anchor'>anchor {diagnostic.fingerprint}</p></li>"


def _law(diagnostic: Diagnostic, rendering: Rendering) -> Iterator[str]:
    """The citations, and behind them what the articles say, as far as it is on record."""
    if not diagnostic.basis:
        return
    said = []
    for each in dict.fromkeys(diagnostic.basis):
        instrument = rendering.instruments.get(each.instrument)
        article = instrument.articles.get(each.article) if instrument else None
        if article:
            name, says = cite((each,), rendering), article.summary.of(rendering.lang)
            colon = Text("：", ": ").of(rendering.lang)
            said.append(f"<p class='soft'>{escape(name)}{colon}{escape(says)}</p>")
    head = Text("依据：", "Basis: ").of(rendering.lang) + escape(cite(diagnostic.basis, rendering))
    yield (
        f"<details class='soft'><summary>{head}</summary>{''.join(said)}</details>"
        if said
        else f"<p class='soft'>{head}</p>"
    )
