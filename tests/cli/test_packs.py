"""Rule files on the command line, and making a pack of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.plugins import Catalogue
from gongkai.scaffold import new_pack
from gongkai.specimen import write_report


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> Path:
    monkeypatch.chdir(tmp_path)
    text = write_report(catalogue.standards["gkbg-2021"], sections={"overview": "公" * 1001})
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    for name, text in new_pack("my-rules", yaml=False).items():
        if name.endswith("length.py"):
            (tmp_path / "own.py").write_text(text, encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(new_pack("city", yaml=True)["src/city/pack.yaml"], encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(args)
    out, err = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, out, err


def rules_found(out: str) -> list[str]:
    return [finding["rule"] for finding in json.loads(out)["findings"]]


def test_a_python_file_and_a_pack_are_rules_like_any(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(
        capsys,
        "check",
        "long.txt",
        "--rules",
        "own.py",
        "--rules",
        "pack.yaml",
        "--format",
        "json",
        "--select",
        "MR101,CX101",
    )
    assert sorted(rules_found(out)) == ["CX101", "MR101"]


def test_they_can_be_named_in_the_configuration_beside_which_they_stand(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "gongkai.toml").write_text('rules = ["own.py"]\nselect = ["MR101"]\n', encoding="utf-8")
    (folder / "drafts").mkdir()
    monkeypatch.chdir(folder / "drafts")
    _, out, _ = run(capsys, "check", "../long.txt", "--format", "json")
    assert rules_found(out) == ["MR101"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.txt", "", ".py"),
        ("absent.yaml", None, "absent.yaml：没有这个文件"),
        ("a.yaml", "pack: 5", "缺少"),
        ("a.yaml", "a: [", "不是有效的 YAML"),
        ("a.yaml", "a:\n\tb: 1", "缩进用了制表符"),
        ("a.py", "x = 1\n1/0", "ZeroDivisionError: division by zero (a.py:2)"),
        ("a.py", "print('hello')\nGONGKAI_API = 1", "加载时打印了内容（“hello”）"),
        ("a.py", "from gongkai_rules.rules.gk303_t3_row_total import RULE as RULES", "只有一条规则时用 RULE"),
        ("own.py", None, "MR101 的 severity 应为 'info' | 'warning' | 'error'，现为 'notice'"),
        ("a.py", "x = 1", "没有 RULE"),
        ("a.py", "GONGKAI_API = 2", "GONGKAI_API"),
        ("a.py", "from gongkai_rules.rules.gk303_t3_row_total import RULE", "“GK303”已由插件 "),
    ],
)
def test_a_rule_file_that_cannot_be_used_is_a_usage_error(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str | None, words: str
) -> None:
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    elif (folder / name).exists():
        own = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(own.replace('severity="info"', 'severity="notice"'), encoding="utf-8")
    code, _, err = run(capsys, "check", "long.txt", "--rules", name)
    assert code == 2
    assert words in err


def test_a_pack_is_examined(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "test", "pack.yaml")[0] == 0
    broken = (folder / "pack.yaml").read_text(encoding="utf-8").replace("most: 300", "most: 3000")
    (folder / "pack.yaml").write_text(broken, encoding="utf-8")
    code, out, _ = run(capsys, "test", "pack.yaml", "--lang", "en")
    assert code == 1
    assert "invalid example 2 (a long overview): found nothing" in out
    assert run(capsys, "test", "nobody")[0] == 2
    (folder / "nobody").mkdir()
    assert "pip install -e nobody" in run(capsys, "test", "nobody")[2]


@pytest.mark.parametrize("raises", ["raise SystemExit(0)", "raise ValueError"])
def test_a_rule_that_raises_is_a_fault_and_ends_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], raises: str
) -> None:
    text = (folder / "own.py").read_text(encoding="utf-8")
    head, _, body = text.partition("def check(view: View) -> Iterator[Finding]:\n")
    (folder / "own.py").write_text(
        f"{head}def check(view: View) -> Iterator[Finding]:\n    {raises}\n{body}", encoding="utf-8"
    )
    code, out, err = run(capsys, "test", "own.py", "--lang", "en")
    assert code == 1, out + err
    assert out.count("(own.py:") == 1  # one fault is told once, though it is seen in every way
    assert "1 fault(s)" in out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("scope: [overview]", "scope: [overveiw]", "check.scope：没有“overveiw”（是不是“overview”？）"),
        ("    check:", "    applies: {standards: [gkbg-2022]}\n    check:", "applies.standards：没有“gkbg-2022”"),
        ("    check:", "    applies: {levels: [village]}\n    check:", "applies.levels：没有“village”"),
    ],
)
def test_what_no_format_has_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: str
) -> None:
    pack = (folder / "pack.yaml").read_text(encoding="utf-8")
    assert old in pack
    (folder / "pack.yaml").write_text(pack.replace(old, new, 1), encoding="utf-8")
    code, _, err = run(capsys, "check", "long.txt", "--rules", "pack.yaml")
    assert (code, words in err) == (2, True), err


def test_new_writes_a_project_but_never_over_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "plugin", "new", "city-rules")[0] == 0
    assert (folder / "city-rules" / "src" / "city_rules" / "rules" / "cr101_overview_length.py").exists()
    assert run(capsys, "plugin", "new", "city-rules")[0] == 2
    assert run(capsys, "plugin", "new", "Bad Name")[0] == 2


def test_the_doctor_examines_what_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "plugins", "doctor", "disclosure", "--lang", "en")
    assert code == 0, out
    assert "0 fault(s)" in out
