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
from gongkai.bilingual import Text
from gongkai.errors import PluginError

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

    Raises PluginError for an implementation of no hook or of other arguments, and for one that is not marked: what it
    gives would be missing without a word.
    """
    for each in hookspecs.__all__:
        value = vars(module).get(each)
        if isinstance(value, FunctionType) and not hasattr(value, _MARK):
            raise PluginError(Text(zh=f"{each} 没有用 @hookimpl 标出", en=f"{each} is not marked with @hookimpl"))
    try:
        return _plain(module) or _managed(module, name)
    except pluggy.PluginValidationError as error:
        raise PluginError(_wrong(module, error)) from error


def _wrong(module: ModuleType, error: pluggy.PluginValidationError) -> Text:
    """What pluggy finds wrong, without the module's path: a hook that is none, or an argument that it does not have."""
    from difflib import get_close_matches

    marked = [
        name for name, value in vars(module).items() if isinstance(value, FunctionType) and hasattr(value, _MARK)
    ]
    for name in marked:
        if name not in hookspecs.__all__:
            close = get_close_matches(name, hookspecs.__all__, n=1)
            return Text(
                zh=f"没有“{name}”这个钩子" + "".join(f"，是不是“{each}”？" for each in close),
                en=f"there is no hook “{name}”" + "".join(f"; did you mean “{each}”?" for each in close),
            )
    words = str(error).splitlines()[-1]
    return Text(zh=f"钩子不带参数：{words}", en=f"hooks take no arguments: {words}")


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
        if given is None:
            name = getattr(function, "__name__", "")
            raise PluginError(
                Text(zh=f"{name} 没有返回值（缺少 return？）", en=f"{name} returns nothing (is `return` missing?)")
            )
        return (given,)

    return call


def _managed(module: ModuleType, name: str) -> Mapping[str, Hook]:
    """The plugin in a manager of its own: what it gets wrong cannot touch the others."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(module, name)
    manager.check_pending()
    return {each: getattr(manager.hook, each) for each in hookspecs.__all__}
