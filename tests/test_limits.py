"""The limits are told as they are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from gongkai.limits import Limits

DOCS = Path(__file__).parent.parent / "docs" / "inputs.md"


def test_the_documented_limits_are_the_defaults() -> None:
    text = DOCS.read_text(encoding="utf-8")
    told = tomllib.loads(text[text.index("[limits]") : text.rindex("```")])["limits"]
    assert msgspec.convert(told, Limits) == Limits()
    assert list(told) == list(Limits.__struct_encode_fields__)
