"""`gongkai claims` as its users see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.schema import violations

EXAMPLE = Path(__file__).parent.parent / "examples" / "city-2025.txt"


def run(capfd: pytest.CaptureFixture[str], *args: str) -> str:
    with pytest.raises(SystemExit) as left:
        main(["claims", str(EXAMPLE), *args])
    assert left.value.code == 0
    return capfd.readouterr().out


def test_json_follows_its_schema_and_spans_are_exact(capfd: pytest.CaptureFixture[str]) -> None:
    data = json.loads(run(capfd, "--format", "json"))
    assert violations("claims", data) == ()
    assert data["claims"]
    for claim in data["claims"]:
        assert claim["paragraph"][claim["start"] : claim["end"]] == claim["words"]


def test_text_has_a_line_for_each_claim(capfd: pytest.CaptureFixture[str]) -> None:
    claims = json.loads(run(capfd, "--format", "json"))["claims"]
    lines = run(capfd, "--lang", "zh").splitlines()
    assert [claim["words"] in line for claim, line in zip(claims, lines, strict=True)] == [True] * len(claims)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a report that calls its applications by a name of its own."""
    words = EXAMPLE.read_text(encoding="utf-8").replace("新收政府信息公开申请14069件", "收到阅卷诉求77件")
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(capfd: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main([*args, "--lang", "en"])
    out, err = capfd.readouterr()
    return int(left.value.code or 0), out + err


class TestWordsOfTheConfiguration:
    def test_figures_stated_in_them_are_claims_that_rules_judge(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert "阅卷诉求77件" not in ran(capfd, "claims", "a.txt")[1]
        assert "GK401" not in ran(capfd, "check", "a.txt")[1]
        (folder / "gongkai.toml").write_text('[words]\napplication = ["阅卷{诉求,请求}"]', encoding="utf-8")
        assert "“收到阅卷诉求77件”" in ran(capfd, "claims", "a.txt")[1]
        code, out = ran(capfd, "check", "a.txt")
        assert (code, "GK401" in out) == (0, True)

    @pytest.mark.parametrize("command", ["check", "claims"])
    def test_an_unknown_kind_of_words_is_told(
        self, folder: Path, capfd: pytest.CaptureFixture[str], command: str
    ) -> None:
        (folder / "gongkai.toml").write_text('[words]\naplication = ["阅卷诉求"]', encoding="utf-8")
        code, out = ran(capfd, command, "a.txt")
        assert (code, "“aplication”" in out, "application" in out) == (2, True, True)

    @pytest.mark.parametrize("words", ['[""]', '"阅卷诉求"', "[1]"])
    def test_what_is_no_list_of_words_is_told(
        self, folder: Path, capfd: pytest.CaptureFixture[str], words: str
    ) -> None:
        (folder / "gongkai.toml").write_text(f"[words]\napplication = {words}", encoding="utf-8")
        code, out = ran(capfd, "check", "a.txt")
        assert (code, "words.application" in out) == (2, True)
