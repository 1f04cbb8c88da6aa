"""Text in the two languages that every message has: Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from gongkai.lang import Lang

__all__ = ["Arg", "Text", "plain_number"]


class Text(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One message in both languages. May hold `{name}` fields for `fill`."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def fill(self, args: Mapping[str, Arg]) -> Text:
        """Put the arguments into both languages. Raises KeyError for a field without argument."""
        return Text(
            zh=self.zh.format_map({name: _shown(arg, "zh") for name, arg in args.items()}),
            en=self.en.format_map({name: _shown(arg, "en") for name, arg in args.items()}),
        )


Arg: TypeAlias = str | int | Decimal | Text | tuple[str, ...] | tuple[Text, ...]
"""What a message can be filled with. A tuple is shown as a list in the manner of the language."""


def plain_number(value: Decimal) -> str:
    """Write a number without exponent and without trailing zeros: 3050, 12.5."""
    return format(value.normalize(), "f") if value else "0"


def _shown(arg: Arg, lang: Lang) -> str:
    match arg:
        case Text():
            return arg.of(lang)
        case Decimal():
            return plain_number(arg)
        case tuple():
            return ("、" if lang == "zh" else ", ").join(_shown(item, lang) for item in arg)
        case _:
            return str(arg)
