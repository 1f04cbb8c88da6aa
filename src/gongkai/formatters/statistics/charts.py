"""What the charts of statistics show, whoever draws them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.finding import Severity
from gongkai.formatters.cells import visible
from gongkai.formatters.statistics.tables import TITLES, label
from gongkai.lang import Lang
from gongkai.statistics import Dimension, Frequency, Group, Statistics

__all__ = ["COLORS", "Bar", "Chart", "charts"]

# More bars than this are not a picture any more.
MOST = 15
COLORS: dict[Severity, str] = {"error": "#a3161c", "warning": "#b06c00", "info": "#0b5394"}
PLAIN = "#3d6a8a"
_FOUND = Text("问题数", "findings")
_RATE = Text("每百份报告的问题数（括号内为查了的份数）", "findings per 100 reports (in brackets: reports checked)")


class Bar(Struct, frozen=True):
    """One bar: its name, its length, the number as printed, and its colour."""

    label: str
    value: float
    told: str
    color: str


class Chart(Struct, frozen=True, kw_only=True):
    """Bars from the top down. `left` are those that were left out."""

    dimension: Dimension
    title: str
    unit: str
    bars: tuple[Bar, ...]
    left: int


def charts(found: Statistics, by: Collection[Dimension], lang: Lang) -> Iterator[Chart]:
    """A chart for each dimension but severity and single bodies. Rules: the most frequent ones. Regions and kinds: those
    with the most reports, since a rate over a handful says little."""
    for dimension in by:
        if dimension == "rule":
            yield _rules(found.rules, lang)
        elif dimension in ("year", "region", "kind"):
            yield _rates(found.groups[dimension], dimension, lang)


def _rules(every: tuple[Frequency, ...], lang: Lang) -> Chart:
    bars = [
        Bar(visible(f"{each.key} {each.name}"), each.findings, str(each.findings), COLORS[each.severity])
        for each in every[:MOST]
        if each.findings
    ]
    title = TITLES["rule"].of(lang)
    return Chart(
        dimension="rule", title=title, unit=_FOUND.of(lang), bars=tuple(bars), left=max(len(every) - MOST, 0)
    )


def _rates(every: tuple[Group, ...], dimension: Dimension, lang: Lang) -> Chart:
    checked = [each for each in every if each.rate is not None]
    if dimension == "year":
        kept = checked[-MOST:]
    else:
        kept = sorted(checked, key=lambda each: (-each.checked, each.key or ""))[:MOST]
    bars = [
        Bar(
            visible(f"{label(dimension, each.key, lang)} ({each.checked})"),
            each.rate or 0.0,
            f"{each.rate:.1f}",
            PLAIN,
        )
        for each in kept
    ]
    return Chart(
        dimension=dimension, title=TITLES[dimension].of(lang), unit=_RATE.of(lang), bars=tuple(bars),
        left=len(checked) - len(kept),
    )  # fmt: skip
