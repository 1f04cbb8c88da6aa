"""What code imports, as far as its text says."""

from __future__ import annotations

import pytest

from gongkai.cli.imported import imports, reaches_out


def test_imports_are_found_wherever_they_stand() -> None:
    text = b"""
from __future__ import annotations
import re, acme.words as w, other
from common.lists import WORDS
from . import near
from .near import x
def check(view):
    import late
    from later import y
"""
    assert set(imports([text])) == {"acme", "other", "common", "late", "later"}


@pytest.mark.parametrize(
    "line",
    [
        b"WORDS = open('words.txt')",
        b"from pathlib import Path",
        b"import re, os",
        b"    import importlib.resources",
        b"from datetime import date\nLATE = date.today()",
        b"HERE = __file__",
    ],
)
def test_a_text_that_can_look_elsewhere_is_told(line: bytes) -> None:
    assert reaches_out(b"import re\n" + line + b"\n")


def test_a_text_of_rules_alone_is_not() -> None:
    assert not reaches_out(b"import re\nfrom gongkai import Rule\n# opened, osmosis, import\nfrom acme.os import x\n")
