"""`gongkai compare`: output, exit codes, and errors that name the file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.plugins import Catalogue
from gongkai.schema import violations
from gongkai.specimen import write_report

Gongkai = Callable[..., tuple[int, str, str]]


@pytest.fixture
def years(tmp_path: Path, catalogue: Catalogue) -> tuple[Path, Path]:
    """Two years of one body; the later has more licences."""
    standard = catalogue.standards["gkbg-2021"]
    last, this = tmp_path / "last.txt", tmp_path / "this.txt"
    last.write_text(write_report(standard, year=2024), encoding="utf-8")
    cells = {("proactive", "licences", "decisions"): "2614"}
    this.write_text(write_report(standard, year=2025, cells=cells), encoding="utf-8")
    return last, this


def test_0_when_all_was_compared(gongkai: Gongkai, years: tuple[Path, Path]) -> None:
    code, out, err = gongkai("compare", *years)
    assert (code, err) == (0, "")
    assert "+2400  +1121.5%  异常" in out
    assert "[-2024-]{+2025+}" in out
    assert "\x1b" not in out


def test_zeros_and_unchanged_paragraphs_are_counted_and_shown_on_demand(
    gongkai: Gongkai, years: tuple[Path, Path]
) -> None:
    short, long = gongkai("compare", *years)[1], gongkai("compare", *years, "--all")[1]
    assert "另有145格都是0或空白" in short
    assert "都是0或空白" not in long
    assert long.count("\n") > short.count("\n") + 150
    assert "（三）政府信息管理" not in short
    assert "= （三）政府信息管理" in long


def test_the_json_keeps_its_schema_and_has_every_cell(gongkai: Gongkai, years: tuple[Path, Path]) -> None:
    code, out, _ = gongkai("compare", *years, "--format", "json")
    data = json.loads(out)
    assert (code, data["exit_code"], len(data["cells"])) == (0, 0, 200)
    assert violations("comparison", data) == ()
    (outlier,) = [cell for cell in data["cells"] if cell["outlier"]]
    assert (outlier["row"], outlier["change"], outlier["percent"]) == ("licences", 2400, 1121.5)
    assert data["summary"]["outliers"] == 1


def test_other_bodies_and_years_are_said_first_and_compared(
    gongkai: Gongkai, years: tuple[Path, Path], tmp_path: Path, catalogue: Catalogue
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        write_report(catalogue.standards["gkbg-2019"], agency="青岳市档案局", year=2020), encoding="utf-8"
    )
    code, out, _ = gongkai("compare", other, years[1], "--lang", "en")
    assert code == 0
    head = out.split("\n\n")[0]
    for words in (
        "different bodies",
        "do not follow each other",
        "different formats",
        "Table 2: the two forms share no cell",
    ):
        assert words in head


def test_3_for_what_cannot_be_read_with_the_name_of_each_file(
    gongkai: Gongkai, years: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "junk.txt").write_bytes(b"\0\1\2" * 50)
    code, out, err = gongkai("compare", tmp_path / "none.txt", tmp_path / "junk.txt")
    assert (code, out) == (3, "")
    assert "none.txt" in err
    assert "junk.txt" in err
    assert gongkai("compare", years[0], tmp_path / "junk.txt")[0] == 3


def test_3_when_a_report_was_hardly_understood(gongkai: Gongkai, years: tuple[Path, Path]) -> None:
    example = Path(__file__).parents[2] / "examples" / "huodian-2020.txt"
    code, out, _ = gongkai("compare", example, years[1])
    assert code == 3
    assert "没有比较" in out.split("\n\n")[0]


def test_2_for_wrong_usage(gongkai: Gongkai, years: tuple[Path, Path]) -> None:
    assert gongkai("compare", years[0])[0] == 2
    assert gongkai("compare", "-", "-")[0] == 2
    assert gongkai("compare", *years, "--format", "sarif")[0] == 2
    code, _, err = gongkai("compare", *years, "--output-file", years[0])
    assert code == 2
    assert "last.txt" in err
    assert "政府信息公开" in years[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["text", "json", "html"])
def test_private_values_are_masked(
    gongkai: Gongkai, years: tuple[Path, Path], tmp_path: Path, catalogue: Catalogue, how: str
) -> None:
    number = "110101199003071938"  # a made-up identity number whose check digit is right
    text = (
        years[1]
        .read_text(encoding="utf-8")
        .replace("各项工作有序开展", f"联系人张三，身份证号{number}，各项工作有序开展")
    )
    years[1].write_text(text, encoding="utf-8")
    code, out, _ = gongkai("compare", *years, "--format", how)
    assert code == 0
    assert number not in out
    assert "110*************38" in out


def test_the_page_goes_to_a_file(gongkai: Gongkai, years: tuple[Path, Path], tmp_path: Path) -> None:
    page = tmp_path / "pages" / "compare.html"
    assert gongkai("compare", *years, "--format", "html", "--output-file", page) == (0, "", "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
