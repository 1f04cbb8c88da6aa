"""A rule file in Python that the user names: its code run as a module, and its mistakes in words. Those of a plugin, too."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable
from types import FrameType, ModuleType

from gongkai._markers import API_VERSION, hookimpl
from gongkai.bilingual import Text
from gongkai.errors import PluginError
from gongkai.rule import Rule
from gongkai.rule_shape import misshapen

__all__ = ["check_shape", "failure", "raised", "run_file"]


def run_file(path: str, text: str) -> ModuleType:
    """The file's code run as a module. Without hooks, its RULE or RULES become one.

    Raises PluginError for a file that has neither, and what the code itself raises.
    """
    module = ModuleType(path.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".py"))
    module.__file__ = path
    exec(compile(text, path, "exec"), module.__dict__)  # noqa: S102 - the user names code to be run
    several = getattr(module, "RULES", ())
    if isinstance(several, Rule):
        raise PluginError(
            Text(
                "RULES 应为规则的列表；只有一条规则时用 RULE", "RULES should be a list of rules; a single one is RULE"
            )
        )
    rules = tuple(several) or ((module.RULE,) if hasattr(module, "RULE") else ())
    if rules:
        given = ModuleType(module.__name__)
        given.__dict__.update(GONGKAI_API=API_VERSION, gongkai_rules=hookimpl(lambda: rules))
        return given
    if not hasattr(module, "GONGKAI_API"):
        raise PluginError(Text("没有 RULE、RULES 或者钩子", "it has no RULE, no RULES and no hooks"))
    return module


def check_shape(rules: Iterable[Rule]) -> None:
    """Raises PluginError for the first field of a rule that does not hold what it should."""
    for rule in rules:
        for fault in misshapen(rule):
            raise PluginError(Text(zh=f"{rule.id} 的 {fault.zh}", en=f"{rule.id}: {fault.en}"))


def failure(path: str, error: BaseException) -> Text:
    """What the file's code raised, and in which of its lines."""
    words = raised(error, lambda frame: frame.f_code.co_filename == path)
    return Text(zh=f"规则文件 {path} 无法加载：{words}", en=f"Rule file {path} cannot be loaded: {words}")


def raised(error: BaseException, own: Callable[[FrameType], bool]) -> str:
    """What was raised, and the last line of a plugin's `own` code on the way. (Python's own words have the line of wrong
    syntax.)"""
    words = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError):
        return words
    lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__) if own(frame)]
    return f"{words} ({os.path.split(lines[-1][0])[1]}:{lines[-1][1]})" if lines else words
