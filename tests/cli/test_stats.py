"""`gongkai stats`: results in, tables and charts out, and an exit code that says whether everything was counted."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("streaming")

Gongkai = Callable[..., tuple[int, str, str]]


@pytest.fixture
def results(gongkai: Gongkai, good: Path, bad: Path) -> Path:
    """Results of a run over a good and a bad report and a file that is not there."""
    wanted = ("--format", "jsonl=r/r.jsonl", "--format", "parquet=r/r.parquet", "--quiet")
    assert gongkai("check", "good.txt", "bad.txt", "absent.txt", *wanted)[0] == 3
    return Path("r")


def test_json_lines_and_parquet_give_the_same_and_findings_do_not_change_the_exit_code(
    gongkai: Gongkai, results: Path
) -> None:
    code, out, err = gongkai("stats", "r/r.jsonl", "--format", "json")
    assert (code, err) == (0, "")
    assert gongkai("stats", "r/r.parquet", "--format", "json")[1] == out
    told = json.loads(out)
    assert (told["total"]["documents"], told["total"]["checked"], told["total"]["errors"]) == (3, 2, 1)
    assert told["not_checked"]["examples"] == ["absent.txt"]
    both = json.loads(gongkai("stats", "r", "--format", "json")[1])  # a folder: both results, the same documents
    assert (both["results"], both["total"]["documents"], both["not_checked"]["repeated"]) == (2, 6, 3)


def test_of_two_outputs_to_one_file_none_is_lost(gongkai: Gongkai, results: Path) -> None:
    wanted = ("--plot", "x.html", "--format", "html", "--output-file", "./x.html")
    code, _, err = gongkai("stats", results / "r.jsonl", *wanted, "--lang", "en")
    assert (code, "x.html would be written twice" in err, Path("x.html").exists()) == (2, True, False)


def test_standard_input_is_read_as_it_comes(gongkai: Gongkai, results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((results / "r.jsonl").read_bytes())))
    code, out, _ = gongkai("stats", "-", "--lang", "en")
    assert code == 0
    assert out.startswith("Not checked whole: 1 report(s), of 1 nothing at all")


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_a_pipe_is_read_as_a_file_is(gongkai: Gongkai, results: Path) -> None:
    os.mkfifo("pipe")
    with ThreadPoolExecutor(1) as threads:
        threads.submit(Path("pipe").write_bytes, (results / "r.jsonl").read_bytes())
        assert gongkai("stats", "pipe", "--format", "json") == gongkai("stats", "r/r.jsonl", "--format", "json")


def test_damaged_results_are_named_in_every_format_and_exit_3(gongkai: Gongkai, results: Path) -> None:
    lines = (results / "r.jsonl").read_bytes().splitlines(keepends=True)
    Path("cut.jsonl").write_bytes(b"".join([*lines[:2], b"no record\n", *lines[2:-1]]))
    for form in ("text", "json", "csv", "html"):
        code, out, err = gongkai("stats", "cut.jsonl", "--format", form, "--lang", "en")
        assert code == 3
        assert "cut.jsonl" in out + err
        assert "broke off" in out + err
    assert gongkai("stats", "none.jsonl")[0] == 3
    assert gongkai("check", "good.txt", "--format", "json", "--output-file", "whole.json")[0] == 0
    assert gongkai("stats", "whole.json")[0] == 3  # the other JSON is not taken for results


def test_results_without_a_report_exit_4(gongkai: Gongkai) -> None:
    Path("empty").mkdir()
    gongkai("check", "empty", "--format", "jsonl=e.jsonl", "-q")
    assert gongkai("stats", "e.jsonl")[0] == 4


def test_output_and_charts_are_written(gongkai: Gongkai, results: Path) -> None:
    plots = [part for name in ("p.png", "p.svg", "p.html") for part in ("--plot", f"new/{name}")]
    assert gongkai("stats", "r/r.jsonl", *plots, "--output-file", "new/s.txt") == (0, "", "")
    assert Path("new/p.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in Path("new/p.svg").read_text(encoding="utf-8")
    assert Path("new/p.html").read_text(encoding="utf-8") == gongkai("stats", "r/r.jsonl", "--format", "html")[1]
    assert Path("new/s.txt").read_text(encoding="utf-8") == gongkai("stats", "r/r.jsonl")[1]


def test_a_result_is_never_overwritten(gongkai: Gongkai, results: Path) -> None:
    before = (results / "r.jsonl").read_bytes()
    assert gongkai("stats", "r", "--output-file", "./r/r.jsonl")[0] == 2
    assert (results / "r.jsonl").read_bytes() == before


def test_regions_can_be_told_by_a_table(gongkai: Gongkai, results: Path) -> None:
    Path("regions.csv").write_text("name,parent\n云川县,青岳省\n", encoding="utf-8")
    level = ("--region-level", "province", "--format", "json", "--by", "region")
    told = json.loads(gongkai("stats", "r/r.jsonl", *level)[1])["region"]
    assert [each["key"] for each in told] == [None]
    told = json.loads(gongkai("stats", "r/r.jsonl", *level, "--regions", "regions.csv")[1])["region"]
    assert [(each["key"], each["documents"]) for each in told] == [(None, 1), ("青岳省", 2)]


@pytest.mark.parametrize(
    "args", [("--by", "province"), ("--plot", "x.pdf"), ("--regions", "none.csv"), ("--regions", "r/r.jsonl"), ("--regions", "r/r.parquet")]
)  # fmt: skip
def test_wrong_usage_is_told(gongkai: Gongkai, results: Path, args: tuple[str, ...]) -> None:
    code, out, err = gongkai("stats", "r/r.jsonl", *args)
    assert (code, out) == (2, "")
    assert "错误" in err


def test_without_a_chinese_font_it_is_said(gongkai: Gongkai, results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.formatters.statistics import plot

    monkeypatch.setattr(plot, "FONTS", ())
    code, _, err = gongkai("stats", "r/r.jsonl", "--plot", "p.png")
    assert code == 0
    assert "没有找到中文字体" in err


def test_records_of_another_version_are_told(gongkai: Gongkai, good: Path, tmp_path: Path) -> None:
    gongkai("check", good, "--format", f"jsonl={tmp_path / 'r.jsonl'}")
    text = (tmp_path / "r.jsonl").read_text(encoding="utf-8")
    (tmp_path / "r.jsonl").write_text(text.replace('"version":1', '"version":9', 1), encoding="utf-8")
    code, out, _ = gongkai("stats", tmp_path / "r.jsonl", "--lang", "en")
    assert code == 3
    assert "Records of version 9" in out
