"""The round-trip corpus: correct reports with random numbers, written in every format that has a writer here.

A writer is a module of this package that has `WRITERS`, a tuple of `Writer`. It is found by being there: add a
file. `Writer.write` gets the report as a `Document` with exact grids (spans and all) and gives the file's bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator

from msgspec import Struct

from gongkai.consistent import consistent_cells
from gongkai.document import Document
from gongkai.standard import Standard

__all__ = ["Sample", "UnavailableError", "Writer", "samples", "writers"]


class UnavailableError(Exception):
    """A writer cannot work here, because a program it needs is not installed; the text says which."""


class Writer(Struct, frozen=True, kw_only=True):
    """One way to write a report. `name` is shown in results; `suffix` is the file name's ending, with its dot.

    `write` raises UnavailableError where something it needs is not installed.
    """

    name: str
    suffix: str
    write: Callable[[Document], bytes]


class Sample(Struct, frozen=True, kw_only=True):
    """One correct report: its standard and, by (table, row, column), the text of every cell."""

    standard: Standard
    seed: int
    cells: dict[tuple[str, str, str], str]


def samples(standard: Standard, count: int) -> Iterator[Sample]:
    """`count` reports of a standard; the same every time."""
    for seed in range(count):
        cells = consistent_cells(standard, seed, size=(9, 60, 4000)[seed % 3])
        yield Sample(standard=standard, seed=seed, cells={place: str(value) for place, value in cells.items()})


def writers() -> tuple[Writer, ...]:
    """Every writer of the modules in this package, by name."""
    found: list[Writer] = []
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        found += getattr(loaded, "WRITERS", ())
    return tuple(sorted(found, key=lambda writer: writer.name))
