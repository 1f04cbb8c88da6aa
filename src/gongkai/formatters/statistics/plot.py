"""The charts of statistics as PNG or SVG, drawn by matplotlib (the extra `plot`).

Chinese needs a font that has it. Where none is installed, what can be said in English is, names of places are replaced by
numbers, and the caller is told.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.formatters.statistics.charts import Chart, charts
from gongkai.formatters.statistics.tables import headline, missing
from gongkai.lang import Lang
from gongkai.statistics import Dimension, Statistics

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["as_picture", "chinese_font"]

# Fonts with all common Chinese characters, the usual ones of each system first.
FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "Noto Sans CJK JP", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Heiti SC", "STHeiti",
    "Noto Serif CJK SC", "Noto Serif CJK JP", "SimSun", "Arial Unicode MS", "Droid Sans Fallback",
)  # fmt: skip
_WIDTH = 11.0  # inches


def chinese_font() -> str | None:
    """The name of an installed font for Chinese, None if there is none. Raises UsageError without matplotlib."""
    try:
        from matplotlib import font_manager
    except ImportError as error:
        raise UsageError(
            Text(zh="画 PNG、SVG 图需要 matplotlib", en="Plots as PNG or SVG need matplotlib"),
            Text(zh="安装：pip install 'gongkai[plot]'；或者画成网页：--plot 图.html", en="Install it: pip install 'gongkai[plot]'; or plot a web page: --plot plot.html"),
        ) from error  # fmt: skip
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in FONTS if name in installed), None)


def as_picture(
    found: Statistics, by: Collection[Dimension], kind: Literal["png", "svg"], lang: Lang, font: str | None
) -> bytes:
    """The charts below each other. The same statistics and fonts give the same bytes."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    drawn = [chart for chart in charts(found, by, lang if font else "en") if chart.bars]
    words = lang if font else "en"
    gaps = [line for line in missing(found, words) if not line.startswith(" ")]
    told = [*gaps, headline(found, words)]
    names = [font, "DejaVu Sans"] if font else ["DejaVu Sans"]
    with rc_context({"font.family": names, "svg.hashsalt": "gongkai", "axes.unicode_minus": False}):
        heights = [1.0 + 0.27 * len(chart.bars) for chart in drawn]
        top = 0.5 + 0.3 * len(told)
        room = ConstrainedLayoutEngine(rect=(0, 0, 1, sum(heights) / (sum(heights) + top)))
        figure = Figure(figsize=(_WIDTH, sum(heights) + top), layout=room)
        FigureCanvasAgg(figure)
        for number, line in enumerate(told):  # what was not checked stands over everything
            color, weight = ("#a3161c", "bold") if number < len(gaps) else ("#1c1e21", "normal")
            place = 1 - (0.3 + 0.3 * number) / (sum(heights) + top)
            figure.text(0.5, place, line, ha="center", va="center", fontsize=9.5, color=color, weight=weight)
        if drawn:
            grid = figure.subplots(len(drawn), 1, squeeze=False, height_ratios=heights)
            for chart, (axes,) in zip(drawn, grid, strict=True):
                _draw(axes, chart, numbered=font is None)
        file = io.BytesIO()
        figure.savefig(file, format=kind, dpi=150, metadata={"Date": None} if kind == "svg" else {"Software": None})
    return file.getvalue()


def _draw(axes: Axes, chart: Chart, *, numbered: bool) -> None:
    places = range(len(chart.bars))
    labels = [_numbered(bar.label, n + 1) if numbered else bar.label for n, bar in enumerate(chart.bars)]
    bars = axes.barh(places, [bar.value for bar in chart.bars], color=[bar.color for bar in chart.bars])
    axes.bar_label(bars, [bar.told for bar in chart.bars], padding=3, fontsize=8)
    # A name is no formula, whatever signs it holds.
    axes.set_yticks(places, labels, fontsize=8, parse_math=False)
    axes.set_ylim(len(chart.bars) - 0.5, -0.5)
    axes.margins(x=0.08)
    axes.set_title(chart.title, loc="left", fontsize=11)
    axes.set_xlabel(chart.unit, fontsize=8)
    axes.tick_params(axis="x", labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)


def _numbered(label: str, number: int) -> str:
    """A name that any font can show; the number of reports after it is kept."""
    if label.isascii():
        return label
    _, mark, reports = label.rpartition(" (")
    return f"no. {number}{mark}{reports}" if mark and reports.isascii() else f"no. {number}"
