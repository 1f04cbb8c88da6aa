"""What to call for what a plugin gives: the only module that uses pluggy's manager.

Nearly every plugin is a module with functions that take nothing, under the names of hooks and marked without options.
Pluggy would call just these, and to call them without it spares a run the import of what pluggy looks into functions
with. All others are left to pluggy: it knows what else an implementation can be, and what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import FunctionType, MethodType, ModuleType
from typing import TypeAlias

import pluggy

from gongkai import hookspecs
from gongkai._markers import PROJECT, hookimpl

__all__ = ["Hook", "hooks"]

Hook: TypeAlias = Callable[[], Sequence[Iterable[object]]]
"""Gives what every implementation of a hook gives."""

_MARK = f"{PROJECT}_impl"


def _unmarked() -> None:
    pass


# How pluggy marks a function when it is given no options.
_PLAIN = getattr(hookimpl(_unmarked), _MARK)


def hooks(module: ModuleType, name: str) -> Mapping[str, Hook]:
    """Every hook by its name, as this plugin implements it.

    Raises pluggy.PluginValidationError for an implementation of no hook, or of other arguments.
    """
    return _plain(module) or _managed(module, name)


def _plain(module: ModuleType) -> Mapping[str, Hook] | None:
    """The hooks of a plugin that is as nearly all are, else None."""
    if type(module) is not ModuleType or "__dir__" in vars(module):
        return None
    found: dict[str, Hook] = dict.fromkeys(hookspecs.__all__, tuple)
    for name, value in vars(module).items():
        if isinstance(value, (FunctionType, MethodType)) and hasattr(value, _MARK):
            if name not in found or not _is_plain(value):
                return None
            found[name] = _called(value)
    return found


def _is_plain(function: FunctionType | MethodType) -> bool:
    return (
        isinstance(function, FunctionType)
        and getattr(function, _MARK) == _PLAIN
        and not function.__code__.co_argcount
        and not hasattr(function, "__wrapped__")
    )


def _called(function: Callable[[], Iterable[object] | None]) -> Hook:
    def call() -> Sequence[Iterable[object]]:
        given = function()
        return () if given is None else (given,)

    return call


def _managed(module: ModuleType, name: str) -> Mapping[str, Hook]:
    """The plugin in a manager of its own: what it gets wrong cannot touch the others."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(module, name)
    manager.check_pending()
    return {each: getattr(manager.hook, each) for each in hookspecs.__all__}
