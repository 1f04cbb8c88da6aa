"""Reports beside those that are checked: given by options, by the configuration, or by a table. Bodies are made up."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from gongkai.plugins import Catalogue
from gongkai.specimen import write_report

Gongkai = Callable[..., tuple[int, str, str]]
Write = Callable[..., None]
RULES = Path(__file__).parent / "kin_rules.py"


@pytest.fixture
def write(catalogue: Catalogue, tmp_path: Path) -> Write:
    """Write a report: file, body, year, and changed cells or sections."""

    def written(
        name: str,
        body: str,
        year: int,
        cells: Mapping[tuple[str, str, str], str] | None = None,
        sections: Mapping[str, str] | None = None,
    ) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        standard = catalogue.standards["gkbg-2021"]
        text = write_report(standard, agency=body, year=year, cells=cells, sections=sections)
        path.write_text(text, encoding="utf-8")

    return written


@pytest.fixture
def check(gongkai: Gongkai) -> Callable[..., tuple[int, dict[str, object]]]:
    """Check with the rules of kin_rules.py; exit code and JSON output."""

    def run(*args: str) -> tuple[int, dict[str, object]]:
        code, out, err = gongkai("check", *args, "--rules", RULES, "--select", "KT", "--format", "json")
        assert out, err
        return code, json.loads(out)

    return run


def told(out: Mapping[str, object]) -> dict[tuple[str, str], str]:
    findings = out["findings"]
    assert isinstance(findings, list)
    return {(f["path"], f["rule"]): f["message"] for f in findings}


def missed(out: Mapping[str, object]) -> list[tuple[str, str | None]]:
    incidents = out["incomplete"]
    assert isinstance(incidents, list)
    return [(i["code"], i["path"]) for i in incidents]


def test_last_years_report_is_found_in_a_folder(check: Callable[..., tuple[int, dict]], write: Write) -> None:  # type: ignore[type-arg]
    write("2025/a.txt", "云川县教育局", 2025)
    write("2024/b.txt", "云川县 教育局", 2024)
    write("2024/c.txt", "云川县财政局", 2024)
    code, out = check("2025", "--previous", "2024")
    assert (code, told(out)) == (0, {("2025/a.txt", "KT101"): "2024/b.txt"})
    (related,) = out["findings"][0]["related"]
    assert related["path"] == "2024/b.txt"
    assert related["where"]["row"] == "carried_out"
    assert [d["path"] for d in out["documents"]] == ["2025/a.txt"]


def test_last_years_report_may_lie_there_in_two_files(
    check: Callable[..., tuple[int, dict]],  # type: ignore[type-arg]
    write: Write,
    tmp_path: Path,
) -> None:
    write("a.txt", "云川县教育局", 2025)
    write("2024/b.txt", "云川县教育局", 2024)
    text = (tmp_path / "2024" / "b.txt").read_text(encoding="utf-8")
    (tmp_path / "2024" / "c.md").write_text(text.replace("\n", "\n\n", 1), encoding="utf-8")
    assert told(check("a.txt", "--previous", "2024")[1]) == {("a.txt", "KT101"): "2024/b.txt"}
    write("2024/d.txt", "云川县教育局", 2024, sections={"problems": "存在的问题是人手不足，已经增加。"})
    code, out = check("a.txt", "--previous", "2024")
    assert (code, missed(out)) == (3, [("GK921", "a.txt")])


def test_without_any_option_such_rules_do_not_run(check: Callable[..., tuple[int, dict]], write: Write) -> None:  # type: ignore[type-arg]
    write("a.txt", "云川县教育局", 2025)
    assert check("a.txt")[0] == 4


def test_a_single_report_without_its_counterpart_is_incomplete(
    check: Callable[..., tuple[int, dict]],  # type: ignore[type-arg]
    write: Write,
) -> None:
    write("a.txt", "云川县教育局", 2025)
    write("2024/c.txt", "云川县财政局", 2024)
    code, out = check("a.txt", "--previous", "2024")
    assert (code, missed(out)) == (3, [("GK922", "a.txt")])


def test_a_counterpart_that_cannot_be_read_is_told(
    check: Callable[..., tuple[int, dict]],  # type: ignore[type-arg]
    write: Write,
    tmp_path: Path,
) -> None:
    write("a.txt", "云川县教育局", 2025)
    write("2024/a.txt", "云川县教育局", 2024)
    (tmp_path / "2024" / "b.docx").write_bytes(b"PK\x03\x04 broken")
    code, out = check("a.txt", "--previous", "2024", "--previous", "absent.txt")
    assert (code, missed(out)) == (3, [("GK901", "2024/b.docx"), ("GK901", "absent.txt")])
    assert ("a.txt", "KT101") in told(out)


def test_the_configuration_names_what_stands_beside(
    check: Callable[..., tuple[int, dict]],  # type: ignore[type-arg]
    write: Write,
    tmp_path: Path,
) -> None:
    write("now/a.txt", "云川县文化和旅游局", 2025)
    write("now/city.txt", "云川县人民政府", 2025)
    write("last/a.txt", "云川县旅游局", 2024)
    write("last/city.txt", "云川县政府", 2024)
    (tmp_path / "bodies.csv").write_text("body,parent\n云川县旅游局,云川县人民政府\n", encoding="utf-8")
    (tmp_path / "gongkai.toml").write_text(
        '[series]\nprevious = ["last"]\naliases = {"云川县旅游局" = "云川县文化和旅游局"}\n'
        '[rollup]\nrelations = "bodies.csv"\nsiblings = ["now"]\ncomplete = true\n',
        encoding="utf-8",
    )
    code, out = check("now")
    assert code == 0
    assert told(out) == {
        ("now/a.txt", "KT101"): "last/a.txt",
        ("now/a.txt", "KT102"): "now/city.txt",
        ("now/a.txt", "KT104"): "now/a.txt, now/city.txt",
        ("now/city.txt", "KT101"): "last/city.txt",
        ("now/city.txt", "KT103"): "now/a.txt, before last/a.txt, complete",
        ("now/city.txt", "KT104"): "now/a.txt, now/city.txt",
    }


def test_children_and_parent_by_options(check: Callable[..., tuple[int, dict]], write: Write) -> None:  # type: ignore[type-arg]
    write("city.txt", "云川市人民政府", 2025)
    write("parts/a.txt", "云川市教育局", 2025)
    write("parts/b.txt", "云川市财政局", 2025)
    assert told(check("city.txt", "--children", "parts")[1]) == {("city.txt", "KT103"): "parts/a.txt, parts/b.txt"}
    assert told(check("parts", "--parent", "city.txt")[1]) == {
        ("parts/a.txt", "KT102"): "city.txt",
        ("parts/b.txt", "KT102"): "city.txt",
    }


def test_where_a_child_cannot_be_read_no_sum_is_judged(
    check: Callable[..., tuple[int, dict]],  # type: ignore[type-arg]
    write: Write,
    tmp_path: Path,
) -> None:
    write("city.txt", "云川市人民政府", 2025)
    write("parts/a.txt", "云川市教育局", 2025)
    (tmp_path / "parts" / "b.docx").write_bytes(b"PK\x03\x04 broken")
    code, out = check("city.txt", "--children", "parts")
    assert (code, told(out)) == (3, {})
    assert missed(out) == [("GK921", "city.txt"), ("GK901", "parts/b.docx")]
    (tmp_path / "bodies.csv").write_text("body,parent\n云川市教育局,云川市政府\n", encoding="utf-8")
    code, out = check("city.txt", "--children", "parts", "--relations", "bodies.csv")
    assert (code, told(out)) == (3, {("city.txt", "KT103"): "parts/a.txt"})


def test_a_table_names_files_and_whose_they_are(
    check: Callable[..., tuple[int, dict]],  # type: ignore[type-arg]
    write: Write,
    tmp_path: Path,
) -> None:
    write("city.txt", "云川市人民政府", 2025)
    write("files/1.txt", "教育局", 2025)
    write("files/0.txt", "教育局", 2024)
    rows = "body,parent,year,path\n云川市教育局,云川市政府,2025,1.txt\n云川市教育局,云川市政府,2024,0.txt\n"
    (tmp_path / "files" / "bodies.csv").write_text(rows, encoding="utf-8")
    code, out = check("city.txt", "files/1.txt", "--relations", "files/bodies.csv")
    assert code == 0
    assert told(out) == {
        ("city.txt", "KT103"): "files/1.txt, before files/0.txt",
        ("files/1.txt", "KT101"): "files/0.txt",
        ("files/1.txt", "KT102"): "city.txt",
    }


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--relations", "bad.csv"), "第3行：“x”不是年度"),
        (("--relations", "gbk.csv"), "不是 UTF-8 编码"),
        (("--relations", "absent.csv"), "无法读取关系表"),
        (("--children", "a.txt", "--select", "KT103"), "看不出是谁的下级"),
    ],
)
def test_wrong_usage_is_told(
    gongkai: Gongkai, write: Write, tmp_path: Path, args: tuple[str, ...], words: str
) -> None:
    for name in ("a", "b", "c"):
        write(f"{name}.txt", f"云川县{name}局", 2025)
    (tmp_path / "bad.csv").write_text("body,year\n云川县教育局,2025\n云川县财政局,x\n", encoding="utf-8")
    (tmp_path / "gbk.csv").write_bytes("机关\n云川县教育局\n".encode("gbk"))
    code, _, err = gongkai("check", "b.txt", "c.txt", "--rules", RULES, *args)
    assert code == 2
    assert words in err


def test_private_values_of_another_report_are_not_shown(gongkai: Gongkai, write: Write) -> None:
    number = "11010519491231002X"
    write("a.txt", "云川县教育局", 2025)
    write("b.txt", "云川县教育局", 2024, sections={"other": f"张某（身份证号{number}）的申请已经答复。"})
    for form in ("text", "json", "sarif", "html", "markdown"):
        _, out, err = gongkai(
            "check", "a.txt", "--previous", "b.txt", "--rules", RULES, "--select", "passages,GK", "--format", form
        )
        assert "的申请已经答复" in out, err
        assert number not in out


def test_isolated_rules_of_others_that_compare_are_said_not_to_run(gongkai: Gongkai, write: Write) -> None:
    write("a.txt", "云川县教育局", 2025)
    write("b.txt", "云川县教育局", 2024)
    args = ("--previous", "b.txt", "--rules", RULES, "--select", "KT101", "--isolate", "--format", "json")
    code, out, _ = gongkai("check", "a.txt", *args)
    assert code == 3
    assert [(i["code"], i["rule"]) for i in json.loads(out)["incomplete"]] == [("GK925", "KT101")]


def test_coverage_says_which_report_was_not_there(gongkai: Gongkai, write: Write) -> None:
    write("a.txt", "云川县教育局", 2025)
    write("b.txt", "云川县教育局", 2024)

    def use(*args: str) -> dict[str, object]:
        out = json.loads(gongkai("coverage", "a.txt", *args, "--format", "json")[1])
        return next(use for duty in out["duties"] for use in duty["rules"] if use["rule"] == "GK601")

    assert use() == {"rule": "GK601", "use": "no_counterpart", "found": 0, "lacks": ["previous"]}
    assert use("--previous", "b.txt")["use"] == "found"
    assert "没有上一年度的报告" in gongkai("coverage", "a.txt")[1]


def test_places_in_other_documents_have_their_file_in_every_format(gongkai: Gongkai, write: Write) -> None:
    write("a.txt", "云川县教育局", 2025)
    write("last.txt", "云川县教育局", 2024)
    for form in (
        "text",
        "json",
        "jsonl",
        "sarif",
        "rdjson",
        "github",
        "gitlab",
        "checkstyle",
        "junit",
        "markdown",
        "html",
    ):
        out = gongkai("check", "a.txt", "--previous", "last.txt", "--select", "GK601", "--format", form)[1]
        assert "last.txt" in out, form
    sarif = json.loads(
        gongkai("check", "a.txt", "--previous", "last.txt", "--select", "GK601", "--format", "sarif")[1]
    )
    (result,) = sarif["runs"][0]["results"]
    uris = {
        r["physicalLocation"]["artifactLocation"]["uri"]: r["physicalLocation"]["region"]["startLine"]
        for r in result["relatedLocations"]
    }
    assert set(uris) == {"a.txt", "last.txt"}
    assert uris["last.txt"] != uris["a.txt"]


def test_rules_say_what_they_compare_with(gongkai: Gongkai) -> None:
    assert "要有上一年度的报告才能比较" in gongkai("rules", "GK601")[1]
    assert json.loads(gongkai("rules", "GK601", "--format", "json")[1])["asks"] == ["previous"]


def test_reports_of_a_stream_with_one_path_are_not_compared(
    gongkai: Gongkai, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", "云川县教育局", 2025)
    write("b.txt", "云川县教育局", 2024)
    line = json.dumps(json.loads(gongkai("convert", "a.txt")[1]), ensure_ascii=False)
    (tmp_path / "two.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    with (tmp_path / "two.jsonl").open(encoding="utf-8") as lines:
        monkeypatch.setattr("sys.stdin", lines)
        args = ("--previous", "b.txt", "--select", "GK601", "--format", "json")
        code, out, err = gongkai("check", "-", "--as", "jsonl", *args)
    assert code == 3, err
    assert [(i["code"], i["path"]) for i in json.loads(out)["incomplete"]] == [("GK921", "a.txt")]


def test_a_run_that_is_stopped_while_it_compares_says_so(
    gongkai: Gongkai, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongkai.cli import beside

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    write("a.txt", "云川县教育局", 2025)
    write("b.txt", "云川县教育局", 2024)
    monkeypatch.setattr(beside, "families", stop)
    code, out, _ = gongkai("check", "a.txt", "--previous", "b.txt", "--format", "json")
    (incident,) = json.loads(out)["incomplete"]
    assert (code, incident["code"]) == (3, "GK909")
    assert "余下的都没有检查" in incident["message"]


def test_a_cell_above_the_parents_is_told_once_whichever_way_the_reports_are_given(
    gongkai: Gongkai, write: Write
) -> None:
    write("city.txt", "云川县人民政府", 2025)
    write("parts/a.txt", "云川县教育局", 2025, {("proactive", "penalties", "decisions"): "370"})
    Path("bodies.csv").write_text("body,parent\n云川县教育局,云川县人民政府\n", encoding="utf-8")
    for arguments, rule, path in (
        (("parts", "--parent", "city.txt"), "GK710", "parts/a.txt"),
        (("parts", "city.txt", "--relations", "bodies.csv"), "GK704", "city.txt"),
        (("city.txt", "--children", "parts"), "GK704", "city.txt"),
    ):
        code, out, _ = gongkai("check", *arguments, "--select", "GK7", "--format", "json")
        assert (code, [(f["rule"], f["path"]) for f in json.loads(out)["findings"]]) == (1, [(rule, path)])
