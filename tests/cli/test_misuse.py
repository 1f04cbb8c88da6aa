"""Wrong usage, told in the language of the run."""

from __future__ import annotations

import itertools
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


def test_a_switch_in_the_environment_is_told_too(gongkai: Gongkai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_NO_CACHE", "x")
    code, _, err = gongkai("check", "a.txt")
    assert (code, err.splitlines()[0]) == (2, "用法错误：--no-cache 的值不对：应为 1 或 0")


@pytest.mark.parametrize("command", ["convert", "claims", "coverage", "compare"])
def test_a_file_that_cannot_be_read_is_named(gongkai: Gongkai, command: str) -> None:
    others = ["gone.txt"] if command == "compare" else []
    code, out, err = gongkai(command, "absent.txt", *others, "--lang", "en")
    assert code == 3
    assert "absent.txt" in out + err


def test_a_password_is_not_shown_where_a_url_cannot_be_read(gongkai: Gongkai) -> None:
    for command in (["convert"], ["compare", "gone.txt"]):
        _, out, err = gongkai(*command, "nothing://me:secret@host/r.txt", "--lang", "en")
        assert "secret" not in out + err


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ("用法：gongkai", "选项：", "命令：")), ("en", ("Usage: gongkai", "Options:", "Commands:"))],
)
def test_the_headings_of_help_are_in_the_language(gongkai: Gongkai, lang: str, words: tuple[str, ...]) -> None:
    lines = gongkai("--lang", lang, "cache", "--help")[1].splitlines()
    assert [word for word in words if any(line.startswith(word) for line in lines)] == list(words)
    assert not any(line == after == "" for line, after in itertools.pairwise(lines))


@pytest.mark.parametrize(
    ("command", "idle"),
    [
        (["baseline", "write", "x.txt"], ["--fail-level", "error"]),
        (["baseline", "prune", "x.txt"], ["--max-warnings", "3"]),
        (["config", "show"], ["--online"]),
        (["config", "show"], ["--as-of", "2026-01-01"]),
    ],
)
def test_an_option_that_would_do_nothing_is_not_taken(gongkai: Gongkai, command: list[str], idle: list[str]) -> None:
    code, _, err = gongkai(*command, *idle, "--lang", "zh")
    assert code == 2
    assert f"没有 {idle[0]} 这个选项" in err


def test_what_is_not_known_is_told_in_the_words_of_click() -> None:
    assert in_chinese(click.UsageError("Something else.")) == "Something else."
    assert in_chinese(click.BadParameter("Not so.", param_hint="X")) == "X 的值不对：Not so."
    assert in_chinese(click.FileError("a.txt", "gone")) == "Could not open file 'a.txt': gone"
