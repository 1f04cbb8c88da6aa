"""The command line as its users see it: exit codes, words, and never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongkai import __version__
from gongkai.cli import COMMANDS, main
from gongkai.plugins import Catalogue
from gongkai.schema import violations
from gongkai.specimen import write_report

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "examples" / "huodian-2020.txt"
Gongkai = Callable[..., tuple[int, str, str]]


class TestExitCodes:
    def test_0_for_a_correct_report_and_nothing_is_printed(self, gongkai: Gongkai, good: Path) -> None:
        assert gongkai("check", good) == (0, "", "")

    def test_1_for_findings_at_the_fail_level(self, gongkai: Gongkai, bad: Path) -> None:
        assert gongkai("check", bad, "--select", "GK303")[0] == 1

    def test_2_for_wrong_usage(self, gongkai: Gongkai, good: Path) -> None:
        for args in (["check"], ["chek"], ["check", good, "--nope"], ["check", good, "--select", "GK999"]):
            assert gongkai(*args)[0] == 2

    def test_3_for_a_file_that_cannot_be_read_while_the_others_are_checked(
        self, gongkai: Gongkai, bad: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "junk.txt").write_bytes(b"\0\1\2" * 50)
        code, out, _ = gongkai("check", tmp_path / "junk.txt", bad, "--format", "json", "--select", "GK303")
        data = json.loads(out)
        assert (code, data["exit_code"], data["outcome"]) == (3, 3, "incomplete")
        assert [f["rule"] for f in data["findings"]] == ["GK303"]
        assert [i["code"] for i in data["incomplete"]] == ["GK901"]

    def test_4_when_there_is_nothing_to_check(self, gongkai: Gongkai, good: Path, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        assert gongkai("check", tmp_path / "empty")[0] == 4
        assert gongkai("check", good, "--select", "GK303", "--ignore", "GK303")[0] == 4


class TestClearErrors:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (None, "没有这个文件"),
            (b"", "文件是空的"),
            (b"   \n", "文件是空的"),
            (b"\0\1\2\3" * 99, "不是文字"),
            ("会议通知\n".encode(), "没有认出年度报告的内容"),
            (b"\xff\xff\xfe\xfa\x80" * 99, "编码"),
        ],
    )
    def test_a_file_that_cannot_be_checked_is_said_to_be_so(
        self, gongkai: Gongkai, tmp_path: Path, data: bytes | None, words: str
    ) -> None:
        path = tmp_path / "x.txt"
        if data is not None:
            path.write_bytes(data)
        code, out, err = gongkai("check", path)
        assert (code, err) == (3, "")
        assert words in out
        assert "x.txt" in out

    def test_a_forbidden_file_is_said_to_be_so(
        self, gongkai: Gongkai, good: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(path: str, mode: str) -> bytes:
            raise PermissionError(13, "Permission denied", path)

        monkeypatch.setattr("gongkai.cli.inputs.open", refuse, raising=False)
        code, out, _ = gongkai("check", good)
        assert code == 3
        assert "没有读取这个文件的权限" in out

    @pytest.mark.parametrize(
        ("text", "words"), [("{", "不是有效的 JSON"), ("[]", "应为对象"), ('{"a": 1}', "不认识的字段：a")]
    )
    def test_bad_json_is_explained(self, gongkai: Gongkai, tmp_path: Path, text: str, words: str) -> None:
        path = tmp_path / "r.json"
        path.write_text(text, encoding="utf-8")
        code, out, _ = gongkai("check", path)
        assert code == 3
        assert words in out

    def test_every_violation_of_the_schema_is_listed_with_its_path(self, gongkai: Gongkai, tmp_path: Path) -> None:
        path = tmp_path / "r.json"
        path.write_text(
            '{"schema": "urn:gongkai:schema:report:1", "standard": 1, "fiscal_year": "x", "sections": [{}], "tables": {}}',
            encoding="utf-8",
        )
        _, out, _ = gongkai("check", path, "--lang", "en")
        for words in ("standard: expected text", "fiscal_year: expected", "sections[0]: missing id, heading"):
            assert words in out

    def test_unknown_names_are_told_with_those_that_are_known(self, gongkai: Gongkai, good: Path) -> None:
        assert "是不是 t3-row-total" in gongkai("check", good, "--select", "t3-row-totel")[2]
        assert "gkbg-2021" in gongkai("check", good, "--standard", "gkbg-2020")[2]
        assert "是不是“sarif”" in gongkai("check", good, "--format", "sarfi")[2]
        assert "json、" in gongkai("check", good, "--as", "xml")[2]
        assert "是不是“check”" in gongkai("chekc", good)[2]

    def test_a_year_without_standard_is_told(self, gongkai: Gongkai, catalogue: Catalogue, tmp_path: Path) -> None:
        path = tmp_path / "r.txt"
        path.write_text(write_report(catalogue.standards["gkbg-2019"], year=2016), encoding="utf-8")
        code, out, _ = gongkai("check", path)
        assert code == 3
        assert "没有适用于2016年度报告的格式标准" in out

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("select = [", "不是有效的 TOML"),
            ("selekt = []", "是不是“select”"),
            ("fail-level = 'bad'", "应为“error”、“info”、“warning”之一"),
            ("min-fidelity = 7", "min-fidelity"),
            ("[options.GK303]\nx = 1", "没有选项"),
        ],
    )
    def test_a_bad_configuration_is_explained(
        self, gongkai: Gongkai, good: Path, tmp_path: Path, text: str, words: str
    ) -> None:
        (tmp_path / "gongkai.toml").write_text(text, encoding="utf-8")
        code, _, err = gongkai("check", good)
        assert code == 2
        assert words in err

    def test_an_unreadable_configuration_is_told(self, gongkai: Gongkai, good: Path) -> None:
        code, _, err = gongkai("check", good, "--config", "absent.toml")
        assert code == 2
        assert "absent.toml" in err


class TestCheck:
    def test_folders_and_globs_are_searched_and_each_file_is_checked_once(
        self, gongkai: Gongkai, bad: Path, good: Path, tmp_path: Path
    ) -> None:
        (tmp_path / ".hidden").mkdir()
        (tmp_path / ".hidden" / "x.txt").write_text("x", encoding="utf-8")
        _, out, _ = gongkai("check", tmp_path, "*.txt", bad, "--format", "json")
        assert [d["path"] for d in json.loads(out)["documents"]] == ["bad.txt", "good.txt"]

    def test_the_configuration_is_found_and_the_command_line_wins(
        self, gongkai: Gongkai, bad: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "pyproject.toml").write_text('[tool.gongkai]\nselect = ["GK303"]\nseverity = {GK303 = "info"}\n')
        code, out, _ = gongkai("check", bad, "--format", "json")
        assert (code, [f["severity"] for f in json.loads(out)["findings"]]) == (0, ["info"])
        assert gongkai("check", bad, "--fail-level", "info")[0] == 1

    def test_json_is_valid_and_the_same_each_time(self, gongkai: Gongkai, bad: Path) -> None:
        _, first, _ = gongkai("check", bad, SAMPLE, "--format", "json")
        _, again, _ = gongkai("check", SAMPLE, bad, "--format", "json")
        assert first == again
        assert violations("output", json.loads(first)) == ()
        assert str(ROOT) not in first.replace("../", "")

    def test_text_is_plain_and_in_the_language_asked_for(self, gongkai: Gongkai, bad: Path) -> None:
        _, chinese, _ = gongkai("check", bad, "--select", "GK303")
        assert "总计列“（一）予以公开”应为15，现为51（数字颠倒）" in chinese
        assert "\x1b" not in chinese
        _, english, _ = gongkai("check", bad, "--select", "GK303", "--lang", "en")
        assert "row “（一）予以公开” should be 15, not 51 (digits exchanged)" in english


class TestTheOtherCommands:
    def test_what_convert_writes_checks_the_same(self, tmp_path: Path) -> None:
        python = [sys.executable, "-c", "from gongkai.cli import main; main()"]
        for path in (SAMPLE, ROOT / "tests" / "examples" / "city-2025.txt"):
            converted = subprocess.run([*python, "convert", str(path)], capture_output=True, check=True, cwd=tmp_path)
            piped = subprocess.run(
                [*python, "check", "-", "--as", "json", "--format", "json"],
                input=converted.stdout, capture_output=True, check=False, cwd=tmp_path,
            )  # fmt: skip
            direct = subprocess.run(
                [*python, "check", str(path), "--format", "json"], capture_output=True, check=False, cwd=tmp_path
            )
            assert json.loads(piped.stdout)["findings"] == json.loads(direct.stdout)["findings"]
            assert piped.returncode == direct.returncode

    def test_convert_says_what_it_cannot_read(self, gongkai: Gongkai, tmp_path: Path) -> None:
        (tmp_path / "x.txt").write_text("会议通知", encoding="utf-8")
        code, out, err = gongkai("convert", "x.txt")
        assert (code, out) == (3, "")
        assert "没有认出" in err

    def test_rules_lists_all_and_shows_one(self, gongkai: Gongkai) -> None:
        code, listing, _ = gongkai("rules")
        assert code == 0
        assert "GK303 t3-row-total" in listing
        assert "GK903 run-low-fidelity" in listing
        for name in ("GK303", "t3-row-total", "gk303"):
            page = gongkai("rules", name)[1]
            assert "《中华人民共和国政府信息公开条例》第50条" in page
            assert "示例" in page
        assert gongkai("rules", "GK333")[0] == 2

    def test_rules_as_json(self, gongkai: Gongkai, catalogue: Catalogue) -> None:
        data = json.loads(gongkai("rules", "--format", "json")[1])
        assert [rule["id"] for rule in data] == [rule.id for rule in catalogue.rules]
        assert json.loads(gongkai("rules", "GK303", "--format", "json")[1])["plugin"] == "disclosure"

    def test_plugins_says_what_is_loaded_from_where(self, gongkai: Gongkai) -> None:
        code, out, _ = gongkai("plugins")
        assert code == 0
        assert f"disclosure  (gongkai {__version__}, gongkai_rules)" in out

    def test_a_plugin_that_fails_is_named_and_makes_3(
        self, gongkai: Gongkai, good: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        info = tmp_path / "site" / "bad_pack-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "entry_points.txt").write_text("[gongkai]\nbad = bad_pack_that_is_not_there\n", encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path / "site")
        code, out, _ = gongkai("check", good)
        assert code == 3
        assert "bad_pack" in out
        code, _, err = gongkai("check", good, "--select", "BP101")  # it may be the plugin's
        assert (code, "没有“BP101”这条规则" in err, "插件 bad（bad_pack）未能加载" in err) == (2, True, True)
        code, out, _ = gongkai("plugins")
        assert code == 3
        assert "未能加载" in out
        for args, expected in ((("rules",), 3), (("rules", "--as-of", "2026-01-01"), 3), (("rules", "GK303"), 0)):
            code, _, err = gongkai(*args)
            assert (code, "警告：插件 bad（bad_pack）未能加载" in err) == (expected, True)

    def test_what_has_no_rules_to_examine_is_not_well(self, gongkai: Gongkai) -> None:
        assert gongkai("plugins", "doctor", "builtin", "--lang", "en") == (4, "builtin: no rules\n", "")

    @pytest.mark.parametrize("command", [("cache", "info"), ("plugins",), ("baseline", "show"), ("init",)])
    def test_every_command_has_the_option_that_an_internal_error_names(
        self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
    ) -> None:
        def failing(*_: object, **__: object) -> None:
            raise ZeroDivisionError("inside")

        monkeypatch.setattr("gongkai.cli.help.click.Command.invoke", failing)
        told = "Internal error: ZeroDivisionError: inside (--debug shows more)\n"
        for more in ((), ("--debug",)):
            with pytest.raises(SystemExit) as left:
                main([*command, "--lang", "en", *more])
            err = capfd.readouterr().err
            assert (left.value.code, err.endswith(told), "Traceback" in err) == (3, True, bool(more))

    @pytest.mark.parametrize("command", [command for command in COMMANDS if " " not in command])
    def test_help_is_in_both_languages(self, gongkai: Gongkai, command: str) -> None:
        code, chinese, _ = gongkai(command, "--help")
        assert code == 0
        english = gongkai(command, "--help", "--lang", "en")[1]
        assert "‖" not in chinese + english
        assert "输出" in chinese
        assert "输出" not in english

    def test_version(self, gongkai: Gongkai) -> None:
        assert gongkai("--version") == (0, f"gongkai {__version__}\n", "")


def test_replace_is_how_values_change(catalogue: Catalogue) -> None:
    standard = catalogue.standards["gkbg-2021"]
    assert replace(standard, id="x").id == "x"
    with pytest.raises(AttributeError):
        standard.id = "x"  # type: ignore[misc]
