"""Wrong usage, told in the language of the run."""

from __future__ import annotations

from collections.abc import Callable

import click
import pytest

from gongkai.cli.misuse import in_chinese

Gongkai = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("check a.txt --form json", "没有 --form 这个选项，是不是 --format？"),
        ("check a.txt --jbos 2", "没有 --jbos 这个选项，是不是 --jobs？"),
        ("check a.txt --format", "选项 --format 要给出值"),
        ("check a.txt --watch=3", "选项 --watch 不带值"),
        ("check a.txt --jobs 0", "--jobs / -j 的值不对：应为不小于 1 的整数"),
        ("check a.txt --min-fidelity 2", "--min-fidelity 的值不对：应为不小于 0、不大于 1 的数"),
        ("check a.txt --fail-level x", "--fail-level 的值不对：应为 info、warning、error 之一"),
        ("check a.txt --as-of 2026-13-01", "--as-of 的值不对：应为日期，如 2026-01-31"),
        ("convert", "缺少 FILE"),
        ("convert a.txt b.txt", "多出参数(b.txt)"),
        ("rules diff --to 2021", "缺少 --from"),
        ("cache nothing", "没有 'nothing' 这个子命令"),
        ("--lang zh", "没有说要做什么：给出子命令"),
    ],
)
def test_in_chinese(gongkai: Gongkai, command: str, said: str) -> None:
    code, out, err = gongkai(*command.split())
    assert (code, out, err.splitlines()[0]) == (2, "", f"用法错误：{said}")
    if "--lang" not in command:
        english = gongkai("--lang", "en", *command.split())[2]
        assert english.startswith("Usage error: ")
        assert english.isascii()


def test_what_is_not_known_is_told_in_the_words_of_click() -> None:
    assert in_chinese(click.UsageError("Something else.")) == "Something else."
    assert in_chinese(click.BadParameter("Not so.", param_hint="X")) == "X 的值不对：Not so."
    assert in_chinese(click.FileError("a.txt", "gone")) == "Could not open file 'a.txt': gone"
