"""Two reports compared, for terminals: a line for each cell, the changed words of each section."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gongkai.bilingual import Text
from gongkai.comparison import CRITERION, Comparison, Figure, ParagraphChange, SectionChange
from gongkai.formatter import Rendering
from gongkai.formatters.cells import fold, visible, width
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
from gongkai.formatters.text import Line, Style, printed
from gongkai.lang import Lang

__all__ = ["as_text"]

_NOTE, _MISSED = Text("注意", "note"), Text("没有比较", "not compared")
_WIDEST = 24
# Of unchanged words between two changes so many are shown on either side.
_AROUND = 18
_SIGNS: dict[str, tuple[str, Style]] = {
    "changed": ("~", "warning"),
    "added": ("+", "ok"),
    "removed": ("-", "error"),
    "same": ("=", "dim"),
}


def as_text(comparison: Comparison, rendering: Rendering, *, everything: bool = False) -> str:
    """The comparison as text. Cells that are 0 or blank in both are only counted, unless `everything` is asked for."""
    return printed(_lines(comparison, rendering, everything=everything), rendering)


def _lines(comparison: Comparison, rendering: Rendering, *, everything: bool) -> Iterator[Line]:
    lang = rendering.lang
    for report in (comparison.last, comparison.this):
        yield (visible(report.path), "path"), (f"  {visible(report_words(report, lang))}", "dim")
    for note in comparison.notes:
        word = _MISSED if note.incomplete else _NOTE
        style: Style = "incomplete" if note.incomplete else "warning"
        yield ("  ", ""), (f" {word.of(lang)} ", style), (f"  {visible(note.message.of(lang))}", "")
    yield ()
    for _, group in groupby(comparison.figures, key=lambda figure: figure.table):
        yield from _table(list(group), comparison, lang, everything=everything)
        yield ()
    for section in comparison.sections:
        yield from _section(section, rendering, everything=everything)
    yield _summary(comparison, lang)
    yield ((CRITERION.of(lang), "dim"),)


def _table(figures: list[Figure], comparison: Comparison, lang: Lang, *, everything: bool) -> Iterator[Line]:
    shown = [figure for figure in figures if everything or not figure.empty]
    years = year_words(comparison, lang)
    heads = (*years, Text("变化", "change").of(lang), Text("百分比", "per cent").of(lang))
    rows = [_values(figure, lang) for figure in shown]
    widths = [max(width(row[n]) for row in (heads, *rows)) for n in range(4)]
    indent = max((width(figure.column_label) for figure in shown), default=0) + 4
    title = figures[0].table_name.of(lang)
    yield (_fit(title, indent), "path"), *(("  " + _right(head, widths[n]), "dim") for n, head in enumerate(heads))
    for row, group in groupby(zip(shown, rows, strict=True), key=lambda item: (item[0].row, item[0].row_label)):
        if row[1]:
            yield ((f"  {visible(row[1])}", ""),)
        for figure, values in group:
            yield _figure(figure, values, widths, indent, lang)
    if hidden := len(figures) - len(shown):
        words = Text(f"  另有{hidden}格都是0或空白", f"  {hidden} more cell(s) are 0 or blank").of(lang)
        yield ((words, "dim"),)


def _values(figure: Figure, lang: Lang) -> tuple[str, str, str, str]:
    old, new = (_short(cell_words(cell, figure, lang)) for cell in (figure.last, figure.this))
    return old, new, signed(figure), percent(figure)


def _figure(figure: Figure, values: tuple[str, ...], widths: list[int], indent: int, lang: Lang) -> Line:
    style: Style = "mark" if figure.outlier else "dim" if figure.kind == "same" else ""
    cells = "".join("  " + _right(value, widths[n]) for n, value in enumerate(values))
    mark = OUTLIER if figure.outlier else STATE if figure.kind == "state" else None
    tail = f"  {mark.of(lang)}" if mark else ""
    return ("    ", ""), (_fit(visible(figure.column_label), indent - 4), ""), (cells, style), (tail, "mark")


def _section(section: SectionChange, rendering: Rendering, *, everything: bool) -> Iterator[Line]:
    lang = rendering.lang
    name = section.name or OPENING.of(lang)
    kinds = [_kind(paragraph) for paragraph in section.paragraphs]
    names = {
        "same": Text("相同{n}段", "{n} the same"), "changed": Text("改动{n}段", "{n} changed"), "added": Text("新增{n}段", "{n} new"),
        "removed": Text("删去{n}段", "{n} gone"), "moved": Text("移动{n}段", "{n} moved"),
    }  # fmt: skip
    told = [names[kind].fill({"n": kinds.count(kind)}).of(lang) for kind in names if kind in kinds]
    if section.last_heading is None:
        told.append(Text("只有后一份有这一部分", "only in the second report").of(lang))
    if section.this_heading is None:
        told.append(Text("只有前一份有这一部分", "only in the first report").of(lang))
    if section.carried is not None:
        share = f"{section.carried:.0%}"
        told.append(Text(f"自写文字的{share}前一份已有", f"{share} of its own words were there before").of(lang))
    yield (visible(name), "path"), ("  " + Text("，", ", ").of(lang).join(told), "dim")
    for paragraph in section.paragraphs:
        if everything or paragraph.kind != "same" or paragraph.moved:
            yield from _paragraph(paragraph, rendering)
    yield ()


def _kind(paragraph: ParagraphChange) -> str:
    return "moved" if paragraph.moved and paragraph.kind == "same" else paragraph.kind


def _paragraph(paragraph: ParagraphChange, rendering: Rendering) -> Iterator[Line]:
    sign, style = _SIGNS[paragraph.kind]
    moved = Text("（移动）", "(moved) ").of(rendering.lang) if paragraph.moved else ""
    if paragraph.kind == "changed" and paragraph.pieces:
        parts: list[tuple[str, Style]] = [(f"  {sign} {moved}", style)]
        for number, piece in enumerate(paragraph.pieces):
            text = visible(piece.text)
            if piece.op == "same":
                first, last = number == 0, number == len(paragraph.pieces) - 1
                parts.append((_context(text, first=first, last=last), ""))
            elif piece.op == "removed":
                parts.append((f"[-{text}-]", "error"))
            else:
                parts.append((f"{{+{text}+}}", "ok"))
        yield tuple(parts)
        return
    both = [("-", "error", paragraph.last), ("+", "ok", paragraph.this)]
    lines: list[tuple[str, Style, str]] = (
        [(mark, "error" if mark == "-" else "ok", passage.text) for mark, _, passage in both if passage]
        if paragraph.kind == "changed"
        else [(sign, style, passage.text) for passage in (paragraph.this or paragraph.last,) if passage]
    )
    room = max(rendering.width - 4, 20) if rendering.width else 1 << 30
    for mark, look, text in lines:
        for number, part in enumerate(fold(visible(f"{moved}{text}"), room)):
            yield (f"  {mark} " if number == 0 else "    ", look), (part, look if mark != "=" else "dim")


def _context(text: str, *, first: bool, last: bool) -> str:
    """What is unchanged, cut where it is far from a change."""
    before, after = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(text) <= before + after + 3:
        return text
    return text[:before] + "…" + (text[-after:] if after else "")


def _summary(comparison: Comparison, lang: Lang) -> Line:
    tally = counts(comparison)
    marked = sum(figure.outlier for figure in comparison.figures)
    words = Text(
        zh=f"{len(comparison.figures)}格：{tally['same']}格相同，{tally['changed']}格有变化（其中异常{marked}格），{tally['state']}格不是数而不同，"
        f"{tally['only_last']}格只有前一份有，{tally['only_this']}格只有后一份有",
        en=f"{len(comparison.figures)} cells: {tally['same']} the same, {tally['changed']} changed ({marked} outliers), "
        f"{tally['state']} differ without being numbers, {tally['only_last']} only in the first, {tally['only_this']} only in the second",
    )
    return ((words.of(lang), "ok" if comparison.complete else "incomplete"),)


def _short(text: str) -> str:
    words = visible(text)
    while width(words) > _WIDEST:
        words = words[: max(len(words) - 2, 0)] + "…" if not words.endswith("…") else words[:-2] + "…"
    return words


def _right(text: str, cells: int) -> str:
    return " " * (cells - width(text)) + text


def _fit(text: str, cells: int) -> str:
    return text + " " * max(cells - width(text), 0)
