"""Modules that libraries import and nearly no run uses: imported when they are first used, if ever.

What click, pluggy and msgspec import in vain is a tenth of what checking a report costs. While they are imported, a
stand-in is in the place of such a module. Who holds one holds the module: what is asked of it is asked of the module,
which is imported then, under Python's own locks. Stand-ins are gone from `sys.modules` when the library is there, so that
no one else meets them (`importlib.util.LazyLoader` would leave them there).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

__all__ = ["late", "missing"]


class _StandIn(ModuleType):
    """Stands for the module of its name."""

    def __getattr__(self, name: str) -> object:
        from importlib import import_module

        _remove(self.__name__, self)
        return getattr(import_module(self.__name__), name)


@contextmanager
def late(*names: str) -> Iterator[None]:
    """Put off importing these modules for what is imported meanwhile. Those that are there already stay."""
    with _instead({name: _StandIn(name) for name in names}):
        yield


@contextmanager
def missing(name: str) -> Iterator[None]:
    """Let what is imported meanwhile do without a module that it can do without, if that is not there already."""
    with _instead({name: None}):
        yield


@contextmanager
def _instead(modules: dict[str, ModuleType | None]) -> Iterator[None]:
    every: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]  # None is what makes an import fail
    put = {name: module for name, module in modules.items() if name not in every}
    every.update(put)
    try:
        yield
    finally:
        for name, module in put.items():
            _remove(name, module)


def _remove(name: str, module: ModuleType | None) -> None:
    if name in sys.modules and sys.modules[name] is module:
        del sys.modules[name]
