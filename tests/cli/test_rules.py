"""`gongkai rules`, `rules --as-of` and `rules diff` as their users see them."""

from __future__ import annotations

import json

import pytest

from gongkai.cli import main
from gongkai.schema import violations


def run(capfd: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["rules", *args])
    out, err = capfd.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, out, err


class TestOneRule:
    def test_tells_a_clerk_why_in_both_languages(self, capfd: pytest.CaptureFixture[str]) -> None:
        for lang, words in (("zh", "条例第五十条第四项规定"), ("en", "Article 50 (4) asks this")):
            assert words in run(capfd, "GK108", "--lang", lang)[1]

    def test_speaks_the_words_of_the_form(self, capfd: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capfd, "GK303", "--lang", "zh")
        assert "表三 （一）予以公开" in out
        assert "applications." not in out
        assert "{" not in out

    def test_says_which_reports_it_is_for(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert "all disclosure reports" in run(capfd, "GK303", "--lang", "en")[1]
        assert "reports of any kind" in run(capfd, "GK322", "--lang", "en")[1]
        assert json.loads(run(capfd, "GK322", "--format", "json")[1])["applies"]["kinds"] == []

    @pytest.mark.parametrize(
        ("name", "severity", "label"),
        [("GK903", None, "not checked"), ("GK911", "error", "error"), ("run-duplicate-report", "warning", "warning")],
    )
    def test_what_is_said_of_a_run_is_told_as_text_and_as_json(
        self, capfd: pytest.CaptureFixture[str], name: str, severity: str | None, label: str
    ) -> None:
        assert f"[{label}]" in run(capfd, name, "--lang", "en")[1]
        data = json.loads(run(capfd, name, "--format", "json", "--lang", "en")[1])
        assert name in (data["id"], data["name"])
        assert data["severity"] == severity


class TestAsOf:
    def test_lists_what_was_in_force(self, capfd: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capfd, "--as-of", "2020-06-01", "--lang", "en")
        assert code == 0
        assert "Standards in force: gkbg-2019" in out
        assert "GK101" in out
        assert "GK209" not in out  # rests on the format of 2021
        assert "GK107" not in out  # asked from fiscal year 2021 on

    def test_json(self, capfd: pytest.CaptureFixture[str]) -> None:
        data = json.loads(run(capfd, "--as-of", "2026-01-01", "--format", "json")[1])
        assert data["as_of"] == "2026-01-01"
        assert data["standards"] == ["gkbg-2021"]
        assert "GK501" in {rule["id"] for rule in data["rules"]}

    def test_nothing_before_there_was_law(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert "没有依据有效的规则" in run(capfd, "--as-of", "2018-01-01", "--lang", "zh")[1]

    def test_a_bad_date_is_wrong_usage(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert run(capfd, "--as-of", "yesterday")[0] == 2


class TestDiff:
    @pytest.mark.parametrize("args", [("diff", "--from", "2019", "--to", "gkbg-2021"), ("--from", "gkbg-2019", "diff", "--to", "2022")])  # fmt: skip
    def test_wherever_the_word_stands(self, capfd: pytest.CaptureFixture[str], args: tuple[str, ...]) -> None:
        code, out, _ = run(capfd, *args, "--lang", "zh")
        assert code == 0
        assert "规范性文件 → 行政规范性文件" in out

    def test_json(self, capfd: pytest.CaptureFixture[str]) -> None:
        data = json.loads(run(capfd, "diff", "--from", "2019", "--to", "2021", "--format", "json")[1])
        assert violations("changes", data) == ()
        assert data["from"] == {"standard": "gkbg-2019", "fiscal_year": 2019}
        assert {change["group"] for change in data["changes"]} >= {"row", "column", "sum", "rule", "duty"}

    @pytest.mark.parametrize("year", ["1999", "gkbg-1999"])
    def test_an_unknown_year_or_standard_is_wrong_usage(self, capfd: pytest.CaptureFixture[str], year: str) -> None:
        code, _, err = run(capfd, "diff", "--from", year, "--to", "2021", "--lang", "zh")
        assert code == 2
        assert year in err

    def test_the_help_is_its_own(self, capfd: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capfd, "diff", "--help")
        assert code == 0
        assert "gongkai rules diff" in out
