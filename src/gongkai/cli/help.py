"""Help texts in two languages: written “中文‖English”, shown in the one that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gongkai.lang import LANGS, Lang, language

if TYPE_CHECKING:
    from gongkai.finding import Incident

__all__ = ["Command", "Group", "asked_in", "lang_asked", "lang_of", "lang_option", "option", "told", "warn"]

F = TypeVar("F", bound=Callable[..., object])


def asked_in(arguments: Sequence[str]) -> str | None:
    """The value of `--lang` among the arguments. It is needed before click has read them, to speak of errors."""
    for n, argument in enumerate(arguments):
        if argument == "--lang" and n + 1 < len(arguments):
            return arguments[n + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return None


def lang_of(ctx: click.Context | None) -> Lang:
    """The language of this run, which `main` puts into the context."""
    obj: object = ctx.find_root().obj if ctx else None
    return language(obj if isinstance(obj, str) else None)


def lang_asked(ctx: click.Context) -> bool:
    """Whether `--lang` was given, before or after the command's name."""
    given = click.core.ParameterSource.COMMANDLINE
    return any(each.get_parameter_source("lang") is given for each in (ctx, ctx.find_root()))


def told(text: str, lang: Lang) -> str:
    """The half of “中文‖English” in a language; a text without ‖ as it is."""
    zh, mark, en = text.partition("‖")
    return en if mark and lang == "en" else zh


def warn(incidents: Iterable[Incident], lang: Lang) -> None:
    """Name what does not end a command, such as plugins that failed, on standard error."""
    for incident in incidents:
        where = f"{incident.path}: " if incident.path else ""
        click.echo(told("警告：‖Warning: ", lang) + where + incident.message.of(lang), err=True)


class _Option(click.Option):
    def __init__(self, names: Sequence[str], *, help: str, **attributes: Any) -> None:  # noqa: A002 - click's name
        super().__init__(names, **attributes)
        # Click would unindent it, for which it needs a part of Python's own library that it takes long to import.
        self.help = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return (record[0], told(record[1], lang_of(ctx))) if record else None


def _show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


# Click's own knows no Chinese, and looks for translations of its words in every run.
_HELP = _Option(
    ["-h", "--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
    help="显示这份说明‖Show this message and exit.",
)

# What the message of an internal error names, so that every command has it. `main` looks for it among the arguments.
_DEBUG = _Option(
    ["--debug"],
    is_flag=True,
    expose_value=False,
    help="出错时显示程序内部详情‖Show tracebacks of internal errors",
)


class _Formatter(click.HelpFormatter):
    """Click's headings in Chinese, too."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or told("用法：‖Usage: ", _lang_now()))

    def write_heading(self, heading: str) -> None:
        lang = _lang_now()
        self.write(told(_HEADINGS.get(heading, heading), lang) + told("：‖:", lang) + "\n")


_HEADINGS = {"Options": "选项‖Options", "Commands": "命令‖Commands"}


def _lang_now() -> Lang:
    return lang_of(click.get_current_context(silent=True))


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help is in two languages."""

    context_class = _Context

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        *params, of_help = super().get_params(ctx)
        return [*params, _DEBUG, of_help]

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002 - click's signature
        return _HELP

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.indentation():
            for paragraph in told(self.help or "", lang_of(ctx)).split("\n\n"):
                formatter.write_paragraph()
                formatter.write_text(paragraph)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click's signature
        return told(self.help or "", _lang_now()).split("\n\n")[0].rstrip("。.")


class Group(click.Group, Command):
    """A group of such commands."""


def option(*names: str, **attributes: object) -> Callable[[F], F]:
    """`click.option` with help in two languages."""
    return click.option(*names, cls=_Option, **attributes)


def lang_option(function: F) -> F:
    """Add `--lang`. Its value is read from the arguments by `main`; here it is checked and explained."""
    choice = click.Choice(LANGS)
    return option(
        "--lang",
        type=choice,
        expose_value=False,
        help="输出语言（默认看系统设置，否则中文）‖Language (default: locale)",
    )(function)
