"""The command line. Only this package opens files, prints and exits.

Each command is a module of `commands`, imported when it is called; what stands beside that folder is shared by them.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from errno import ENOSPC

import click

from gongkai import bytecode
from gongkai.cli.folders import start_folder
from gongkai.cli.help import Group, asked_in, lang_of, lang_option, option, told
from gongkai.kept import use
from gongkai.lang import Lang, language
from gongkai.late import late, missing

__all__ = ["cli", "main"]

COMMANDS = (
    "baseline", "cache", "check", "claims", "compare", "config", "convert", "coverage", "init", "plugin", "plugins",
    "rules", "stats", "test",
)  # fmt: skip
# Words after a command that make it another one, wherever they stand among its options: `gongkai rules diff --to 2021`.
SECOND = {("rules", "diff"): "rules_diff"}


class _NobodyReadsError(Exception):
    """Standard output was closed. Click would make a broken pipe the exit code 1, which says that the run is complete."""


class _Lazy(Group):
    """Commands are modules of `gongkai.cli.commands`, imported when they are needed."""

    def invoke(self, ctx: click.Context) -> object:
        from gongkai.cli.ending import heeding

        try:
            with heeding():
                return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _NobodyReadsError from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        for (first, second), module in SECOND.items():
            if args[0] == first and second in args[1:]:
                rest = args[1:]
                rest.remove(second)
                return f"{first} {second}", _command(module), rest
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            return _command(cmd_name)
        if cmd_name.startswith("-"):
            return None
        from difflib import get_close_matches

        close = get_close_matches(cmd_name, COMMANDS, n=1)
        hint = f"，是不是“{close[0]}”？‖, did you mean “{close[0]}”?" if close else ""
        lang = lang_of(ctx)
        raise click.UsageError(
            told(f"没有“{cmd_name}”这个命令‖no command “{cmd_name}”", lang) + told(hint, lang), ctx
        )


def _command(module: str) -> click.Command:
    """The command of a module of `gongkai.cli.commands`."""
    with late("inspect", "msgspec.inspect", "textwrap"):  # pluggy's and msgspec's
        with missing("typing_extensions"):  # gives msgspec nothing that `typing` does not
            importlib.import_module("msgspec")
        command: click.Command = importlib.import_module(f"gongkai.cli.commands.{module}").command
    return command


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value and not ctx.resilient_parsing:
        from gongkai import __version__

        click.echo(f"gongkai {__version__}")
        ctx.exit()


@click.group(
    cls=_Lazy,
    help="检查政府信息公开工作年度报告：表格、合计、法定内容和文字。‖"
    "Check yearly disclosure reports of Chinese government bodies: tables, sums, required contents and wording.",
)
@option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="版本‖Version")
@lang_option
def cli() -> None:
    """Do nothing: see the commands."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code. Errors are for people; `--debug` shows the traceback as well."""
    arguments = list(sys.argv[1:] if args is None else args)
    lang = language(asked_in(arguments))
    use(start_folder())
    bytecode.begin()
    try:
        code: object = cli.main(arguments, prog_name="gongkai", standalone_mode=False, obj=lang)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        code = 2
    except click.exceptions.Abort as error:
        code = _stopped(error)
    except click.ClickException as error:
        code = _misused(error, lang)
    except _NobodyReadsError:
        code = 3
    except Exception as error:  # noqa: BLE001 - none gets out
        if "--debug" in arguments:
            import traceback

            traceback.print_exc()
        code = _failed(error, lang)
    finally:
        if patterns := sys.modules.get("gongkai.patterns"):
            patterns.keep_patterns()
        bytecode.end()
        use("")
    sys.exit(code if isinstance(code, int) else 0)


def _stopped(error: click.exceptions.Abort) -> int:
    """The exit code of a run that was stopped before it could say what it has: 128 and the signal's number."""
    from gongkai.cli.ending import Terminated

    return 143 if isinstance(error.__cause__, Terminated) else 130


def _misused(error: click.ClickException, lang: Lang) -> int:
    words = error.format_message()
    if lang == "zh":
        from gongkai.cli.misuse import in_chinese

        words = in_chinese(error)
    click.echo(told("用法错误：‖Usage error: ", lang) + words, err=True)
    if isinstance(error, click.UsageError) and error.ctx:
        path = error.ctx.command_path
        click.echo(told(f"查看用法：{path} --help‖See {path} --help", lang), err=True)
    return 2


def _failed(error: Exception, lang: Lang) -> int:
    """Print an error for people and give its exit code."""
    from gongkai.errors import GongkaiError, UsageError

    if isinstance(error, OSError) and error.errno == ENOSPC:
        words = "错误：没有写完：磁盘已满‖Error: not all was written: there is no space left on the disk"
        click.echo(told(words, lang), err=True)
        return 3
    if not isinstance(error, GongkaiError):
        cause = f"{type(error).__name__}: {error}"
        click.echo(
            told(f"程序内部出错：{cause}（加 --debug 查看详情）‖Internal error: {cause} (--debug shows more)", lang),
            err=True,
        )
        return 3
    message = error.message.of(lang)
    if "://" in message:  # given where only a file can be named
        from gongkai.cli.remote import scrubbed

        message = scrubbed(message)
    click.echo(told("错误：‖Error: ", lang) + message, err=True)
    if error.advice:
        click.echo(told("改法：‖Advice: ", lang) + error.advice.of(lang), err=True)
    return 2 if isinstance(error, UsageError) else 3
