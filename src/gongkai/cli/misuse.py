"""Wrong usage of the command line in Chinese. click says it in English only."""

from __future__ import annotations

import re
from difflib import get_close_matches

import click

__all__ = ["misuse"]

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_COMMAND = re.compile(r"No such command '(.*?)'")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


def misuse(error: click.ClickException) -> str:
    """What click found wrong, in Chinese; in click's own words where it has none of those known here."""
    words = None
    match error:
        case click.NoSuchOption():
            near = get_close_matches(error.option_name, error.possibilities or (), n=1)
            words = f"没有“{error.option_name}”这个选项" + (f"，是不是 {near[0]}？" if near else "")
        case click.MissingParameter() if error.param:
            words = f"缺少 {error.param.make_metavar(error.ctx) if error.ctx else error.param.name}"
        case click.BadOptionUsage():
            words = f"选项 {error.option_name} 后面要写一个值" if "requires an argument" in error.message else None
        case click.BadParameter() if error.param:
            told = error.message if _CHINESE.search(error.message) else _expected(error.param)
            words = f"{'、'.join(error.param.opts)} 的值不对" + (f"：{told}" if told else f"（{error.message}）")
        case _:
            if extra := _EXTRA.match(error.format_message()):
                words = f"多写了“{extra[1]}”"
            elif absent := _COMMAND.match(error.format_message()):
                words = f"没有“{absent[1]}”这个命令"
    return words or error.format_message()


def _expected(param: click.Parameter) -> str:
    """What a parameter's value looks like; empty where click's words must do."""
    kind = param.type
    match kind:
        case click.Choice():
            return f"可以写 {'、'.join(map(str, kind.choices))}"
        case click.IntRange() | click.FloatRange():
            least = f"不小于{kind.min}" if kind.min is not None else ""
            most = f"不大于{kind.max}" if kind.max is not None else ""
            whole = "整数" if isinstance(kind, click.IntRange) else "数"
            return f"应为{'、'.join(filter(None, (least, most)))}的{whole}" if least or most else f"应为{whole}"
        case click.DateTime():
            return "应为日期，如 2026-01-31"
        case _:
            return ""
