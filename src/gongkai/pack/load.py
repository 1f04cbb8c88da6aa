"""From a pack's YAML text to rules, standards and instruments: all that a plugin's hooks return."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.errors import SchemaError, Violation
from gongkai.instrument import Instrument
from gongkai.pack.checks import FIELDS, MESSAGE, check_of
from gongkai.pack.model import CrossReference, DateLimit, Equation, Pack, PackExample, PackRule
from gongkai.pack.references import unknown
from gongkai.pack.yaml import parse_yaml
from gongkai.rule import Applies, Example, Invalid, Rule, Valid
from gongkai.schema import convert
from gongkai.standard import Standard

__all__ = ["PackContents", "read_pack"]

_CELL = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+\.[a-z0-9_]+")


class PackContents(Struct, frozen=True):
    """What a pack gives."""

    name: str
    rules: tuple[Rule, ...]
    standards: tuple[Standard, ...]
    instruments: tuple[Instrument, ...]


def read_pack(text: str, name: str, standards: Mapping[str, Standard] | None = None) -> PackContents:
    """Read a pack. `name` is what errors call it, usually its path; `standards` are all other formats, if they are known.

    Raises ReadError for text that is no YAML, SchemaError with every violation of the pack schema and of what a
    schema cannot say: message fields that the kind does not fill, bounds that bound nothing, terms that are no cells,
    and where the formats are known, sections, tables and the like that none has.
    """
    what = Text(zh=f"规则包 {name}", en=f"Rule pack {name}")
    pack = convert("pack", parse_yaml(text, what), Pack, what)
    faults = tuple(_faults(pack))
    if not faults and standards is not None:
        faults = tuple(unknown(pack, standards))
    if faults:
        raise SchemaError(what, faults)
    return PackContents(pack.pack, tuple(map(_rule, pack.rules)), pack.standards, pack.instruments)


def _faults(pack: Pack) -> Iterator[Violation]:
    seen: set[str] = set()
    for n, rule in enumerate(pack.rules):
        where = f"rules[{n}]"
        if rule.id in seen:
            yield _violation(f"{where}.id", f"“{rule.id}”出现两次", f"“{rule.id}” stands twice")
        seen.add(rule.id)
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
    check = rule.check
    if isinstance(check, Equation):
        if (check.table is None) != (check.along is None):
            yield _violation(where, "table 和 along 要么都写，要么都不写", "give both table and along, or neither")
        if check.table is None:
            for term in (*check.left, *check.right):
                if not _CELL.fullmatch(term):
                    yield _violation(where, f"“{term}”应为 表.行.列", f"“{term}” should be table.row.column")
    if isinstance(check, CrossReference) and not _CELL.fullmatch(check.cell):
        yield _violation(where, f"“{check.cell}”应为 表.行.列", f"“{check.cell}” should be table.row.column")
    if isinstance(check, DateLimit) and check.earliest is None and check.latest is None:
        yield _violation(where, "没有写期限", "neither earliest nor latest is given")


def _violation(path: str, zh: str, en: str) -> Violation:
    return Violation(path, Text(zh=zh, en=en))


def _rule(rule: PackRule) -> Rule:
    applies = rule.applies
    return Rule(
        id=rule.id,
        name=rule.name,
        severity=rule.severity,
        summary=rule.summary,
        advice=rule.advice,
        messages={MESSAGE: rule.message},
        basis=rule.basis,
        check=check_of(rule.check),
        explanation=f"{rule.summary.en}. {rule.summary.zh}。",
        applies=Applies(
            kinds=applies.kinds,
            standards=applies.standards,
            first_year=applies.first_year,
            last_year=applies.last_year,
            bodies=applies.bodies,
            levels=applies.levels,
        ),
        preview=rule.preview,
        examples=(*(_example(e, valid=True) for e in rule.valid), *(_example(e, valid=False) for e in rule.invalid)),
    )


def _example(example: PackExample, *, valid: bool) -> Example:
    make = Valid if valid else Invalid
    return make(
        example.note,
        standard=example.standard,
        year=example.year,
        agency=example.agency,
        cells=example.cells,
        sections=example.sections,
        replace=example.replace,
        source=example.source,
    )
