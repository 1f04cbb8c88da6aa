"""Statistics as a web page that needs nothing else: charts as inline SVG, and every table. No JavaScript."""

from __future__ import annotations

import pkgutil
from collections.abc import Collection, Iterator
from html import escape

from gongkai.bilingual import Text
from gongkai.formatters.statistics.charts import Chart, charts
from gongkai.formatters.statistics.tables import Table, headline, missing, tables
from gongkai.lang import Lang
from gongkai.statistics import Dimension, Statistics

__all__ = ["as_html"]

_TITLE = Text("政府信息公开年报检查统计", "Disclosure reports: statistics of checks")
_STYLE = (
    ".charts { grid-template-columns:repeat(auto-fit,minmax(min(36rem,100%),1fr)) } figure.card { margin:0 } "
    ".verdict p { margin:.1rem 0 } .verdict small { font-weight:400 } tr.gap > * { background:#fff0cf } "
    "figcaption h2 { margin:0 } td, th { white-space:nowrap }"
)
# Of a chart, in pixels.
_WIDTH, _ROW, _NAME, _VALUE = 640, 24, 300, 70


def as_html(found: Statistics, by: Collection[Dimension], top: int, lang: Lang) -> str:
    return "\n".join(_page(found, by, top, lang)) + "\n"


def _page(found: Statistics, by: Collection[Dimension], top: int, lang: Lang) -> Iterator[str]:
    title = _TITLE.of(lang)
    css = (pkgutil.get_data("gongkai.formatters", "page.css") or b"").decode()
    yield "<!doctype html>"
    yield f"<html lang='{'zh-CN' if lang == 'zh' else 'en'}'><head><meta charset='utf-8'>"
    yield "<meta name='viewport' content='width=device-width, initial-scale=1'>"
    yield f"<title>{title}</title><style>{css}\n{_STYLE}</style></head><body><header><h1>{title}</h1>"
    if gaps := missing(found, lang):
        yield "<div class='verdict incomplete' role='alert'>"
        yield from (f"<p>{_indented(line)}</p>" for line in gaps)
        yield "</div>"
    yield f"<p><strong>{escape(headline(found, lang))}</strong></p></header><main id='main'>"
    yield "<div class='charts'>"
    for chart in charts(found, by, lang):
        if chart.bars:
            yield from _chart(chart, lang)
    yield "</div>"
    for table in tables(found, by, top, lang):
        yield from _table(table, lang)
    yield "</main></body></html>"


def _indented(line: str) -> str:
    words = escape(line.strip())
    return f"<small>{words}</small>" if line.startswith(" ") else words


def _chart(chart: Chart, lang: Lang) -> Iterator[str]:
    most = max(bar.value for bar in chart.bars) or 1.0
    height = _ROW * len(chart.bars)
    left = Text(f"，另有{chart.left}个未画", f"; {chart.left} more not drawn").of(lang) if chart.left else ""
    yield f"<figure class='card'><figcaption><h2>{escape(chart.title)}</h2>"
    yield f"<p class='soft'>{escape(chart.unit)}{left}</p></figcaption>"
    # The table below holds the same in words.
    yield f"<svg viewBox='0 0 {_WIDTH} {height}' width='100%' aria-hidden='true' font-size='13'>"
    for number, bar in enumerate(chart.bars):
        middle = number * _ROW + _ROW // 2
        long = bar.value / most * (_WIDTH - _NAME - _VALUE)
        yield f"<text x='{_NAME - 8}' y='{middle}' dy='.35em' text-anchor='end'>{escape(_short(bar.label))}</text>"
        yield f"<rect x='{_NAME}' y='{middle - 8}' width='{max(long, 1):.1f}' height='16' fill='{bar.color}'/>"
        yield f"<text x='{_NAME + max(long, 1) + 6:.1f}' y='{middle}' dy='.35em'>{escape(bar.told)}</text>"
    yield "</svg></figure>"


def _short(name: str) -> str:
    """A name that fits beside its bar; its end, with the number of reports, is kept."""
    from gongkai.formatters.cells import width

    if width(name) <= _LONGEST:
        return name
    start, _, end = name.rpartition(" ")
    while start and width(f"{start}… {end}") > _LONGEST:
        start = start[:-1]
    return f"{start}… {end}"


# Cells of a terminal, about 7 pixels each in this size.
_LONGEST = (_NAME - 8) // 7


def _table(table: Table, lang: Lang) -> Iterator[str]:
    yield f"<section class='card'><h2>{escape(table.title)}</h2><div class='scroll'><table><thead><tr>"
    yield "".join(f"<th scope='col'>{escape(name)}</th>" for name in table.head)
    yield "</tr></thead><tbody>"
    for number, row in enumerate(table.rows):
        first, *rest = (
            escape(cell) if n not in table.numbers else f"<td class='n'>{escape(cell)}</td>"
            for n, cell in enumerate(row)
        )
        cells = "".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in rest)
        mark = " class='gap'" if number in table.marked else ""
        yield f"<tr{mark}><th scope='row'>{first}</th>{cells}</tr>"
    yield "</tbody></table></div>"
    if table.left:
        words = Text(f"还有{table.left}行没有列出", f"{table.left} more rows are not listed")
        yield f"<p class='soft'>{words.of(lang)}</p>"
    yield "</section>"
