"""`gongkai coverage` as its users see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.plugins import Catalogue
from gongkai.schema import violations

EXAMPLES = Path(__file__).parent.parent.parent


def run(capfd: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(["coverage", *(str(arg) for arg in args)])
    assert isinstance(left.value.code, int)
    return left.value.code, capfd.readouterr().out


def test_every_duty_is_listed_in_both_languages(capfd: pytest.CaptureFixture[str], catalogue: Catalogue) -> None:
    path = EXAMPLES / "tests" / "examples" / "city-2025.txt"
    for lang, words in (("zh", "需要人工"), ("en", "needs a person")):
        code, out = run(capfd, path, "--lang", lang)
        assert code == 0
        assert words in out
        for duty in catalogue.duties:
            assert (duty.what.zh if lang == "zh" else duty.what.en) in out


def test_an_incomplete_run_passes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    code, out = run(capfd, EXAMPLES / "examples" / "huodian-2020.txt", "--lang", "zh")
    assert code == 3
    assert "✓" not in out
    assert "GK903" in out
    assert "✗ 不合格  （四）各级人民政府：工作考核、社会评议和责任追究结果情况  [GK108（发现1处）]" in out


def test_json_follows_its_schema(capfd: pytest.CaptureFixture[str], catalogue: Catalogue) -> None:
    code, out = run(capfd, EXAMPLES / "examples" / "huodian-2020.txt", "--format", "json")
    data = json.loads(out)
    assert violations("coverage", data) == ()
    assert (code, data["exit_code"], data["outcome"]) == (3, 3, "incomplete")
    assert len(data["duties"]) == len(catalogue.duties) == sum(data["summary"].values())
    assert data["summary"]["passed"] == 0


def test_a_file_that_cannot_be_read_passes_nothing(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out = run(capfd, tmp_path / "none.txt", "--format", "json")
    data = json.loads(out)
    assert (code, data["outcome"]) == (3, "incomplete")
    assert {duty["status"] for duty in data["duties"]} == {"not_checked"}


def test_it_takes_the_options_of_check(capfd: pytest.CaptureFixture[str]) -> None:
    code, out = run(capfd, EXAMPLES / "tests" / "examples" / "city-2025.txt", "--ignore", "GK101", "--lang", "zh")
    assert code == 0
    assert "! 没有查完  （五）其他需要报告的事项  [GK101（已关闭）、GK504]" in out


def test_when_the_user_stops_it_nothing_is_told(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gongkai.cli.run.check_source", stopped)
    assert run(capfd, EXAMPLES / "examples" / "huodian-2020.txt") == (130, "")
