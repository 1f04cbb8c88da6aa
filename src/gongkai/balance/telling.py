"""Root causes as findings: which message, at which cell, with which proposals. Shared by every rule that judges sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from gongkai.balance.slips import MOVEMENTS
from gongkai.balance.system import Candidate, Cause, Change, K, SlipKind
from gongkai.balance.tables import BalancedReport, CellKey, TableSum, decimal
from gongkai.bilingual import Arg, Text, plain_number
from gongkai.finding import Alternative, Finding, Proposal
from gongkai.place import Place

__all__ = ["alternatives", "balance_messages", "cell_name", "findings", "slip_reason"]

_MESSAGES: Mapping[str, Text] = MappingProxyType(
    {
        "cell": Text(
            zh="{cell}应为{proposed}，现为{current}{why}；{then}",
            en="{cell} should be {proposed}, not {current}{why}; {then}",
        ),
        "likely": Text(
            zh="{cell}很可能应为{proposed}，现为{current}{why}；改正后{count}个等式全部成立。也可能错在{others}",
            en="{cell} should probably be {proposed}, not {current}{why}; then all {count} equations hold. "
            "Or else the fault is in {others}",
        ),
        "cells": Text(
            zh="有关的等式要全部成立，最少须改{size}格：{changes}",
            en="For all the equations to hold, at least {size} cells have to change: {changes}",
        ),
        "moved": Text(
            zh="{lines}{what}；放回原位后{count}个等式全部成立",
            en="{lines}: {what}; put right, all {count} equations hold",
        ),
        "either": Text(
            zh="{name}：{left}与{right}不等{more}；看不出错在哪里，按其中一种改正即全部成立：{options}",
            en="{name}: {left} is not {right}{more}. Where the fault is cannot be told; any one of these mends it: {options}",
        ),
        "unexplained": Text(zh="{name}：{left}与{right}不等{tried}", en="{name}: {left} is not {right}{tried}"),
    }
)

_WHY: dict[SlipKind, Text] = {
    "transposed": Text("数字颠倒", "digits exchanged"),
    "digit_missing": Text("少一位数字", "a digit is missing"),
    "digit_extra": Text("多一位数字", "a digit too many"),
    "digit_doubled": Text("一位数字重复", "a digit doubled"),
    "digit_wrong": Text("一位数字不同", "one digit differs"),
    "sign": Text("正负号相反", "the sign is wrong"),
    "above": Text("与上一行的数字相同", "the same as in the row above"),
    "beside": Text("与相邻一格的数字相同", "the same as in the next cell"),
    "blank": Text("空白不等于0", "a blank is not zero"),
    "swapped": Text("两格的数字填反了", "the numbers of two cells are exchanged"),
    "shifted": Text("数字错开了一格", "the numbers are shifted by one cell"),
    "rows_swapped": Text("相邻两行的数字填反了", "the numbers of two rows are exchanged"),
    "columns_swapped": Text("相邻两列的数字填反了", "the numbers of two columns are exchanged"),
}
_TRIED = Text(
    zh="；改一两格不能使有关的等式全部成立，错误可能不止两处",
    en="; no change of one or two cells makes the equations concerned hold, so more may be wrong",
)
_THEN = Text(zh="改正后{count}个等式全部成立", en="then all {count} equations hold")
_THEN_ALL = Text(
    zh="与另外{beside}处一并改正后，{count}个等式全部成立",
    en="all {count} equations hold once {beside} more is mended as well",
)
_BLANK = Text("空白", "blank")
# As many alternatives are named in a message; the rest are in the evidence.
_NAMED = 5
_LONGEST_LABEL = 18


def balance_messages() -> Mapping[str, Text]:
    """The messages that `findings` uses. A rule that yields its findings has them all."""
    return _MESSAGES


def findings(balanced: BalancedReport, mine: Callable[[Cause[CellKey], TableSum], bool]) -> Iterator[Finding]:
    """One finding for each root cause that `mine` claims, given the cause and the equation that names the suspect.

    Of a cause that nothing explains, each equation is asked for and told by itself.
    """
    for cause in balanced.balance.causes:
        if cause.candidates:
            if mine(cause, balanced.lead(cause)):
                yield _told(balanced, cause)
        else:
            for each in balanced.involved(cause):
                if mine(cause, each):
                    yield _unexplained(balanced, cause, each)


def alternatives(balanced: BalancedReport, cause: Cause[CellKey]) -> tuple[Alternative, ...]:
    """A cause's candidates as they stand in a finding: places, what is printed there, and what is proposed."""
    found = []
    for n, candidate in enumerate(cause.candidates):
        proposals = [_proposal(balanced, change) for change in candidate.changes]
        found.append(Alternative(tuple(p for p in proposals if p), n < cause.equal))
    return tuple(found)


def _proposal(balanced: BalancedReport, change: Change[CellKey]) -> Proposal | None:
    value = decimal(change.required)
    index, row, column = change.key
    table = balanced.report.tables[index]
    cell = table.cell(row, column)
    if value is None:
        return None
    return Proposal(table.place(row, column), cell.text if cell else "", value, slip_reason(change))


def slip_reason(change: Change[K]) -> Text | None:
    """How the mistake probably came about, in words."""
    return _WHY[change.slip.kind] if change.slip else None


def _told(balanced: BalancedReport, cause: Cause[CellKey]) -> Finding:
    best = cause.candidates[0]
    sums = tuple(balanced.worked(each) for each in balanced.involved(cause))
    count = len(sums)
    kinds = {change.slip.kind if change.slip else None for change in best.changes}
    args: dict[str, Arg]
    if cause.equal > 1:
        key, place = "either", _line(balanced, balanced.lead(cause))
        first = sums[0]
        more = Text(f"（连同另外{count - 1}个等式）", f" (nor do {count - 1} other equations hold)")
        args = {
            "name": first.name, "left": first.left_total, "right": first.right_total, "count": count,
            "more": more if count > 1 else Text("", ""),
            "options": _options(balanced, balanced.equal(cause), cause.equal),
        }  # fmt: skip
    elif len(best.changes) == 1:
        change = best.changes[0]
        key, place = "cell", _place(balanced, change.key)
        args = {
            "cell": cell_name(balanced, change.key), "proposed": decimal(change.required) or Decimal(0),
            "current": _current(balanced, change), "why": _why(change), "count": count,
            "then": (_THEN_ALL if cause.beside else _THEN).fill({"count": count, "beside": cause.beside}),
        }  # fmt: skip
        if len(cause.candidates) > 1:
            key = "likely"
            args["others"] = _options(balanced, cause.candidates[1:], len(cause.candidates) - 1)
    elif len(kinds) == 1 and None not in kinds and kinds <= MOVEMENTS:
        (kind,) = (change.slip.kind for change in best.changes[:1] if change.slip)
        key, place = "moved", _moved_place(balanced, best)
        args = {"lines": _lines(balanced, best, kind), "what": _WHY[kind], "count": count}
    else:
        key, place = "cells", _place(balanced, best.changes[0].key)
        args = {"changes": _changes(balanced, best), "size": len(best.changes)}
    every = {change.key: None for candidate in balanced.equal(cause) for change in candidate.changes}
    related = [found for each in every if (found := _place(balanced, each)) != place]
    return Finding(key, place, args, related=tuple(related), sums=sums, candidates=alternatives(balanced, cause))


def _unexplained(balanced: BalancedReport, cause: Cause[CellKey], each: TableSum) -> Finding:
    done = balanced.worked(each)
    args: dict[str, Arg] = {
        "name": done.name, "left": done.left_total, "right": done.right_total, "tried": _TRIED if cause.tried > 1 else Text("", ""),
    }  # fmt: skip
    related = tuple(addend.place for addend in (*done.left, *done.right) if addend.value)
    return Finding("unexplained", _line(balanced, each), args, related=related, sums=(done,))


def _place(balanced: BalancedReport, key: CellKey) -> Place:
    index, row, column = key
    return balanced.report.tables[index].place(row, column)


def _line(balanced: BalancedReport, each: TableSum) -> Place:
    """Where an equation as a whole stands: at the cell that states the sum, else its row or column."""
    if each.result:
        return _place(balanced, each.result)
    row, column = each.sum.right[0]
    table = balanced.report.tables[each.table]
    return table.place(row) if each.equation.along == "rows" else table.place(column=column)


def _moved_place(balanced: BalancedReport, candidate: Candidate[CellKey]) -> Place:
    index, row, column = candidate.changes[0].key
    table = balanced.report.tables[index]
    rows = {change.key[1] for change in candidate.changes}
    if len(rows) == 1 and len(candidate.changes) > 2:
        return table.place(row)
    return table.place(row, column)


def _lines(balanced: BalancedReport, candidate: Candidate[CellKey], kind: SlipKind) -> Text:
    """The cells, row or columns that a movement is about."""
    keys = [change.key for change in candidate.changes]
    if kind == "swapped":
        names = [cell_name(balanced, key) for key in keys]
        return Text(zh="与".join(n.zh for n in names), en=" and ".join(n.en for n in names))
    table = balanced.report.tables[keys[0][0]].spec
    if kind == "columns_swapped":
        block = table.rows[keys[0][1]][1]
        labels = [column.label for column in block.columns if any(key[2] == column.id for key in keys)]
        return Text(zh=f"{'、'.join(labels)}列", en=f"columns {', '.join(labels)}")
    labels = [f"“{table.rows[row][2].label}”" for row in dict.fromkeys(key[1] for key in keys)]
    return Text(zh=f"{''.join(labels)}行", en=f"row{'s' * (len(labels) > 1)} {', '.join(labels)}")


def cell_name(balanced: BalancedReport, key: CellKey) -> Text:
    """A cell by the printed labels of its column and row."""
    index, row, column = key
    table = balanced.report.tables[index].spec
    _, block, spec = table.rows[row]
    found = next(each for each in block.columns if each.id == column)
    same = [each for each in block.columns if each.label == found.label]
    name = f"{found.path[-1]}／{found.label}" if len(same) > 1 and found.path else found.label
    if not spec.label:
        return Text(zh=f"{name}列", en=f"column {name}")
    label = spec.label if len(spec.label) <= _LONGEST_LABEL else f"{spec.label[: _LONGEST_LABEL - 1]}…"
    return Text(zh=f"{name}列“{label}”", en=f"column {name}, row “{label}”")


def _current(balanced: BalancedReport, change: Change[CellKey]) -> Arg:
    index, row, column = change.key
    cell = balanced.report.tables[index].cell(row, column)
    return cell.text if cell and cell.text.strip() else _BLANK


def _why(change: Change[CellKey]) -> Text:
    if change.slip is None:
        return Text("", "")
    why = _WHY[change.slip.kind]
    return Text(zh=f"（{why.zh}）", en=f" ({why.en})")


def _changes(balanced: BalancedReport, candidate: Candidate[CellKey]) -> Text:
    zh, en = [], []
    for change in candidate.changes:
        name, current, why = cell_name(balanced, change.key), _current(balanced, change), _why(change)
        value = plain_number(decimal(change.required) or Decimal(0))
        now = current if isinstance(current, Text) else Text(str(current), str(current))
        zh.append(f"{name.zh}{now.zh}→{value}{why.zh}")
        en.append(f"{name.en}: {now.en} → {value}{why.en}")
    return Text(zh="，".join(zh), en="; ".join(en))


def _options(balanced: BalancedReport, candidates: Sequence[Candidate[CellKey]], total: int) -> Text:
    named = [_changes(balanced, candidate) for candidate in candidates[:_NAMED]]
    zh, en = "；".join(n.zh for n in named), " | ".join(n.en for n in named)
    if total > len(named):
        return Text(zh=f"{zh}；等{total}种", en=f"{en} | … ({total} in all)")
    return Text(zh=zh, en=en)
