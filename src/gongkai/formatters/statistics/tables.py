"""The tables of statistics, in words, for every format that people read; and what comes before them: what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec
from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.bodies import body_name
from gongkai.formatters.words import SEVERITY
from gongkai.incidents import INCIDENTS
from gongkai.lang import Lang
from gongkai.report import Body
from gongkai.statistics import Dimension, Group, Statistics
from gongkai.statistics.regions import LEVELS

__all__ = ["NOT_CHECKED", "TITLES", "Table", "headline", "label", "missing", "percent", "rate", "tables"]

TITLES: dict[Dimension, Text] = {
    "severity": Text("按级别", "By severity"),
    "rule": Text("按规则", "By rule"),
    "year": Text("按年度", "By fiscal year"),
    "region": Text("按地区", "By region"),
    "kind": Text("按机关类别", "By kind of body"),
    "body": Text("按机关", "By body"),
}
_UNKNOWN: dict[Dimension, Text] = {
    "year": Text("（年度不明）", "(year not known)"),
    "region": Text("（名称看不出地区）", "(not told by the name)"),
    "kind": Text("（类别不明）", "(kind not known)"),
    "body": Text("（名称不明）", "(name not known)"),
}
_GROUPS = (
    Text("报告", "reports"), Text("查了", "checked"), Text("没查完", "incomplete"), Text("有问题", "with findings"),
    Text("占查了的", "share"), Text("错误", "errors"), Text("警告", "warnings"), Text("提示", "infos"),
    Text("每百份", "per 100"),
)  # fmt: skip
_FREQUENCIES = (
    Text("级别", "severity"), Text("问题", "findings"), Text("占全部", "of all"), Text("报告", "reports"),
    Text("占查了的", "of checked"), Text("已接受", "accepted"),
)  # fmt: skip
NOT_CHECKED = Text("没有查完", "not checked")
_MOST = Text("最多的规则", "most frequent rules")
# As many of a body's rules are named as one can take in at a glance.
_NAMED = 4
_SUMMARIES = {kind.id: kind.summary for kind in INCIDENTS}


class Table(Struct, frozen=True, kw_only=True):
    """A table: the first column names the row, `numbers` are the columns set to the right. `marked` rows hold something
    that was not checked. `left` rows were left out."""

    dimension: Dimension
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]
    marked: frozenset[int] = frozenset()
    left: int = 0


def tables(found: Statistics, by: Collection[Dimension], top: int, lang: Lang) -> Iterator[Table]:
    """The tables that were asked for, each with its first `top` rows (0: all)."""
    for dimension in by:
        if dimension in ("rule", "severity"):
            yield _frequencies(found, dimension, top, lang)
        else:
            yield _groups(found.groups[dimension], dimension, found.most, top, lang)


def _frequencies(found: Statistics, dimension: Dimension, top: int, lang: Lang) -> Table:
    rules = dimension == "rule"
    every = found.rules if rules else found.severities
    kept = every[: top or None]
    whole, count = found.total.checked, sum(each.findings for each in every)
    rows: list[tuple[str, ...]] = []
    for each in kept:
        severity = SEVERITY[each.severity].of(lang)
        rows.append(
            (
                *((f"{each.key} {each.name}", severity) if rules else (severity,)),
                str(each.findings), percent(each.findings / count if count else None),
                str(each.documents), percent(each.documents / whole if whole else None), str(each.accepted),
            )
        )  # fmt: skip
    head = [each.of(lang) for each in _FREQUENCIES]
    names = ["", *(head if rules else head[1:])]
    return Table(
        dimension=dimension, title=TITLES[dimension].of(lang), head=tuple(names), rows=tuple(rows),
        numbers=frozenset(range(2 if rules else 1, len(names))), left=len(every) - len(kept),
    )  # fmt: skip


def _groups(
    every: tuple[Group, ...],
    dimension: Dimension,
    most: Mapping[str | None, tuple[tuple[str, int], ...]],
    top: int,
    lang: Lang,
) -> Table:
    kept = every[: top or None]
    with_most = dimension == "body" and bool(most)
    rows: list[tuple[str, ...]] = []
    for each in kept:
        row = [
            label(dimension, each.key, lang), str(each.documents), str(each.checked), str(each.incomplete),
            str(each.with_findings), percent(each.share), str(each.errors), str(each.warnings), str(each.infos),
            rate(each.rate),
        ]  # fmt: skip
        if with_most:
            row.append(" ".join(f"{rule}×{n}" for rule, n in most.get(each.key, ())[:_NAMED]))
        rows.append(tuple(row))
    head = ["", *(each.of(lang) for each in _GROUPS)] + ([_MOST.of(lang)] if with_most else [])
    return Table(
        dimension=dimension, title=TITLES[dimension].of(lang), head=tuple(head), rows=tuple(rows),
        numbers=frozenset(range(1, len(_GROUPS) + 1)), left=len(every) - len(kept),
        marked=frozenset(n for n, each in enumerate(kept) if each.incomplete),
    )  # fmt: skip


def label(dimension: Dimension, key: str | None, lang: Lang) -> str:
    """A group's name in words."""
    if key is None:
        return _UNKNOWN[dimension].of(lang)
    if dimension == "kind":
        return body_name(_body(key)).of(lang) or key
    return key


def _body(key: str) -> Body:
    """Level and kind, as they stand in a group's key."""
    first, _, rest = key.partition(" ")
    level, kind = (first, rest or None) if first in LEVELS else (None, key)
    return msgspec.convert({"level": level, "kind": kind}, Body)


def missing(found: Statistics, lang: Lang) -> tuple[str, ...]:
    """What was not checked or could not be counted, a line each; the first sums up. Empty if there is nothing."""
    return tuple(text.of(lang) for text in _missing(found))


def _missing(found: Statistics) -> Iterator[Text]:
    total = found.total
    if total.incomplete or found.gaps:
        yield Text(
            zh=f"没有查完：{total.incomplete}份报告，其中{total.unread}份完全没有查",
            en=f"Not checked whole: {total.incomplete} report(s), of {total.unread} nothing at all",
        )
    for gap in found.gaps:
        what = _SUMMARIES.get(gap.code, Text("", ""))
        yield Text(
            zh=f"  {gap.code} {what.zh}：{gap.count}处，{gap.documents}份",
            en=f"  {gap.code} {what.en}: {gap.count}, in {gap.documents} report(s)",
        )
    for each in found.general:
        yield Text(zh=f"  涉及整次检查：{each}", en=f"  of a whole run: {each}")
    for path in found.unchecked:
        yield Text(zh=f"  {path}", en=f"  {path}")
    if (more := total.incomplete - len(found.unchecked)) > 0:
        yield Text(zh=f"  ……还有{more}份", en=f"  … and {more} more")
    if found.repeated:
        yield Text(
            zh=f"重复：{found.repeated}份报告（路径、机关、年度都相同）在结果里不止一次，每次都计入了",
            en=f"Repeated: {found.repeated} report(s) occur more than once (same path, body and year); each time counts",
        )
    if found.faulty:
        yield Text(
            zh=f"结果有{found.faulty}处读不了，没有计入：",
            en=f"{found.faulty} thing(s) in the results could not be read and do not count:",
        )
    for fault in found.faults:
        zh = f"第{fault.line}行：" if fault.line else ""
        en = f"line {fault.line}: " if fault.line else ""
        yield Text(zh=f"  {fault.source}：{zh}{fault.message.zh}", en=f"  {fault.source}: {en}{fault.message.en}")
    if (more := found.faulty - len(found.faults)) > 0:
        yield Text(zh=f"  ……还有{more}处", en=f"  … and {more} more")


def headline(found: Statistics, lang: Lang) -> str:
    """What was counted, in one sentence."""
    t = found.total
    several = Text(f"{found.results}次结果，", f"{found.results} results, ") if found.results > 1 else Text("", "")
    words = Text(
        zh=f"{several.zh}{t.documents}份报告，查了{t.checked}份；{t.with_findings}份有问题（{percent(t.share)}）："
        f"{t.errors}个错误，{t.warnings}个警告，{t.infos}条提示，每百份{rate(t.rate)}个；{t.accepted}处已接受，不计入",
        en=f"{several.en}{t.documents} report(s), {t.checked} checked; {t.with_findings} with findings "
        f"({percent(t.share)}): {t.errors} error(s), {t.warnings} warning(s), {t.infos} info(s), {rate(t.rate)} per 100 "
        f"reports; {t.accepted} accepted, not counted",
    )
    return words.of(lang)


def percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"


def rate(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"
