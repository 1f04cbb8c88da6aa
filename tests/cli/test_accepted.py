"""Suppressions and baselines on the command line: on the record, counted, and never quietly for ever."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gongkai.plugins import Catalogue
from gongkai.specimen import write_report

Gongkai = Callable[..., tuple[int, str, str]]
ONLY = ("--select", "GK303")
FILE = "gongkai-suppressions.toml"


def findings(gongkai: Gongkai, *more: str) -> list[dict[str, Any]]:
    out = gongkai("check", "bad.txt", *ONLY, "--format", "json", *more)[1]
    return list(json.loads(out)["findings"])


def suppress(mark: str, **other: str) -> None:
    entry = {
        "rule": '"GK303"',
        "path": '"bad.txt"',
        "anchor": f'"{mark}"',
        "reason": '"上年口径不同，已书面说明"',
        "approver": '"李四"',
        "date": "2022-01-20",
        **other,
    }
    lines = [f"{key} = {value}" for key, value in entry.items() if value]
    Path(FILE).write_text("\n".join(["[[suppression]]", *lines]), encoding="utf-8")


WITH = ("--suppressions", FILE, "--as-of", "2022-02-01")


class TestSuppressions:
    def test_an_accepted_finding_does_not_count_but_is_told_with_who_accepted_it(
        self, gongkai: Gongkai, bad: Path
    ) -> None:
        suppress(findings(gongkai)[0]["fingerprint"], ground='"条例第36条"')
        code, out, _ = gongkai("check", "bad.txt", *ONLY, *WITH)
        assert code == 0
        for words in ("李四", "上年口径不同，已书面说明", "条例第36条", "1 处已接受"):
            assert words in out
        (found,) = findings(gongkai, *WITH)
        assert found["suppressed"]["approver"] == "李四"
        assert found["suppressed"]["expires"].endswith("-12-31")

    @pytest.mark.parametrize(
        "name", ["text", "jsonl", "sarif", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "github"]
    )
    def test_every_format_shows_it(self, gongkai: Gongkai, bad: Path, name: str) -> None:
        suppress(findings(gongkai)[0]["fingerprint"])
        assert "李四" in gongkai("check", "bad.txt", *ONLY, *WITH, "--format", name)[1]

    @pytest.mark.parametrize("field", ["rule", "path", "anchor", "reason", "approver", "date"])
    def test_a_missing_field_is_a_configuration_error(self, gongkai: Gongkai, bad: Path, field: str) -> None:
        suppress("0" * 32, **{field: ""})
        code, _, err = gongkai("check", "bad.txt", *WITH)
        assert code == 2
        assert f"缺少{field}" in err

    def test_an_expired_one_is_an_error_and_its_finding_counts_again(self, gongkai: Gongkai, bad: Path) -> None:
        suppress(findings(gongkai)[0]["fingerprint"], expires="2022-01-31")
        code, out, _ = gongkai("check", "bad.txt", *ONLY, *WITH)
        assert code == 1
        assert "GK911 run-suppression-expired" in out
        assert "GK303 t3-row-total" in out

    def test_it_holds_until_the_end_of_the_year_in_which_the_report_is_due(self, gongkai: Gongkai, bad: Path) -> None:
        year = json.loads(gongkai("check", "bad.txt", "--format", "json")[1])["documents"][0]["fiscal_year"]
        suppress(findings(gongkai)[0]["fingerprint"])
        for day, code in ((f"{year + 1}-12-31", 0), (f"{year + 2}-01-01", 1)):
            assert gongkai("check", "bad.txt", *ONLY, "--suppressions", FILE, "--as-of", day)[0] == code

    def test_an_unused_one_is_a_warning_but_only_where_its_file_was_checked(
        self, gongkai: Gongkai, bad: Path, catalogue: Catalogue
    ) -> None:
        suppress("0" * 32)
        code, out, _ = gongkai("check", "bad.txt", *ONLY, *WITH, "--fail-level", "warning")
        assert code == 1
        assert "GK912 run-suppression-unused" in out
        Path("other.txt").write_text(write_report(catalogue.standards["gkbg-2021"]), encoding="utf-8")
        assert "GK912" not in gongkai("check", "other.txt", *ONLY, *WITH)[1]
        assert "GK912" not in gongkai("check", "bad.txt", "--select", "GK301", *WITH)[1]

    def test_its_rule_is_named_as_everywhere_and_one_that_there_is_not_is_wrong(
        self, gongkai: Gongkai, bad: Path
    ) -> None:
        anchor = findings(gongkai)[0]["fingerprint"]
        for name in ("t3-row-total", "gk303"):
            suppress(anchor, rule=f'"{name}"')
            assert gongkai("check", "bad.txt", *ONLY, *WITH)[0] == 0
        suppress(anchor, rule='"GK330"')
        code, _, err = gongkai("check", "bad.txt", *ONLY, *WITH)
        assert code == 2
        assert FILE in err
        assert "GK330" in err

    def test_the_finding_counts_again_when_what_it_is_about_changes(self, gongkai: Gongkai, bad: Path) -> None:
        suppress(findings(gongkai)[0]["fingerprint"])
        bad.write_text(bad.read_text(encoding="utf-8").replace("\t51", "\t52"), encoding="utf-8")
        assert gongkai("check", "bad.txt", *ONLY, *WITH)[0] == 1

    def test_what_a_profile_makes_mandatory_cannot_be_accepted_ignored_or_weakened(
        self, gongkai: Gongkai, bad: Path
    ) -> None:
        Path("base.toml").write_text('mandatory = ["GK3"]', encoding="utf-8")
        Path("gongkai.toml").write_text('extends = ["base.toml"]', encoding="utf-8")
        suppress(findings(gongkai)[0]["fingerprint"])
        code, _, err = gongkai("check", "bad.txt", *WITH)
        assert code == 2
        assert "必查规则" in err
        for more in (["--ignore", "GK303"], ["--ignore", "GK"]):
            assert gongkai("check", "bad.txt", *more)[0] == 2
        Path("gongkai.toml").write_text('extends = ["base.toml"]\nseverity = {GK303 = "info"}', encoding="utf-8")
        assert gongkai("check", "bad.txt")[0] == 2
        Path("gongkai.toml").write_text('extends = ["base.toml"]', encoding="utf-8")
        assert {
            f["rule"]
            for f in json.loads(gongkai("check", "bad.txt", "--select", "GK5", "--format", "json")[1])["findings"]
        } >= {"GK303"}


class TestBaseline:
    def test_old_findings_do_not_count_and_new_ones_fail(self, gongkai: Gongkai, bad: Path) -> None:
        assert gongkai("baseline", "write", "bad.txt", *ONLY)[0] == 0
        code, out, _ = gongkai("check", "bad.txt", *ONLY, "--baseline", "gongkai-baseline.json")
        assert code == 0
        assert "基线中已有的问题：1 处" in out
        lines = bad.read_text(encoding="utf-8")
        bad.write_text("\n\n" + lines.replace("\t51", "\t52"), encoding="utf-8")
        assert gongkai("check", "bad.txt", *ONLY, "--baseline", "gongkai-baseline.json")[0] == 1

    def test_it_only_grows_with_a_reason(self, gongkai: Gongkai, bad: Path) -> None:
        gongkai("baseline", "write", "bad.txt", "--select", "GK301")
        before = Path("gongkai-baseline.json").read_bytes()
        code, _, err = gongkai("baseline", "write", "bad.txt", *ONLY)
        assert (code, Path("gongkai-baseline.json").read_bytes()) == (2, before)
        assert "--reason" in err
        assert (
            gongkai("baseline", "write", "bad.txt", *ONLY, "--reason", "旧稿批量接入", "--as-of", "2022-02-01")[0]
            == 0
        )
        shown = gongkai("baseline", "show")[1]
        assert "2022-02-01  +1  旧稿批量接入" in shown
        assert "bad.txt  GK303" in shown

    def test_prune_takes_out_what_was_mended_and_nothing_that_was_not_checked(
        self, gongkai: Gongkai, bad: Path
    ) -> None:
        gongkai("baseline", "write", "bad.txt", *ONLY)
        gongkai("baseline", "prune", "bad.txt", "--select", "GK301")
        assert "1 处" in gongkai("baseline", "show")[1]
        bad.write_text(bad.read_text(encoding="utf-8").replace("\t51", "\t15"), encoding="utf-8")
        assert gongkai("baseline", "prune", "bad.txt", *ONLY)[0] == 0
        assert gongkai("baseline", "show")[1].startswith("0 处")

    def test_a_damaged_one_is_explained(self, gongkai: Gongkai, bad: Path) -> None:
        Path("b.json").write_text('{"entries": [{}]}', encoding="utf-8")
        code, _, err = gongkai("check", "bad.txt", "--baseline", "b.json")
        assert code == 2
        assert "entries[0]" in err

    def test_one_that_the_configuration_names_is_made(self, gongkai: Gongkai, bad: Path) -> None:
        Path("gongkai.toml").write_text('baseline = "kept/old.json"', encoding="utf-8")
        assert gongkai("baseline", "prune", "bad.txt", *ONLY)[0] == 2
        assert gongkai("baseline", "write", "bad.txt", *ONLY)[0] == 0
        assert gongkai("check", "bad.txt", *ONLY)[0] == 0
        assert "bad.txt  GK303" in gongkai("baseline", "show")[1]

    @pytest.mark.parametrize("args", [("show",), ("write", "bad.txt"), ("prune", "bad.txt")])
    def test_one_that_cannot_be_read_is_named(self, gongkai: Gongkai, bad: Path, args: tuple[str, ...]) -> None:
        Path("folder").mkdir()
        code, _, err = gongkai("baseline", *args, "--baseline", "folder", "--lang", "en")
        assert (code, err) == (2, "Error: Cannot read the baseline folder: Is a directory\n")


def test_suppressions_in_another_encoding_are_named(gongkai: Gongkai, bad: Path) -> None:
    Path("s.toml").write_bytes("# 例外".encode("gbk"))
    code, _, err = gongkai("check", "bad.txt", "--suppressions", "s.toml", "--lang", "en")
    assert code == 2
    assert "s.toml is not UTF-8" in err
