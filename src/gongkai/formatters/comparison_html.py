"""Two reports compared, as a web page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from gongkai.bilingual import Text
from gongkai.comparison import CRITERION, Comparison, Figure, ParagraphChange, SectionChange
from gongkai.formatter import Rendering
from gongkai.formatters.comparison import (
    OPENING,
    OUTLIER,
    STATE,
    cell_words,
    counts,
    percent,
    report_words,
    signed,
    year_words,
)
from gongkai.formatters.page import framed
from gongkai.lang import Lang

__all__ = ["as_html"]

_KINDS = {
    "changed": Text("改动", "changed"), "added": Text("新增", "new"), "removed": Text("删去", "gone"), "same": Text("相同", "same"),
}  # fmt: skip
_MOVED = Text("移动", "moved")


def as_html(comparison: Comparison, rendering: Rendering) -> str:
    title = Text("两份年报比较", "Two disclosure reports compared").of(rendering.lang)
    return "\n".join(framed(title, _head(comparison, rendering.lang), _main(comparison, rendering), rendering)) + "\n"


def _head(comparison: Comparison, lang: Lang) -> Iterator[str]:
    for name, report in zip(year_words(comparison, lang), (comparison.last, comparison.this), strict=True):
        yield f"<p><strong>{escape(name)}</strong> {escape(report_words(report, lang))} <span class='soft'>{escape(report.path)}</span></p>"
    tally = counts(comparison)
    marked = sum(figure.outlier for figure in comparison.figures)
    words = Text(
        zh=f"{tally['changed']}格有变化，其中异常{marked}格；{tally['state']}格不是数而不同；{tally['only_last'] + tally['only_this']}格只有一份有",
        en=f"{tally['changed']} cells changed, {marked} of them outliers; {tally['state']} differ without being numbers; "
        f"{tally['only_last'] + tally['only_this']} are in one report only",
    ).of(lang)
    if comparison.complete:
        yield f"<p>{words}</p>"
    else:
        missed = Text("没有比较完", "Not everything was compared").of(lang)
        yield f"<p class='verdict incomplete'>{missed}</p><p>{words}</p>"


def _main(comparison: Comparison, rendering: Rendering) -> Iterator[str]:
    lang = rendering.lang
    if comparison.notes:
        yield f"<section class='card' aria-labelledby='notes'><h2 id='notes'>{Text('注意', 'Notes').of(lang)}</h2><ul>"
        for note in comparison.notes:
            words = escape(note.message.of(lang))
            yield f"<li>{f'<strong>{words}</strong>' if note.incomplete else words}</li>"
        yield "</ul></section>"
    for number, (_, group) in enumerate(groupby(comparison.figures, key=lambda figure: figure.table), 1):
        yield from _table(f"t{number}", list(group), comparison, lang)
    for number, section in enumerate(comparison.sections, 1):
        yield from _section(f"s{number}", section, lang)


def _table(key: str, figures: list[Figure], comparison: Comparison, lang: Lang) -> Iterator[str]:
    name = escape(figures[0].table_name.of(lang))
    told, silent = [f for f in figures if not f.empty], [f for f in figures if f.empty]
    yield f"<section class='card' aria-labelledby='{key}'><h2 id='{key}'>{name}</h2>"
    if told:
        yield f"<p class='soft'>{escape(CRITERION.of(lang))}</p>"
        yield from _cells(f"{name} 1", told, comparison, lang)
    if silent:
        words = Text(f"{len(silent)}格都是0或空白", f"{len(silent)} cell(s) are 0 or blank").of(lang)
        yield f"<details><summary>{words}</summary>"
        yield from _cells(f"{name} 2", silent, comparison, lang)
        yield "</details>"
    yield "</section>"


def _cells(name: str, figures: list[Figure], comparison: Comparison, lang: Lang) -> Iterator[str]:
    label = Text(f"{name}，可左右滚动", f"{name}, scrollable").of(lang)
    heads = (
        Text("格", "cell").of(lang),
        *year_words(comparison, lang),
        Text("变化", "change").of(lang),
        Text("百分比", "per cent").of(lang),
        Text("标记", "mark").of(lang),
    )
    yield f"<div class='scroll' tabindex='0' role='region' aria-label='{label}'><table class='figures'><thead><tr>"
    yield "".join(f"<th scope='col'>{escape(head)}</th>" for head in heads) + "</tr></thead>"
    for (_, row), group in groupby(figures, key=lambda figure: (figure.row, figure.row_label)):
        yield "<tbody>"
        if row:
            yield f"<tr><th colspan='6' scope='rowgroup'>{escape(row)}</th></tr>"
        for figure in group:
            yield _figure(figure, lang)
        yield "</tbody>"
    yield "</table></div>"


def _figure(figure: Figure, lang: Lang) -> str:
    kind = " class='outlier'" if figure.outlier else ""
    cells = "".join(
        f"<td class='{'n' if cell and cell.value is not None else 'state'}'>{escape(cell_words(cell, figure, lang))}</td>"
        for cell in (figure.last, figure.this)
    )
    mark = (
        f"<strong>{OUTLIER.of(lang)}</strong>" if figure.outlier else STATE.of(lang) if figure.kind == "state" else ""
    )
    return (
        f"<tr{kind}><th scope='row'>{escape(figure.column_label)}</th>{cells}"
        f"<td class='n'>{signed(figure)}</td><td class='n'>{percent(figure)}</td><td>{mark}</td></tr>"
    )


def _section(key: str, section: SectionChange, lang: Lang) -> Iterator[str]:
    name = escape(section.name or OPENING.of(lang))
    yield f"<section class='card' aria-labelledby='{key}'><h2 id='{key}'>{name}</h2>"
    if section.last_heading is None or section.this_heading is None:
        words = Text("只有一份报告有这一部分", "Only one of the reports has this section").of(lang)
        yield f"<p class='soft'>{words}</p>"
    if section.carried is not None:
        share = f"{section.carried:.0%}"
        words = Text(
            f"自写文字（不计套话、名称、年份和数字）的{share}前一份已有",
            f"{share} of its own words (without formulas, names, years and numbers) were there before",
        ).of(lang)
        yield f"<p class='soft'>{words}</p>"
    if not section.paragraphs:
        yield f"<p class='soft'>{Text('没有文字', 'No words').of(lang)}</p>"
    for moved_or_told, group in groupby(section.paragraphs, key=lambda each: each.kind != "same" or each.moved):
        paragraphs = list(group)
        if moved_or_told:
            yield from _paragraphs(paragraphs, lang)
        else:
            words = Text(f"相同的{len(paragraphs)}段", f"{len(paragraphs)} paragraph(s) the same").of(lang)
            yield f"<details><summary>{words}</summary>"
            yield from _paragraphs(paragraphs, lang)
            yield "</details>"
    yield "</section>"


def _paragraphs(paragraphs: Iterable[ParagraphChange], lang: Lang) -> Iterator[str]:
    for paragraph in paragraphs:
        kinds = [_KINDS[paragraph.kind].of(lang)] * (paragraph.kind != "same" or not paragraph.moved)
        kinds += [_MOVED.of(lang)] * paragraph.moved
        label = f"<span class='soft'>{'、'.join(kinds)}</span> "
        yield f"<p class='paragraph {paragraph.kind}'>{label}{_words(paragraph)}</p>"


def _words(paragraph: ParagraphChange) -> str:
    old, new = (escape(passage.text) if passage else "" for passage in (paragraph.last, paragraph.this))
    if paragraph.kind == "changed" and not paragraph.pieces:
        return f"<del>{old}</del> <ins>{new}</ins>"
    if paragraph.kind == "changed":
        tags = {"removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>"), "same": ("", "")}
        return "".join(escape(piece.text).join(tags[piece.op]) for piece in paragraph.pieces)
    if paragraph.kind == "removed":
        return f"<del>{old}</del>"
    return f"<ins>{new}</ins>" if paragraph.kind == "added" else new
