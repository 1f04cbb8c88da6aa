"""Wrong usage of the command line in Chinese: click says it in English only."""

from __future__ import annotations

from difflib import get_close_matches

import click

__all__ = ["in_chinese"]


def in_chinese(error: click.ClickException) -> str:
    """What is wrong, in Chinese; in click's words where those are not known here."""
    match error:
        case click.NoSuchOption():
            close = get_close_matches(error.option_name, error.possibilities or (), n=1)
            return f"没有 {error.option_name} 这个选项" + "".join(f"，是不是 {name}？" for name in close)
        case click.MissingParameter():
            return f"缺少 {_named(error)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} {'不带值' if 'does not take' in error.message else '要给出值'}"
        case click.BadParameter():
            return f"{_named(error)} 的值不对：{_wanted(error)}"
        case click.UsageError() if error.message.startswith("Got unexpected extra argument"):
            return f"多出参数{error.message[error.message.index('(') :]}"
        case click.UsageError() if error.message.startswith("No such command"):
            return f"没有 {error.message.split()[-1].rstrip('.')} 这个子命令"
        case click.UsageError() if error.message == "Missing command.":
            return "没有说要做什么：给出子命令"
    return error.format_message()


def _named(error: click.BadParameter) -> str:
    """What the parameter is called: --jobs / -j, PATH."""
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "")
    return error.param.get_error_hint(error.ctx).replace("'", "")


def _wanted(error: click.BadParameter) -> str:
    """What the parameter's kind asks for."""
    match error.param.type if error.param else None:
        case click.Choice() as choice:
            return f"应为 {'、'.join(map(str, choice.choices))} 之一"
        case click.IntRange() | click.FloatRange() as span:
            least = f"不小于 {span.min}" if span.min is not None else ""
            most = f"不大于 {span.max}" if span.max is not None else ""
            kind = "整数" if isinstance(span, click.IntRange) else "数"
            return f"应为{'、'.join(filter(None, (least, most)))} 的{kind}"
        case click.DateTime():
            return "应为日期，如 2026-01-31"
        case click.types.BoolParamType():  # of a variable of the environment
            return "应为 1 或 0"
    return error.message
