"""What the schema of a pack cannot say: ids given twice, message fields that nothing fills, checks that ask for nothing."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import date

from gongkai.bilingual import Text
from gongkai.errors import Violation
from gongkai.pack.checks import FIELDS
from gongkai.pack.model import (
    CellCondition,
    ClaimCount,
    CrossReference,
    DateLimit,
    Equation,
    ForbiddenText,
    Pack,
    PackRule,
    RequiredSection,
    RequiredText,
    TextLength,
)

__all__ = ["faults"]

_CELL = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+\.[a-z0-9_]+")
# Days are tried in a year that is no leap year: a limit on 29 February would be none in most years.
_COMMON_YEAR = 2001


def faults(pack: Pack) -> Iterator[Violation]:
    """Every fault, in the order of the rules."""
    seen: set[str] = set()
    for n, rule in enumerate(pack.rules):
        where = f"rules[{n}]"
        for field, name in (("id", rule.id), ("name", rule.name)):
            if name in seen:
                yield _violation(f"{where}.{field}", f"“{name}”出现两次", f"“{name}” stands twice")
            seen.add(name)
        yield from _field_faults(rule, where)
        yield from _check_faults(rule, f"{where}.check")
    for standard in pack.standards:
        for fault in standard.faults():
            yield _violation(f"standards.{standard.id}", fault, fault)


def _field_faults(rule: PackRule, where: str) -> Iterator[Violation]:
    allowed = FIELDS[type(rule.check)]
    for lang, text in (("zh", rule.message.zh), ("en", rule.message.en)):
        try:
            used = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
        except ValueError as error:
            yield _violation(f"{where}.message.{lang}", f"花括号不成对：{error}", f"unbalanced braces: {error}")
            continue
        if unknown := sorted(used - allowed):
            fields = "、".join(f"{{{field}}}" for field in sorted(allowed))
            yield _violation(
                f"{where}.message.{lang}",
                f"没有 {', '.join(unknown)} 这个字段，可用：{fields}",
                f"no field {', '.join(unknown)}; there are {fields}",
            )


def _check_faults(rule: PackRule, where: str) -> Iterator[Violation]:
    """A check that asks for nothing would be silent for ever, one whose bounds exclude each other never."""
    check = rule.check
    match check:
        case RequiredSection() if not check.heading.strip():
            yield _violation(where, "heading 是空的", "heading is empty")
        case RequiredText() if not (check.all or check.any):
            yield _violation(where, "all 和 any 至少写一个", "give all or any")
        case RequiredText() if "" in (*check.all, *check.any):
            yield _violation(where, "有一个词是空的", "one of the words is empty")
        case ForbiddenText() | CrossReference() if "" in check.words:
            yield _violation(where, "words 里有一个词是空的", "one of the words is empty")
        case ForbiddenText(words=()) | CrossReference(words=()):
            yield _violation(where, "words 里一个词也没有", "words is empty")
        case CellCondition() if not check.states and check.least is None and check.most is None:
            yield _violation(where, "states、least 和 most 至少写一个", "give states, least or most")
        case TextLength() | CrossReference() if check.least is None and check.most is None:
            yield _violation(where, "least 和 most 至少写一个", "give least or most")
        case Equation():
            yield from _equation_faults(check, where)
        case DateLimit():
            yield from _day_faults(check, where)
        case _:
            pass
    if isinstance(check, CrossReference) and not _CELL.fullmatch(check.cell):
        yield _violation(where, f"“{check.cell}”应为 表.行.列", f"“{check.cell}” should be table.row.column")
    if isinstance(check, TextLength | CellCondition | CrossReference | ClaimCount):
        least, most = check.least, check.most
        if least is not None and most is not None and least > most:
            yield _violation(
                where, f"least（{least:g}）大于 most（{most:g}）", f"least ({least:g}) is more than most ({most:g})"
            )


def _equation_faults(check: Equation, where: str) -> Iterator[Violation]:
    if not (check.left and check.right):
        yield _violation(where, "left 和 right 都要写", "give both left and right")
    if (check.table is None) != (check.along is None):
        yield _violation(where, "table 和 along 要么都写，要么都不写", "give both table and along, or neither")
    if check.table is None:
        for term in (*check.left, *check.right):
            if not _CELL.fullmatch(term):
                yield _violation(where, f"“{term}”应为 表.行.列", f"“{term}” should be table.row.column")


def _day_faults(check: DateLimit, where: str) -> Iterator[Violation]:
    if check.earliest is None and check.latest is None:
        yield _violation(where, "没有写期限", "neither earliest nor latest is given")
    for field, day in (("earliest", check.earliest), ("latest", check.latest)):
        try:
            date.fromisoformat(f"{_COMMON_YEAR}-{day or '01-01'}")
        except ValueError:
            yield _violation(f"{where}.{field}", f"不是每年都有这一天：{day}", f"no day of every year: {day}")
    if check.earliest and check.latest and check.earliest > check.latest:
        zh = f"earliest（{check.earliest}）晚于 latest（{check.latest}）"
        yield _violation(where, zh, f"earliest ({check.earliest}) is after latest ({check.latest})")


def _violation(path: str, zh: str, en: str) -> Violation:
    return Violation(path, Text(zh=zh, en=en))
