"""`gongkai plugin new NAME`: a complete project of one's own, whose tests pass at once."""

from __future__ import annotations

import os

import click

from gongkai.bilingual import Text
from gongkai.cli.help import Command, Group, lang_option, option, told
from gongkai.cli.whole import write_whole
from gongkai.errors import UsageError
from gongkai.lang import Lang
from gongkai.scaffold import new_pack

__all__ = ["command"]


@click.group("plugin", cls=Group, help="编写自己的规则包。‖Write a rule pack of one's own.")
@lang_option
def command() -> None:
    """Do nothing: see the commands."""


@command.command(
    "new",
    cls=Command,
    help="建立一个完整的规则包项目，测试立即可以通过。NAME 是项目名，如 my-rules。‖"
    "Make a complete rule pack project whose tests pass at once. NAME is the project's name, such as my-rules.",
)
@click.argument("name", metavar="NAME")
@option("--yaml", is_flag=True, help="用 YAML 写规则，不用 Python‖Rules in YAML instead of Python")
@lang_option
@click.pass_obj
def new(lang: Lang, name: str, yaml: bool) -> int:  # noqa: FBT001 - click passes by name
    """Write the files into a new folder; never over an existing one."""
    files = new_pack(name, yaml=yaml)
    if os.path.exists(name):
        raise UsageError(
            Text(zh=f"“{name}”已经存在", en=f"“{name}” is already there"),
            Text(zh="换一个名字，或者先移走它", en="Use another name, or move it away first"),
        )
    for path, text in files.items():
        target = os.path.join(name, path)
        write_whole(target, text.encode())
        click.echo(target.replace(os.sep, "/"))
    click.echo(
        told(
            f"下一步：cd {name} && python -m pip install -e . && gongkai test {name}‖Next: cd {name} && python -m pip install -e . && gongkai test {name}",
            lang,
        )
    )
    return 0
