"""How rules tell that a report is not the sum of those below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from gongkai import Arg, Finding, JointKey, Located, Severity, Text, View
from gongkai_rules._mended import mended
from gongkai_rules._rollup import PARENT, RollUp, agency_of, rolled_up

__all__ = ["ROLLUP_MESSAGES", "ROLLUP_WHY", "exceeding_cells", "sums_of"]

# As many cells are named in a message, and shown with their addends as long as these are not too many.
_NAMED = 5
_EXCEEDING = 3
_MOST_ADDENDS = 300

ROLLUP_WHY = Text(
    zh="政府的年度报告汇总所属部门和下级的数据。只有声明下级齐全时才作为错误，否则只提示核对。",
    en="A government's report sums up those below it. It is an error only where the user said that all of them are there; "
    "otherwise a hint.",
)
ROLLUP_MESSAGES = {
    "differ": Text(
        zh="{table}有{count}格不等于{children}个下级之和：{cells}{most}",
        en="{count} cells of {table} are not the sum of the {children} reports below: {cells}{most}",
    ),
    "left_out": Text(
        zh="{count}格不等于{children}个下级之和，差额恰好是{child}的数字，可能{how}：{cells}",
        en="{count} cells are not the sum of the {children} reports below; what differs is exactly what {child} reports, "
        "which was perhaps {how}: {cells}",
    ),
    "here": Text(
        zh="{changes}；改正后与{children}个下级之和相符，本报告的等式也成立",
        en="{changes}; then it is the sum of the {children} reports below, and this report's own sums hold",
    ),
    "there": Text(
        zh="{cells}，不等于{children}个下级之和；错在{child}：{changes}",
        en="{cells}, not the sum of the {children} reports below; the fault is in that of {child}: {changes}",
    ),
    "open": Text(
        zh="{table}有{count}格没有与下级之和核对：{names}的这些格不是数",
        en="{count} cells of {table} were not held against the sum of the reports below: in that of {names} they are no "
        "numbers",
    ),
}


def exceeding_cells(
    whole: RollUp, index: int, ties: Sequence[int], parent: Text
) -> tuple[Text, list[tuple[JointKey, JointKey]]]:
    """What a child has more of than the parent (called so), in words, and the cells of the parent and of the child."""
    zh, en, cells = [], [], []
    for tie in (whole.reports.ties[n] for n in ties):
        mine, its = tie.left[0], tie.right[index - 1]
        label = whole.named(tie, table=True)
        zh.append(f"{label.zh}为{whole.reports.number(its)}，{parent.zh}{whole.reports.number(mine)}")
        en.append(f"{label.en}: {whole.reports.number(its)}, {parent.en} {whole.reports.number(mine)}")
        cells.append((mine, its))
    more = len(ties) > _EXCEEDING
    return Text("；".join(zh[:_EXCEEDING]) + "……" * more, "; ".join(en[:_EXCEEDING]) + " …" * more), cells


def sums_of(view: View, table: str) -> Iterator[Finding]:
    """Findings on one table: its wrong cells that can be named, and what is left as one finding.

    Where one child's figures are the whole difference, only the first table that has any tells of it.
    """
    whole = rolled_up(view)
    at_most: Severity = "error" if whole.complete else "info"
    for each in whole.reports.located:
        if whole.table(each.ties[0]) == table and not (each.told and each.report == PARENT) and not whole.partial:
            yield _located(whole, each)
    ties = [n for n in whole.differing if whole.table(n) == table]
    if ties and whole.left_out is None:
        yield _differing(whole, ties, at_most)
    elif ties and table == whole.table(whole.differing[0]):
        yield _left_out(whole, at_most)
    if whole.complete and (unknown := whole.open(table)):
        yield _open(whole, unknown)


def _located(whole: RollUp, each: Located) -> Finding:
    args: dict[str, Arg] = {"changes": mended(whole.reports, each), "children": len(whole.children)}
    if each.report != PARENT:
        args["child"] = agency_of(whole.reports.reports[each.report].report)
        args["cells"] = _cells(whole, each.ties)
    # The rules on the own sums of that report tell that something is wrong there.
    found = _finding(whole, "here" if each.report == PARENT else "there", each.ties, args, "info")
    return replace(found, candidates=whole.reports.alternatives(each))


def _differing(whole: RollUp, ties: Sequence[int], at_most: Severity) -> Finding:
    alone = sorted({index for n in ties for index in whole.exceeding(whole.reports.ties[n])})
    most = Text("", "")
    if alone:
        names = [agency_of(whole.reports.reports[index].report) for index in alone[:_NAMED]]
        most = Text(
            zh=f"；其中{'、'.join(names)}一家就多于本报告", en=f"; {', '.join(names)} alone has more than this report"
        )
    args: dict[str, Arg] = {
        "table": whole.parent.tables[whole.reports.ties[ties[0]].left[0][1][0]].spec.name,
        "count": len(ties), "children": len(whole.children), "cells": _cells(whole, ties), "most": most,
    }  # fmt: skip
    return _finding(whole, "differ", ties, args, at_most)


def _left_out(whole: RollUp, at_most: Severity) -> Finding:
    index, how = whole.left_out or (0, Text("", ""))
    ties = whole.differing
    args: dict[str, Arg] = {
        "count": len(ties), "children": len(whole.children), "cells": _cells(whole, ties, table=True), "how": how,
        "child": agency_of(whole.reports.reports[index].report),
    }  # fmt: skip
    return _finding(whole, "left_out", ties, args, at_most)


def _open(whole: RollUp, unknown: Mapping[int, Sequence[JointKey]]) -> Finding:
    cells = [key for keys in unknown.values() for key in keys]
    names = [agency_of(whole.reports.reports[index].report) for index in dict.fromkeys(key[0] for key in cells)]
    more = len(names) > _NAMED
    first, *others = (whole.reports.ties[n].left[0] for n in unknown)
    args: dict[str, Arg] = {
        "table": whole.parent.tables[first[1][0]].spec.name, "count": len(unknown),
        "names": Text("、".join(names[:_NAMED]) + "等" * more, ", ".join(names[:_NAMED]) + " …" * more),
    }  # fmt: skip
    related = tuple(whole.reports.place(key) for key in (*cells[:_NAMED], *others))
    return Finding("open", whole.reports.place(first), args, related=related, at_most="info")


def _finding(whole: RollUp, key: str, ties: Sequence[int], args: dict[str, Arg], at_most: Severity) -> Finding:
    reports = whole.reports
    shown = [reports.ties[n] for n in ties[: max(1, min(_NAMED, _MOST_ADDENDS // len(whole.children)))]]
    others = [cell for tie in shown[:1] for cell in tie.right if reports.number(cell)]
    places = [reports.place(cell) for cell in (*(reports.ties[n].left[0] for n in ties), *others)]
    sums = tuple(reports.worked(tie) for tie in shown)
    return Finding(key, places[0], args, related=tuple(places[1:]), sums=sums, at_most=at_most)


def _cells(whole: RollUp, ties: Sequence[int], *, table: bool = False) -> Text:
    """Cells with what the report says and what the children come to; the first few."""
    zh, en = [], []
    for tie in (whole.reports.ties[n] for n in ties[:_NAMED]):
        label, done = whole.named(tie, table=table), whole.reports.worked(tie)
        zh.append(f"{label.zh}为{done.left_total}，下级之和{done.right_total}")
        en.append(f"{label.en}: {done.left_total}, sum {done.right_total}")
    more = len(ties) > _NAMED
    return Text(zh="；".join(zh) + "……" * more, en="; ".join(en) + " …" * more)
