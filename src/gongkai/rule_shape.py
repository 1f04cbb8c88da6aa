"""Whether the fields of a rule hold what they should: what else comes of it is an error far from the mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from gongkai.bilingual import Text
from gongkai.instrument import Cite
from gongkai.rule import Applies, Example, Option, Rule

__all__ = ["misshapen"]

_PARTS = (Text, Cite, Option, Applies, Example)
# Longer values are cut in messages.
_SHOWN = 40


def misshapen(rule: Rule) -> Iterator[Text]:
    """Each field, also of its texts, citations, options and examples, whose value is not of the field's type."""
    yield from _wrong(rule, "")


def _wrong(whole: Struct, path: str) -> Iterator[Text]:
    for field in fields(whole):
        value, where = getattr(whole, field.name), f"{path}{field.name}"
        if field.name == "check":
            if not callable(value):
                yield _fault(where, "a function", value)
            continue
        try:
            msgspec.convert(_plain(value), field.type, strict=True)
        except msgspec.ValidationError:
            yield _fault(where, _type_words(field.type), value)
            continue
        yield from _inside(value, where)


def _plain(value: object) -> object:
    """Any sequence or mapping as one that msgspec knows."""
    if isinstance(value, Mapping):
        return dict(value)
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _inside(value: object, path: str) -> Iterator[Text]:
    if isinstance(value, _PARTS):
        yield from _wrong(value, f"{path}.")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _inside(item, f"{path}[{name!r}]")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for n, item in enumerate(value):
            yield from _inside(item, f"{path}[{n}]")


def _fault(where: str, expected: str, value: object) -> Text:
    shown = repr(value)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    several = expected.startswith(("tuple", "Sequence")) and not isinstance(value, list | tuple)
    return Text(
        zh=f"{where} 应为 {expected}，现为 {shown}{'；只有一项也要写逗号：(x,)' if several else ''}",
        en=f"{where} should be {expected}, is {shown}{'; a tuple of one has a comma: (x,)' if several else ''}",
    )


def _type_words(kind: object) -> str:
    """The type as its author would write it, without the modules' names."""
    if get_origin(kind) is Literal:
        return " | ".join(map(repr, get_args(kind)))
    if isinstance(kind, type) and not hasattr(kind, "__args__"):
        return kind.__name__
    return re.sub(r"\b(?:\w+\.)+(?=\w)", "", str(kind))
