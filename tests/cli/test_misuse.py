"""Wrong usage is told in the language of the user."""

from __future__ import annotations

import pytest

from gongkai.cli import main


def told(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    with pytest.raises(SystemExit) as left:
        main(args)
    assert left.value.code == 2
    return capsys.readouterr().err.split("\n")[0]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("check", "--selct", "GK303"), "没有“--selct”这个选项，是不是 --select？"),
        (("check", "--zzz"), "没有“--zzz”这个选项"),
        (("check", "x", "--format"), "选项 --format 后面要写一个值"),
        (("check", "x", "--jobs", "0"), "--jobs、-j 的值不对：应为不小于1的整数"),
        (("check", "x", "--min-fidelity", "3"), "--min-fidelity 的值不对：应为不小于0、不大于1的数"),
        (("check", "x", "--fail-level", "bad"), "--fail-level 的值不对：可以写 info、warning、error"),
        (("rules", "--as-of", "2020-13-01"), "--as-of 的值不对：应为日期，如 2026-01-31"),
        (("compare", "a"), "缺少 THIS"),
        (("convert", "a", "b"), "多写了“b”"),
        (("cache", "claer"), "没有“claer”这个命令"),
    ],
)
def test_it_is_told_in_chinese(capsys: pytest.CaptureFixture[str], args: tuple[str, ...], words: str) -> None:
    assert told(capsys, "--lang", "zh", *args) == f"用法错误：{words}"


def test_it_is_told_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "check", "--selct", "GK303", "--lang", "en").startswith("Usage error: No such option")
