"""Modules that are imported when they are used: what stands for them is as good as they are."""

from __future__ import annotations

import importlib
import sys
import typing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

from gongkai.late import late, missing


class Given(typing.TypedDict, total=False):
    word: typing.Required[typing.Annotated[str, "note"]]
    count: int


def imported(name: str) -> ModuleType:
    return importlib.import_module(name)


def test_a_module_is_imported_when_something_is_asked_of_it(importable: Callable[[str, str], None]) -> None:
    importable("slow_part", "WORD = 'there'")
    importable("library", "import slow_part\ndef word(): return slow_part.WORD")
    with late("slow_part"):
        library = imported("library")
    assert "slow_part" not in sys.modules
    assert library.word() == "there"
    assert sys.modules["slow_part"].WORD == "there"
    with pytest.raises(AttributeError, match="module 'slow_part' has no attribute 'nothing'"):
        library.slow_part.nothing  # noqa: B018 - it is the asking that fails


def test_what_a_library_uses_at_once_is_there_at_once(importable: Callable[[str, str], None]) -> None:
    importable("slow_part", "class Part: pass")
    importable("library", "import slow_part\nfrom slow_part import Part\nclass Own(slow_part.Part): pass")
    with late("slow_part"):
        library = imported("library")
        assert sys.modules["slow_part"].Part is library.Part
    assert library.Own.__base__ is imported("slow_part").Part


def test_a_part_of_a_package_is_imported_late_as_well(importable: Callable[[str, str], None], tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "part.py").write_text("WORD = 'there'", encoding="utf-8")
    importable("package/__init__", "from . import part")
    with late("package.part"):
        package = imported("package")
    assert "package.part" not in sys.modules
    assert package.part.WORD == "there"
    assert package.part is sys.modules["package.part"]


def test_one_that_cannot_be_imported_says_so_when_it_is_used(importable: Callable[[str, str], None]) -> None:
    importable("library", "import no_such_part")
    with late("no_such_part"):
        library = imported("library")
    for _ in range(2):
        with pytest.raises(ModuleNotFoundError, match="no_such_part"):
            library.no_such_part.word  # noqa: B018 - it is the asking that fails
    assert "no_such_part" not in sys.modules


def test_many_threads_find_the_whole_module(importable: Callable[[str, str], None]) -> None:
    importable("slow_part", "import time\nFIRST = 1\ntime.sleep(0.1)\nLAST = 2")
    importable("library", "import slow_part")
    with late("slow_part"):
        library = imported("library")
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: (library.slow_part.FIRST, library.slow_part.LAST), range(16))) == {(1, 2)}


def test_modules_that_are_there_stay() -> None:
    with late("json"), missing("pathlib"):
        assert sys.modules["json"] is importlib.import_module("json")
        assert importlib.import_module("pathlib").Path is Path


def test_nothing_is_left_behind_by_an_import_that_fails(importable: Callable[[str, str], None]) -> None:
    importable("library", "import slow_part\nraise ValueError('broken')")
    with pytest.raises(ValueError, match="broken"), late("slow_part"), missing("other_part"):
        imported("library")
    assert {"slow_part", "other_part"}.isdisjoint(sys.modules)


def test_a_library_does_without_what_it_can_do_without(importable: Callable[[str, str], None]) -> None:
    importable("slow_part", "WORD = 'slow'")
    importable("library", "try:\n from slow_part import WORD\nexcept ImportError:\n WORD = 'own'")
    with missing("slow_part"):
        assert imported("library").WORD == "own"
    assert imported("slow_part").WORD == "slow"


def test_msgspec_reads_types_alike_without_the_further_types() -> None:
    """What `missing("typing_extensions")` rests on."""
    further = pytest.importorskip("typing_extensions")

    assert (further.Required, further.NotRequired) == (typing.Required, typing.NotRequired)
    assert further.get_type_hints(Given, include_extras=True) == typing.get_type_hints(Given, include_extras=True)
