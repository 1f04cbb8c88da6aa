"""Outputs of `gongkai check`: several in one run, whole or not at all, and never what decides the exit code."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.bilingual import Text
from gongkai.cli.outputs import Target, emit
from gongkai.errors import UsageError
from gongkai.finding import Checked, Run
from gongkai.formatter import Formatter, Rendering

Gongkai = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parent.parent.parent
TEXT_FORMATS = (
    "text",
    "json",
    "jsonl",
    "sarif",
    "sarif-github",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "markdown",
)


def test_several_formats_are_written_in_one_run_and_each_is_what_it_is_alone(gongkai: Gongkai, bad: Path) -> None:
    wanted = [part for name in TEXT_FORMATS[1:] for part in ("--format", f"{name}=out/{name}")]
    code, out, err = gongkai("check", "bad.txt", "--format", "text", *wanted)
    assert (code, err) == (1, "")
    assert out == gongkai("check", "bad.txt")[1] != ""
    for name in TEXT_FORMATS[1:]:
        assert Path("out", name).read_bytes() == gongkai("check", "bad.txt", "--format", name)[1].encode()
    assert sorted(p.name for p in Path("out").iterdir()) == sorted(TEXT_FORMATS[1:])


def test_the_exit_code_does_not_depend_on_where_output_goes(gongkai: Gongkai, bad: Path) -> None:
    for more in (
        [],
        ["--output-file", "o.txt"],
        ["--format", "sarif=s"],
        ["--quiet"],
        ["--format", "gitlab", "--quiet"],
    ):
        assert gongkai("check", "bad.txt", *more)[0] == 1
    assert "GK303" in Path("o.txt").read_text(encoding="utf-8")


def test_quiet_prints_nothing_but_what_was_not_checked(gongkai: Gongkai, bad: Path) -> None:
    assert gongkai("check", "bad.txt", "-q") == (1, "", "")
    code, out, err = gongkai("check", "absent.txt", "bad.txt", "-q")
    assert (code, out) == (3, "")
    assert "GK901 absent.txt" in err


def test_exit_zero_lowers_findings_only(gongkai: Gongkai, bad: Path) -> None:
    code, out, _ = gongkai("check", "bad.txt", "--exit-zero", "--format", "json")
    assert (code, json.loads(out)["exit_code"], json.loads(out)["outcome"]) == (0, 0, "findings")
    assert gongkai("check", "absent.txt", "--exit-zero")[0] == 3


def test_more_warnings_than_allowed_fail(gongkai: Gongkai, bad: Path) -> None:
    few = ("check", "bad.txt", "--select", "GK303")
    Path("gongkai.toml").write_text('severity = {GK303 = "warning"}', encoding="utf-8")
    assert gongkai(*few)[0] == 0
    assert gongkai(*few, "--max-warnings", "0")[0] == 1
    assert gongkai(*few, "--max-warnings", "1")[0] == 0


def test_two_formats_for_one_place_and_a_missing_name_are_wrong_usage(gongkai: Gongkai, bad: Path) -> None:
    for args in (["text", "json"], ["json=a", "sarif=./a"], ["json="]):
        code, out, err = gongkai("check", "bad.txt", *(p for a in args for p in ("--format", a)))
        assert (code, out) == (2, "")
        assert "改法" in err or "缺少文件名" in err


def test_an_input_file_is_never_overwritten(gongkai: Gongkai, bad: Path) -> None:
    before = bad.read_bytes()
    code, _, err = gongkai("check", "bad.txt", "--format", "json=./bad.txt", "--format", "sarif=x.sarif")
    assert (code, bad.read_bytes()) == (2, before)
    assert "不能覆盖" in err
    assert not Path("x.sarif").exists()


def test_a_file_that_cannot_be_written_is_told_and_leaves_no_half(gongkai: Gongkai, bad: Path) -> None:
    Path("file").write_text("x", encoding="utf-8")
    code, _, err = gongkai("check", "bad.txt", "--format", "json=file/o.json")
    assert code == 2
    assert "无法写入" in err
    assert sorted(p.name for p in Path().glob("[!.]*")) == ["bad.txt", "file"]


def test_outputs_in_the_configuration_are_used(gongkai: Gongkai, bad: Path) -> None:
    Path("gongkai.toml").write_text('output = ["json=o.json"]\nlang = "en"', encoding="utf-8")
    assert gongkai("check", "bad.txt")[:2] == (1, "")
    assert "should be" in Path("o.json").read_text(encoding="utf-8")
    assert gongkai("check", "bad.txt", "--format", "text", "--lang", "zh")[1].startswith("bad.txt")


def test_groups_and_statistics(gongkai: Gongkai, bad: Path) -> None:
    out = gongkai("check", "bad.txt", "--group-by", "rule", "--statistics")[1]
    assert out.startswith("GK30")
    assert "1 处    1 个文件  GK303 t3-row-total" in out
    assert gongkai("check", "bad.txt", "--group-by", "body")[1].splitlines()[0].endswith(tuple("123456789"))


@pytest.mark.slow
def test_watching_checks_again_when_the_file_is_saved(
    tmp_path: Path, bad: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from gongkai.cli import watch

    monkeypatch.setattr(watch, "SECONDS", 0.05)
    runs: list[str] = []

    def once() -> int:
        runs.append(bad.read_text(encoding="utf-8")[:2])
        if len(runs) == 2:
            raise KeyboardInterrupt
        return 7

    def save() -> None:
        time.sleep(0.3)
        bad.write_text("新的", encoding="utf-8")

    threading.Thread(target=save).start()
    assert watch.watched(once, lambda: [str(bad)], "zh") == 7
    assert runs[1] == "新的"
    capfd.readouterr()


def test_quiet_tells_no_progress(gongkai: Gongkai, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.cli.progress.LINES", 10)
    for n in range(20):
        Path(f"{n}.txt").write_bytes(good.read_bytes())
    assert "已检查" in gongkai("check", ".", "--lang", "zh")[2]
    assert gongkai("check", ".", "--quiet", "--lang", "zh")[1:] == ("", "")


def test_what_would_be_written_twice_is_not_written_at_all(tmp_path: Path) -> None:
    each = Formatter(name="each", title=Text("", ""), render=lambda *_: "each", per_document=True)
    whole = Formatter(name="whole", title=Text("", ""), render=lambda *_: "whole")
    run = Run(documents=(Checked(path="a.doc"),), diagnostics=(), incidents=())
    wanted = (Target(each, f"{tmp_path}/new/"), Target(whole, f"{tmp_path}/new/a.txt"))
    with pytest.raises(UsageError, match="written twice"):
        emit(run, Rendering(lang="en", instruments={}), wanted, color=False, quiet=False)
    assert not list(tmp_path.iterdir())
