"""From a pack's YAML text to rules, standards and instruments: all that a plugin's hooks return."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.errors import SchemaError
from gongkai.instrument import Instrument
from gongkai.pack.checks import MESSAGE, check_of
from gongkai.pack.faults import faults
from gongkai.pack.model import Pack, PackExample, PackRule
from gongkai.pack.references import unknown
from gongkai.pack.yaml import parse_yaml
from gongkai.rule import Applies, Example, Invalid, Rule, Valid
from gongkai.schema import convert
from gongkai.standard import Standard

__all__ = ["PackContents", "read_pack"]


class PackContents(Struct, frozen=True):
    """What a pack gives."""

    name: str
    rules: tuple[Rule, ...]
    standards: tuple[Standard, ...]
    instruments: tuple[Instrument, ...]


def read_pack(text: str, name: str, standards: Mapping[str, Standard] | None = None) -> PackContents:
    """Read a pack. `name` is what errors call it, usually its path; `standards` are all other formats, if they are known.

    Raises ReadError for text that is no YAML, SchemaError with every violation of the pack schema and of what a
    schema cannot say: message fields that the kind does not fill, checks that ask for nothing, terms that are no cells,
    and where the formats are known, sections, tables and the like that none has.
    """
    what = Text(zh=f"规则包“{name}”", en=f"Rule pack {name}")
    pack = convert("pack", parse_yaml(text, what), Pack, what)
    found = tuple(faults(pack))
    if not found and standards is not None:
        found = tuple(unknown(pack, standards))
    if found:
        raise SchemaError(what, found)
    return PackContents(pack.pack, tuple(map(_rule, pack.rules)), pack.standards, pack.instruments)


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
