"""Configuration on the command line: layers, what wins, and where each value came from."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli.commands.init import TEMPLATE
from gongkai.config import Config
from gongkai.schema import convert, violations

Gongkai = Callable[..., tuple[int, str, str]]


def test_show_says_each_value_and_where_it_came_from(gongkai: Gongkai, tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(
        'extends = ["ci"]\nignore = ["GK818"]\n[severity]\nGK507 = "warning"', encoding="utf-8"
    )
    (tmp_path / "gongkai.toml").write_text('extends = ["base.toml"]\nfail-level = "warning"', encoding="utf-8")
    out = gongkai("config", "show", "--format", "json", "--ignore", "GK504", "--max-warnings", "3")[1]
    rows = {row["key"]: (row["value"], row["origin"]) for row in json.loads(out)}
    assert rows["min-fidelity"] == (0.9, "方案 ci")
    assert rows["ignore[0]"] == ("GK818", str(tmp_path / "base.toml"))
    assert rows["ignore[1]"] == ("GK504", "命令行")
    assert rows["severity.GK507"] == ("warning", str(tmp_path / "base.toml"))
    assert rows["fail-level"] == ("warning", str(tmp_path / "gongkai.toml"))
    assert rows["max-warnings"] == (3, "命令行")
    assert rows["standard"] == (None, "默认")
    assert 'fail-level = "warning"  # ' in gongkai("config", "show")[1]


def test_settings_for_some_files_only(gongkai: Gongkai, bad: Path, tmp_path: Path) -> None:
    folder = tmp_path / "乡镇"
    folder.mkdir()
    (folder / "b.txt").write_bytes(bad.read_bytes())
    (tmp_path / "gongkai.toml").write_text(
        'select = ["GK303"]\n[[overrides]]\npaths = ["乡镇/*"]\nseverity = {GK303 = "info"}', encoding="utf-8"
    )
    out = json.loads(gongkai("check", "bad.txt", "乡镇", "--format", "json")[1])
    assert {f["path"]: f["severity"] for f in out["findings"]} == {"bad.txt": "error", "乡镇/b.txt": "info"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('extends = ["strickt"]', "是不是“strict”"),
        ('extends = ["gongkai.toml"]', "互相引用"),
        ("[[overrides]]\nignore = []", "缺少paths"),
        ('[[overrides]]\npaths = ["*"]\nignore = ["GK999"]', "没有“GK999”"),
        ('suppressions = "absent.toml"', "absent.toml"),
        ('level = "village"', "township"),
    ],
)
def test_what_is_wrong_is_told(gongkai: Gongkai, bad: Path, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "gongkai.toml").write_text(text, encoding="utf-8")
    code, _, err = gongkai("check", "bad.txt")
    assert code == 2
    assert words in err


def test_strict_fails_on_warnings(gongkai: Gongkai, bad: Path, tmp_path: Path) -> None:
    (tmp_path / "gongkai.toml").write_text('select = ["GK303"]\nseverity = {GK303 = "warning"}', encoding="utf-8")
    assert gongkai("check", "bad.txt")[0] == 0
    assert gongkai("check", "bad.txt", "--profile", "strict")[0] == 1


def test_init_writes_once_and_every_line_of_it_is_valid(gongkai: Gongkai, tmp_path: Path) -> None:
    assert gongkai("init")[0] == 0
    assert gongkai("init")[0] == 2
    assert tomllib.loads((tmp_path / "gongkai.toml").read_text(encoding="utf-8")) == {}
    for text in (TEMPLATE.zh, TEMPLATE.en):
        live = "\n".join(
            line[2:] if line[2:].startswith("[") or " = " in line else line
            for line in text.split("\n")
            if line.startswith("# ")
        )
        data = tomllib.loads("\n".join(line for line in live.split("\n") if "=" in line or line.startswith("[")))
        assert violations("configuration", data) == ()
        assert set(convert("configuration", data, Config, TEMPLATE).__struct_encode_fields__) - {"lang"} == set(data)
